using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Diffing;

public sealed class EchoSuppressionTests
{
    private static readonly Table Orders = Table("orders", Column("code", "VARCHAR(20)"), Column("customer_id", "INTEGER"));
    private static readonly Table Customers = Table("customers");

    [Fact]
    public void A_removed_column_takes_its_constraints_along()
    {
        var before = Orders with
        {
            Uniques = [Unique("code"), Unique("customer_id", "code")],
            Indexes = [Index("code"), new TableIndex("by_both", ["customer_id", "code"], Unique: true)],
            Checks = [new CheckConstraint(null, "code <> ''")],
            ForeignKeys = [Reference("code", "codes", "code")],
        };
        Kinds(Tables(before), Tables(Without(Orders, "code"))).ShouldBe([ChangeKind.ColumnRemoved]);
    }

    [Fact]
    public void An_index_that_loses_a_removed_column_is_no_change_of_its_own()
    {
        var before = Orders with { Indexes = [new TableIndex("by_code", ["customer_id", "code"], Unique: false)] };
        var after = Without(Orders, "code") with { Indexes = [new TableIndex("by_code", ["customer_id"], Unique: false)] };
        Kinds(Tables(before), Tables(after)).ShouldBe([ChangeKind.ColumnRemoved]);
    }

    [Fact]
    public void A_new_column_brings_its_constraints_along()
    {
        var after = Orders with
        {
            Uniques = [Unique("code")],
            Indexes = [Index("code")],
            Checks = [new CheckConstraint(null, "code <> ''")],
            ForeignKeys = [Reference("code", "codes", "code")],
        };
        Kinds(Tables(Without(Orders, "code")), Tables(after)).ShouldBe([ChangeKind.ColumnAddedRequired]);
    }

    [Fact]
    public void A_removed_table_takes_the_keys_to_it_along()
    {
        var before = Orders with { ForeignKeys = [Reference("customer_id", "customers")] };
        Kinds(Tables(before, Customers), Tables(Orders)).ShouldBe([ChangeKind.TableRemoved]);
    }

    [Fact]
    public void A_removed_target_column_takes_the_key_to_it_along()
    {
        var customers = Table("customers", Column("number", "INTEGER"));
        var before = Orders with { ForeignKeys = [Reference("customer_id", "customers", "number")] };
        Kinds(Tables(before, customers), Tables(Orders, Customers)).ShouldBe([ChangeKind.ColumnRemoved]);
    }

    [Fact]
    public void A_key_to_another_table_is_no_echo_of_a_removed_one()
    {
        var before = Orders with { ForeignKeys = [Reference("customer_id", "customers_archive")] };
        Kinds(Tables(before, Customers, Table("customers_archive")), Tables(Orders, Table("customers_archive")))
            .ShouldBe([ChangeKind.TableRemoved, ChangeKind.ForeignKeyRemoved]);
    }

    [Fact]
    public void A_new_table_is_one_change()
    {
        var added = Orders with { Uniques = [Unique("code")], Indexes = [Index("code")], ForeignKeys = [Reference("customer_id", "customers")] };
        Kinds(Tables(Customers), Tables(Customers, added)).ShouldBe([ChangeKind.TableAdded]);
    }

    [Fact]
    public void A_removed_key_column_is_one_change_and_a_moved_key_is_another()
    {
        var lines = Table("lines", Column("line", "INTEGER"), Column("sku", "VARCHAR(20)")) with { PrimaryKey = ["id", "line"] };
        Kinds(Tables(lines), Tables(Without(lines, "line") with { PrimaryKey = ["id"] })).ShouldBe([ChangeKind.ColumnRemoved]);
        Kinds(Tables(lines), Tables(Without(lines, "line") with { PrimaryKey = ["id", "sku"] }))
            .ShouldBe([ChangeKind.ColumnRemoved, ChangeKind.PrimaryKeyChanged], ignoreOrder: true);
    }

    [Fact]
    public void Values_of_an_enumeration_stored_as_text_take_length_and_check_along()
    {
        var before = Table("orders", Column("status", "VARCHAR(4)", "new", "paid")) with { Checks = [new CheckConstraint("s", "status IN ('new', 'paid')")] };
        var after = Table("orders", Column("status", "VARCHAR(8)", "new", "paid", "refunded")) with
        {
            Checks = [new CheckConstraint("s", "status IN ('new', 'paid', 'refunded')")],
        };
        Kinds(Tables(before), Tables(after)).ShouldBe([ChangeKind.EnumValueAdded]);
    }

    [Fact]
    public void Constraints_of_untouched_columns_are_told()
    {
        var before = Orders with { Uniques = [Unique("customer_id")], Indexes = [Index("customer_id")] };
        Kinds(Tables(before), Tables(Without(Orders, "code")))
            .ShouldBe([ChangeKind.ColumnRemoved, ChangeKind.UniqueRemoved, ChangeKind.IndexChanged]);
    }

    private static Table Without(Table table, string column) => table with { Columns = table.Columns.RemoveAll(c => c.Name == column) };

    private static IEnumerable<ChangeKind> Kinds(DatabaseSchema before, DatabaseSchema after) =>
        SchemaDiff.Between(before, after).Select(c => c.Kind);
}
