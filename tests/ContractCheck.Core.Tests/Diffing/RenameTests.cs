using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Diffing;

/// <summary>What is paired as a rename, and what is not.</summary>
public sealed class RenameTests
{
    [Theory]
    [InlineData("user_name", "username")]
    [InlineData("created", "created_at")]
    [InlineData("email", "contact_email")]
    [InlineData("customerId", "customer_id")]
    [InlineData("descr", "description")]
    public void A_similar_name_at_the_same_place_is_a_rename(string old, string now) => Renames(
        [Sample.Column("a", "INTEGER"), Sample.Column(old, "VARCHAR(80)"), Sample.Column("z", "TEXT")],
        [Sample.Column("a", "INTEGER"), Sample.Column(now, "VARCHAR(80)"), Sample.Column("z", "TEXT")]).ShouldBe([$"{old} → {now}"]);

    [Fact]
    public void A_name_without_likeness_is_none() => Renames([Sample.Column("level", "INTEGER")], [Sample.Column("flags", "INTEGER")]).ShouldBeEmpty();

    [Fact]
    public void Another_kind_of_value_is_none() => Renames([Sample.Column("total", "INTEGER")], [Sample.Column("total_text", "JSON")]).ShouldBeEmpty();

    [Fact]
    public void The_attribute_stays_where_only_the_column_is_renamed() => Renames(
        [Sample.Column("xcode", "VARCHAR(8)") with { Attribute = "code" }], [Sample.Column("merchant", "VARCHAR(8)") with { Attribute = "code" }])
        .ShouldBe(["xcode → merchant"]);

    [Fact]
    public void Of_two_that_are_equally_likely_none_is_taken() => Renames(
        [Sample.Column("z", "JSON"), Sample.Column("code", "TEXT")], [Sample.Column("code_a", "TEXT"), Sample.Column("code_b", "TEXT"), Sample.Column("z", "JSON")],
        change => change.Kind).ShouldBe([ChangeKind.ColumnRemoved, ChangeKind.ColumnAddedRequired, ChangeKind.ColumnAddedRequired], ignoreOrder: true);

    [Fact]
    public void What_else_changed_in_the_column_is_told_too() => Renames(
        [Sample.Column("user_name", "VARCHAR(80)")], [Sample.Column("username", "VARCHAR(40)")], change => change.Kind)
        .ShouldBe([ChangeKind.ColumnRenamed, ChangeKind.TypeNarrowed], ignoreOrder: true);

    [Fact]
    public void Keys_and_checks_follow()
    {
        var before = Sample.Table("orders", Sample.Column("user_name", "TEXT")) with
        {
            PrimaryKey = ["id", "user_name"], Uniques = [Sample.Unique("user_name")], Indexes = [Sample.Index("user_name")],
            Checks = [new CheckConstraint(null, "length(user_name) > 3 AND user_name <> 'user_name'")],
        };
        var after = Sample.Table("orders", Sample.Column("username", "TEXT")) with
        {
            PrimaryKey = ["id", "username"], Uniques = [Sample.Unique("username")], Indexes = [Sample.Index("username")],
            Checks = [new CheckConstraint(null, "length(username) > 3 AND username <> 'user_name'")],
        };
        SchemaDiff.Between(Sample.Tables(before), Sample.Tables(after)).Select(c => c.Kind).ShouldBe([ChangeKind.ColumnRenamed]);
    }

    [Fact]
    public void Foreign_keys_follow_a_table_and_its_columns()
    {
        Table Lines(string target, string column) => Sample.Table("lines", Sample.Column("ref", "INTEGER")) with { ForeignKeys = [Sample.Reference("ref", target, column)] };
        Table Orders(string name, string key) =>
            Sample.Table(name, Sample.Column(key, "INTEGER"), Sample.Column("a", "TEXT"), Sample.Column("b", "TEXT"), Sample.Column("c", "TEXT"), Sample.Column("d", "TEXT")) with { Class = "shop.Order" };

        var changes = SchemaDiff.Between(
            Sample.Tables(Orders("orders", "nr"), Lines("orders", "nr")),
            Sample.Tables(Orders("purchases", "number"), Lines("purchases", "number")),
            [new RenameHint(new TableName(null, "orders"), "nr", new TableName(null, "purchases"), "number", "a test")]);

        changes.Select(c => (c.Kind, c.Before, c.After)).ShouldBe([(ChangeKind.TableRenamed, "orders", "purchases"), (ChangeKind.ColumnRenamed, "nr", "number")]);
        changes[1].OldTable.ShouldBe(new TableName(null, "orders"));
        changes[1].Likeness!.Confidence.ShouldBe(1);
    }

    [Fact]
    public void Two_tables_of_an_id_and_a_name_are_not_one() => SchemaDiff.Between(
        Sample.Tables(Sample.Table("cities", Sample.Column("name", "TEXT"))), Sample.Tables(Sample.Table("brands", Sample.Column("name", "TEXT"))))
        .Select(c => c.Kind).ShouldBe([ChangeKind.TableAdded, ChangeKind.TableRemoved], ignoreOrder: true);

    [Fact]
    public void A_name_that_one_class_hands_on_to_another_is_two_renames()
    {
        Table Made(string name, string @class, string column) =>
            Sample.Table(name, Sample.Column(column, "TEXT"), Sample.Column($"{column}_b", "TEXT"), Sample.Column($"{column}_c", "TEXT")) with { Class = @class };
        SchemaDiff.Between(
            Sample.Tables(Made("workflow_tag", "m.Link", "workflow"), Made("tag", "m.Tag", "colour")),
            Sample.Tables(Made("workflow_tag_link", "m.Link", "workflow"), Made("workflow_tag", "m.Tag", "colour")))
            .Select(c => $"{c.Before} → {c.After}").ShouldBe(["tag → workflow_tag", "workflow_tag → workflow_tag_link"]);
    }

    [Fact]
    public void A_hint_decides_against_all_likeness()
    {
        var changes = SchemaDiff.Between(
            Sample.Tables(Sample.Table("orders", Sample.Column("total", "INTEGER"))),
            Sample.Tables(Sample.Table("orders", Sample.Column("payload", "JSON"))),
            [new RenameHint(new TableName(null, "orders"), "total", new TableName(null, "orders"), "payload", "renames, line 3")]);
        changes.Select(c => c.Kind).ShouldBe([ChangeKind.ColumnRenamed, ChangeKind.TypeIncompatible]);
        changes[0].Likeness!.Evidence.ShouldBe(["renames, line 3"]);
    }

    [Fact]
    public void Thousands_of_strangers_are_paired_by_name_only()
    {
        var before = Sample.Tables([.. Enumerable.Range(0, 3000).Select(i => Sample.Table($"old_{i}", Sample.Column("x", "TEXT")) with { Class = $"a.Old{i}" })]);
        var after = Sample.Tables([.. Enumerable.Range(0, 3000).Select(i => Sample.Table($"new_{i}", Sample.Column("x", "TEXT")) with { Class = $"a.New{i}" })]);
        SchemaDiff.Between(before, after).Length.ShouldBe(6000);
    }

    private static IEnumerable<string> Renames(ImmutableArray<Column> before, ImmutableArray<Column> after) => Changes(before, after)
        .Where(c => c.Kind == ChangeKind.ColumnRenamed).Select(c => $"{c.Before} → {c.After}");

    private static IEnumerable<T> Renames<T>(ImmutableArray<Column> before, ImmutableArray<Column> after, Func<Change, T> select) => Changes(before, after).Select(select);

    private static ImmutableArray<Change> Changes(ImmutableArray<Column> before, ImmutableArray<Column> after) =>
        SchemaDiff.Between(Sample.Tables(Sample.Table("orders", [.. before])), Sample.Tables(Sample.Table("orders", [.. after])));
}
