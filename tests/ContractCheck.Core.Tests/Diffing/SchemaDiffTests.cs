using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Diffing;

public sealed class SchemaDiffTests
{
    private static readonly Table Orders = Table("orders", Column("code", "VARCHAR(20)"));
    private static readonly Table Bare = Table("orders");
    private static readonly Table Customers = Table("customers");

    [Fact]
    public void A_table_that_did_not_load_is_neither_removed_nor_added()
    {
        var (with, without) = (Tables(Orders, Customers), Tables(Customers));
        SchemaDiff.Between(with, without.Unloaded("orders")).ShouldBeEmpty();
        SchemaDiff.Between(without.Unloaded("orders"), with).ShouldBeEmpty();
        SchemaDiff.Between(with, without.Unloaded("refunds")).Single().Kind.ShouldBe(ChangeKind.TableRemoved);
    }

    [Fact]
    public void A_table_that_did_not_load_is_known_by_its_class_too()
    {
        var renamed = new UnloadedTable(null, "shop.orders", new SourceLocation("shop.py", 10), "NameError: prefix");
        var head = Tables(Customers);
        head = head with { Diagnostics = head.Diagnostics with { Unloaded = [renamed] } };
        SchemaDiff.Between(Tables(Orders, Customers), head).ShouldBeEmpty();
    }

    [Fact]
    public void A_table_of_a_file_that_cannot_be_parsed_is_neither_removed_nor_added()
    {
        var (with, without) = (Tables(Orders, Customers), Tables(Customers));
        SchemaDiff.Between(with, without.Unparsed("shop.py")).ShouldBeEmpty();
        SchemaDiff.Between(without.Unparsed("shop.py"), with).ShouldBeEmpty();
        SchemaDiff.Between(with, without.Unparsed("other.py")).Single().Kind.ShouldBe(ChangeKind.TableRemoved);
    }

    [Fact]
    public void A_column_that_a_missing_base_may_provide_is_neither_removed_nor_added()
    {
        SchemaDiff.Between(Tables(Orders), Tables(Bare.Incomplete())).ShouldBeEmpty();
        SchemaDiff.Between(Tables(Bare.Incomplete()), Tables(Orders)).ShouldBeEmpty();
    }

    [Fact]
    public void A_column_that_left_the_source_of_an_incomplete_table_is_removed()
    {
        SchemaDiff.Between(Tables(Orders.Incomplete()), Tables(Bare.Incomplete())).Single().Kind.ShouldBe(ChangeKind.ColumnRemoved);
        SchemaDiff.Between(Tables(Bare.Incomplete()), Tables(Orders.Incomplete())).Single().Kind.ShouldBe(ChangeKind.ColumnAddedRequired);
    }

    [Fact]
    public void Names_of_constraints_and_indexes_do_not_count()
    {
        Table Named(string suffix) => Orders with
        {
            Uniques = [new UniqueConstraint("uq" + suffix, ["code"])],
            Indexes = [new TableIndex("ix" + suffix, ["code"], Unique: false)],
            Checks = [new CheckConstraint("ck" + suffix, "code <> ''")],
            ForeignKeys = [Reference("code", "codes") with { Name = "fk" + suffix }],
        };
        SchemaDiff.Between(Tables(Named("1")), Tables(Named("2"))).ShouldBeEmpty();
    }

    [Fact]
    public void One_edit_of_a_named_check_is_one_change()
    {
        Table Checked(string? name, string sql) => Orders with { Checks = [new CheckConstraint(name, sql)] };
        var named = SchemaDiff.Between(Tables(Checked("ck", "code <> ''")), Tables(Checked("ck", "code <> '-'"))).Single();
        named.ShouldSatisfyAllConditions(c => c.Before.ShouldBe("code <> ''"), c => c.After.ShouldBe("code <> '-'"));
        SchemaDiff.Between(Tables(Checked(null, "code <> ''")), Tables(Checked(null, "code <> '-'"))).Length.ShouldBe(2);
    }

    [Fact]
    public void A_unique_index_and_a_unique_constraint_promise_the_same()
    {
        var constraint = Orders with { Uniques = [Unique("code")] };
        var index = Orders with { Indexes = [new TableIndex("ix", ["code"], Unique: true)] };
        SchemaDiff.Between(Tables(constraint), Tables(index)).Select(c => c.Kind).ShouldBe([ChangeKind.IndexChanged]);
        SchemaDiff.Between(Tables(index), Tables(constraint)).Select(c => c.Kind).ShouldBe([ChangeKind.IndexChanged]);
    }

    [Fact]
    public void A_primary_key_keeps_its_columns_unique_too()
    {
        var keyed = Orders with { PrimaryKey = ["code"], Uniques = [Unique("id")] };
        SchemaDiff.Between(Tables(Orders), Tables(keyed)).Select(c => c.Kind).ShouldBe([ChangeKind.PrimaryKeyChanged]);
        SchemaDiff.Between(Tables(keyed), Tables(Orders)).Select(c => c.Kind).ShouldBe([ChangeKind.PrimaryKeyChanged]);
    }

    [Fact]
    public void Tables_of_one_name_are_told_apart_by_their_class()
    {
        var archive = Bare with { Class = "archive.orders" };
        SchemaDiff.Between(Tables(Orders, archive), Tables(archive, Orders)).ShouldBeEmpty();
        SchemaDiff.Between(Tables(Orders, archive), Tables(Orders)).Single().Kind.ShouldBe(ChangeKind.TableRemoved);
    }

    [Fact]
    public void Removed_things_point_to_what_is_still_there()
    {
        var change = SchemaDiff.Between(Tables(Orders), Tables(Bare)).Single();
        change.BaseLocation.ShouldBe(new SourceLocation("shop.py", 11));
        change.HeadLocation.ShouldBe(new SourceLocation("shop.py", 10));
    }

    [Fact]
    public void A_schema_has_no_changes_against_itself() => SchemaDiff.Between(Tables(Orders, Customers), Tables(Orders, Customers)).ShouldBeEmpty();
}
