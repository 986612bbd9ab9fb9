using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>Drafts warn, retired contracts are ignored, and what is deprecated may go from its sunset on.</summary>
public sealed class LifecycleTests
{
    private const string Email = "- name: email\n  logicalType: string\n  required: true";
    private const string Leaving = Email + "\n  customProperties:\n    - property: sunset\n      value: \"2026-06-01\"";

    private static readonly DateOnly Before = new(2026, 5, 31);
    private static readonly DateOnly Day = new(2026, 6, 1);
    private static readonly DatabaseSchema Kept = Tables(Table("orders", Column("email", "VARCHAR(80)")));
    private static readonly DatabaseSchema Gone = Tables(Table("orders"));

    [Theory]
    [InlineData("active", Outcome.Failed, Severity.Error)]
    [InlineData("deprecated", Outcome.Failed, Severity.Error)]
    [InlineData("whatever", Outcome.Failed, Severity.Error)]
    [InlineData("draft", Outcome.Passed, Severity.Warning)]
    [InlineData("Proposed", Outcome.Passed, Severity.Warning)]
    [InlineData("retired", Outcome.Passed, Severity.Warning)]
    public void The_status_decides_what_a_broken_promise_weighs(string status, Outcome outcome, Severity severity)
    {
        var contract = Contract("1.0.0", Email, status: status);
        var verdict = Run(Kept, Gone, [contract], [contract], Before);
        verdict.Outcome.ShouldBe(outcome);
        var finding = verdict.Introduced.Single(f => f.Rule == "CC201");
        finding.Severity.ShouldBe(severity);
        finding.Promises.IsEmpty.ShouldBe(status == "retired");
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("retired")]
    public void A_change_cannot_take_a_promise_back_by_its_status(string status)
    {
        Run(Kept, Gone, [Contract("1.0.0", Email)], [Contract("1.1.0", Email, status: status)], Before).Outcome.ShouldBe(Outcome.Failed);
        Run(Kept, Gone, [Contract("1.0.0", Email)], [Contract("2.0.0", Email, status: status)], Before).Outcome
            .ShouldBe(status == "retired" ? Outcome.Passed : Outcome.Failed);
    }

    [Theory]
    [InlineData("active", Outcome.Failed)]
    [InlineData("draft", Outcome.Passed)]
    [InlineData("retired", Outcome.Passed)]
    public void A_contract_cannot_be_deleted_in_passing(string status, Outcome outcome)
    {
        var verdict = Run(Kept, Kept, [Contract("1.2.0", Email, status: status)], [], Before);
        verdict.Outcome.ShouldBe(outcome);
        verdict.Introduced.Select(f => (f.Rule, f.Subject, f.Severity)).ShouldBe(
            status == "retired" ? [] : [("CC604", "shop", status == "draft" ? Severity.Warning : Severity.Error)]);
        Run(Kept, Kept, [Contract("1.2.0", Email)], [Contract("2.0.0", Email, status: "retired")], Before).Introduced
            .Select(f => (f.Rule, f.Severity)).ShouldBe([("CC601", Severity.Warning)]);
        Run(Kept, Kept, [Contract("1.2.0", Email)], [Contract("1.2.0", Email) with { Position = new("elsewhere.yaml", 1, 1) }], Before).Introduced.ShouldBeEmpty();
    }

    [Fact]
    public void A_draft_that_cannot_be_judged_stops_nothing()
    {
        var draft = Contract("1.0.0", Email, status: "draft");
        var unknown = Tables(Table("orders").Incomplete());
        Run(Kept, unknown, [draft], [draft], Before).Outcome.ShouldBe(Outcome.Passed);
        Run(Kept, Tables().Unloaded("elsewhere") with { Tables = Gone.Tables }, [draft], [draft], Before).Outcome.ShouldBe(Outcome.Passed);
    }

    [Fact]
    public void What_is_deprecated_may_go_from_its_sunset_on()
    {
        var contract = Contract("1.0.0", Leaving);
        var early = Run(Kept, Gone, [contract], [contract], Before);
        early.Outcome.ShouldBe(Outcome.Failed);
        early.Introduced.Single().ShouldSatisfyAllConditions(
            f => f.Rule.ShouldBe("CC603"), f => f.Message.ShouldBe("was removed before its announced end on 2026-06-01"), f => f.Promises.Single().Rule.ShouldBe("CC502"));
        var late = Run(Kept, Gone, [contract], [contract], Day);
        late.Outcome.ShouldBe(Outcome.Passed);
        late.Introduced.Single().ShouldSatisfyAllConditions(f => f.Rule.ShouldBe("CC603"), f => f.Severity.ShouldBe(Severity.Info), f => f.Promises.ShouldBeEmpty());
    }

    [Fact]
    public void A_sunset_that_this_change_writes_does_not_count_for_it()
    {
        Run(Kept, Gone, [Contract("1.0.0", Email)], [Contract("1.1.0", Leaving)], Day).Outcome.ShouldBe(Outcome.Failed);
        Run(Kept, Gone, [Contract("1.0.0", Email)], [Contract("2.0.0", Leaving)], Day).Outcome.ShouldBe(Outcome.Passed);
    }

    [Fact]
    public void A_draft_of_the_next_version_releases_nothing() =>
        Run(Kept, Gone, [Contract("1.0.0", Email)], [Contract("2.0.0", Email, status: "draft")], Before).Outcome.ShouldBe(Outcome.Failed);

    [Fact]
    public void What_was_no_release_is_released_by_the_first_one()
    {
        Run(Kept, Gone, [Contract("1.0.0-rc.1", Email)], [Contract("1.0.0", "- name: id\n  logicalType: integer")], Before).Outcome.ShouldBe(Outcome.Passed);
        Run(Kept, Gone, [Contract("1.0.0-rc.1", Email)], [Contract("1.0.0-rc.2", "- name: id\n  logicalType: integer")], Before).Outcome.ShouldBe(Outcome.Failed);
    }

    [Fact]
    public void A_sunset_releases_what_has_gone_and_nothing_that_stays()
    {
        const string Key = "- name: id\n  logicalType: integer\n  primaryKey: true\n  primaryKeyPosition: 1\n"
            + "- name: region\n  logicalType: string\n  primaryKey: true\n  primaryKeyPosition: 2\n  customProperties:\n    - property: sunset\n      value: \"2026-06-01\"";
        var contract = Contract("1.0.0", Key);
        var both = Tables(Table("orders", Column("region", "VARCHAR(8)")) with { PrimaryKey = ["id", "region"] });
        var idLeft = Tables(Table("orders", Column("region", "VARCHAR(8)")) with { PrimaryKey = ["region"] });
        var regionGone = Tables(Table("orders"));
        Run(both, idLeft, [contract], [contract], Day).Outcome.ShouldBe(Outcome.Failed);
        Run(both, regionGone, [contract], [contract], Before).Outcome.ShouldBe(Outcome.Failed);
        var verdict = Run(both, regionGone, [contract], [contract], Day);
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.PreExisting.ShouldBeEmpty();
        verdict.Resolved.ShouldBeEmpty();
    }

    [Fact]
    public void A_column_takes_its_relationship_along()
    {
        var contract = Contract("1.0.0", Leaving + "\n  relationships:\n    - to: customers.id");
        var before = Tables(Table("orders", Column("email", "VARCHAR(80)")) with { ForeignKeys = [Reference("email", "customers")] }, Table("customers"));
        var after = Tables(Table("orders"), Table("customers"));
        Run(before, after, [contract], [contract], Day).Outcome.ShouldBe(Outcome.Passed);
        Run(before, after, [contract], [contract], Before).Outcome.ShouldBe(Outcome.Failed);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("2026-02-30")]
    [InlineData("01.06.2026")]
    public void A_sunset_that_is_no_day_is_an_error(string text)
    {
        var contract = Contract("1.0.0", Leaving.Replace("2026-06-01", text, StringComparison.Ordinal));
        Lifecycle.Errors(contract).Single().ToString().ShouldContain($"the sunset '{text}' is no day");
    }

    private static Verdict Run(DatabaseSchema before, DatabaseSchema after, Contract[] atBase, Contract[] atHead, DateOnly today) => Judge.Run(new CheckInput
    {
        Base = before, Head = after, BaseContracts = [.. atBase], HeadContracts = [.. atHead], Today = today,
    });
}
