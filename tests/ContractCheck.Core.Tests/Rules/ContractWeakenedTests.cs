using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Waivers;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>A contract takes back what it promised only with a new major version, by whatever way; other words take nothing back.</summary>
public sealed class ContractWeakenedTests
{
    private const string Both = "- name: a\n  logicalType: string\n  primaryKey: true\n- name: b\n  logicalType: string\n  primaryKey: true";

    private static readonly DatabaseSchema Models = Tables(
        Table("orders", Column("a", "TEXT"), Column("b", "TEXT"), Column("code", "VARCHAR(100)")) with { PrimaryKey = ["a", "b"], Uniques = [Unique("code")] });

    [Theory]
    [InlineData("2.0.0", "1.9.0")]
    [InlineData("1.0.0", "unversioned")]
    public void A_version_that_goes_back(string before, string after) => Weakened(Both, Both, before, after).ShouldBe(["version"]);

    [Theory]
    [InlineData("1.4.0-beta", "1.4.0")]
    [InlineData("1.4.2-rc.1", "1.4.3")]
    public void A_release_of_a_pre_release_announces_nothing_where_its_major_version_is_out(string before, string after) =>
        Weakened(Both, "- name: a\n  logicalType: string", before, after).ShouldNotBeEmpty();

    [Theory]
    [InlineData("TEXT", "VARCHAR")]
    [InlineData("TIMESTAMP(3)", "TIMESTAMP")]
    [InlineData("INTERVAL", "INTERVAL DAY")]
    [InlineData("VARCHAR(8)", "VARCHAR")]
    public void A_type_that_leaves_more_open(string before, string after) =>
        Weakened($"- name: code\n  physicalType: {before}", $"- name: code\n  physicalType: {after}", models: OfType(before)).ShouldBe(["physicalType"]);

    [Fact]
    public void An_order_that_is_no_longer_promised() => Weakened(
        "- name: a\n  primaryKey: true\n  primaryKeyPosition: 1\n- name: b\n  primaryKey: true\n  primaryKeyPosition: 2", Both.Replace("\n  logicalType: string", "", StringComparison.Ordinal))
        .ShouldBe(["primaryKey"]);

    [Theory]
    [InlineData("2099-01-01", "2030-01-01")]
    [InlineData(null, "2020-01-01")]
    public void An_end_that_comes_nearer_or_is_over(string? before, string after) => Weakened(Sunset(before), Sunset(after)).ShouldBe(["sunset"]);

    [Theory]
    [InlineData(null, "2099-01-01")]
    [InlineData("2030-01-01", "2099-01-01")]
    public void An_end_that_is_announced_or_put_off_takes_nothing_back(string? before, string after) => Weakened(Sunset(before), Sunset(after)).ShouldBeEmpty();

    [Fact]
    public void Columns_of_a_key_in_another_order_of_the_file_are_the_same() =>
        Weakened(Both, string.Join('\n', Both.Split("\n- ").Reverse().Select(b => b.StartsWith('-') ? b : $"- {b}"))).ShouldBeEmpty();

    [Fact]
    public void Another_spelling_of_a_name_takes_nothing_back() => Weakened("- name: code", "- name: CODE").ShouldBeEmpty();

    [Fact]
    public void Ids_that_change_places_take_nothing_back() =>
        Weakened("- name: a\n  id: one\n- name: b\n  id: two", "- name: a\n  id: two\n- name: b\n  id: one").ShouldBeEmpty();

    [Fact]
    public void What_base_did_not_keep_excuses_nothing_else()
    {
        const string Phantom = "\n- name: phantom\n  logicalType: string";
        Weakened(Both + Phantom, Both.Replace("\n  primaryKey: true", "", StringComparison.Ordinal) + Phantom).ShouldBe(["primaryKey"]);
        Weakened("- name: code\n  id: e\n  required: true" + Phantom, "- name: code\n  id: x" + Phantom).ShouldBe(["required"]);
        Weakened("- name: code\n  id: e" + Phantom, "- name: phantom\n  id: e").ShouldContain("column", StringComparer.Ordinal);
    }

    [Fact]
    public void A_waived_change_of_the_models_hides_no_weakening()
    {
        const string Before = "- name: code\n  physicalType: VARCHAR(100)\n  required: true";
        var waiver = new Waiver { Rule = "CC206", Table = "orders", Column = "code", Reason = "r", Position = new ContractPosition("w.yml", 1, 1) };
        var verdict = Judge.Run(new CheckInput
        {
            Base = Models, Head = OfType("VARCHAR(50)"), Waivers = [waiver], Today = new DateOnly(2026, 6, 1),
            BaseContracts = [Contract("1.0.0", Before)], HeadContracts = [Contract("1.0.0", Before.Replace("\n  required: true", "", StringComparison.Ordinal))],
        });
        verdict.Outcome.ShouldBe(Outcome.Failed);
        verdict.Introduced.Single(f => f.Severity == Severity.Error).Message.ShouldContain("required is no longer promised");
    }

    [Fact]
    public void A_server_that_points_to_another_table_takes_the_promise_away()
    {
        var two = Tables(Named("sales"), Named("archive"));
        Judged(two, two, Served("sales"), Served("archive")).Introduced.Single().Message.ShouldContain("its table is archive.orders now, no longer sales.orders");
        Judged(two, two, Served("sales"), Served("sales")).Introduced.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_tables_that_a_promise_meant_none_may_go()
    {
        var two = Tables(Named("sales"), Named("archive"));
        var contract = Contract("1.0.0", "- name: code");
        Should.Throw<CheckException>(() => Judged(Tables(Named("sales")), two, contract, contract)).Message.ShouldContain("fits several tables");
        Judged(two, Tables(Table("other")), contract, contract).Outcome.ShouldBe(Outcome.Failed);
        Judged(two, two, contract, contract with { Tables = [contract.Tables[0] with { LookupName = new TableName("sales", "orders") }] }).Outcome.ShouldBe(Outcome.Passed);
    }

    [Fact]
    public void A_table_that_moves_to_a_named_schema_can_be_announced()
    {
        var contract = Contract("1.0.0", "- name: code");
        var moved = Tables(Named("sales"));
        var plain = Tables(Named(null));
        Judged(plain, moved, contract, contract).Outcome.ShouldBe(Outcome.Failed);
        Judged(plain, moved, contract, At("2.0.0", "sales")).Outcome.ShouldBe(Outcome.Passed);
        Judged(moved, plain, At("1.0.0", "sales"), Contract("2.0.0", "- name: code")).Outcome.ShouldBe(Outcome.Passed);
        Judged(plain, moved, contract, At("1.1.0", "sales")).Outcome.ShouldBe(Outcome.Failed);
    }

    private static DatabaseSchema OfType(string type) =>
        Tables(Models.Tables[0] with { Columns = [.. Models.Tables[0].Columns.Select(c => c.Name == "code" ? c with { Type = new ColumnType { Sql = type } } : c)] });

    private static Contract At(string version, string schema)
    {
        var contract = Contract(version, "- name: code");
        var name = new Promise<string>($"{schema}.orders", contract.Position);
        return contract with { Tables = [contract.Tables[0] with { PhysicalName = name, LookupName = new TableName(schema, "orders") }] };
    }

    private static Contract Served(string schema)
    {
        var contract = Contract("1.0.0", "- name: code");
        return contract with { Tables = [contract.Tables[0] with { ServedSchemas = [schema] }] };
    }

    private static Table Named(string? schema) => Table("orders", Column("code", "TEXT"), Column("x", "TEXT"), Column("y", "TEXT")) with { Name = new TableName(schema, "orders") };

    private static string Sunset(string? day) => "- name: code" + (day is null ? "" : $"\n  customProperties: [{{property: sunset, value: '{day}'}}]");

    private static ImmutableArray<string> Weakened(string before, string after, string version = "1.0.0", string? newVersion = null, DatabaseSchema? models = null) =>
    [
        .. Judged(models ?? Models, models ?? Models, Contract(version, before), Contract(newVersion ?? version, after)).Introduced
            .Where(f => f is { Rule: "CC601", Severity: Severity.Error }).Select(f => f.Aspect!),
    ];

    private static Verdict Judged(DatabaseSchema before, DatabaseSchema after, Contract old, Contract now) => Judge.Run(new CheckInput
    {
        Base = before, Head = after, BaseContracts = [old], HeadContracts = [now], Today = new DateOnly(2026, 6, 1),
    });
}
