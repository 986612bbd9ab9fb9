using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>What base gave, what head gives, and what the contract at base and at head says.</summary>
public sealed class ThreeWayVerdictTests
{
    private const string Required = "- name: email\n  logicalType: string\n  required: true";
    private const string Loose = "- name: email\n  logicalType: string";
    private const string Silent = "- name: id\n  logicalType: integer";

    private static readonly Column Email = Column("email", "VARCHAR(80)");
    private static readonly DatabaseSchema Kept = Tables(Table("orders", Email));
    private static readonly DatabaseSchema Broken = Tables(Table("orders", Email with { Nullable = true }));
    private static readonly DatabaseSchema Gone = Tables(Table("orders"));

    [Fact]
    public void Kept_at_base_and_broken_at_head_is_introduced()
    {
        var verdict = Run(Kept, Broken, Contract("1.0.0", Required));
        verdict.Outcome.ShouldBe(Outcome.Failed);
        var finding = verdict.Introduced.Single();
        finding.Rule.ShouldBe("CC209");
        finding.Promises.Single().ShouldSatisfyAllConditions(
            p => p.Rule.ShouldBe("CC504"),
            p => p.ContractId.ShouldBe("shop"),
            p => p.ReleasedBy.ShouldBe("2.0.0"),
            p => p.Position.Line.ShouldBe(12));
    }

    [Fact]
    public void Broken_at_both_is_pre_existing_and_passes()
    {
        var verdict = Run(Broken, Broken, Contract("1.0.0", Required));
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Introduced.ShouldBeEmpty();
        verdict.PreExisting.Single().Rule.ShouldBe("CC504");
    }

    [Fact]
    public void Broken_at_base_and_kept_at_head_is_resolved()
    {
        var verdict = Run(Broken, Kept, Contract("1.0.0", Required));
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Resolved.Single().Rule.ShouldBe("CC504");
        verdict.PreExisting.ShouldBeEmpty();
    }

    [Fact]
    public void A_new_promise_that_the_models_do_not_keep_is_introduced()
    {
        var verdict = Run(Broken, Broken, [Contract("1.0.0", Loose)], [Contract("1.1.0", Required)]);
        verdict.Outcome.ShouldBe(Outcome.Failed);
        verdict.Introduced.Single().Rule.ShouldBe("CC504");
    }

    [Theory]
    [InlineData("1.0.0", "1.0.0")]
    [InlineData("1.0.0", "1.9.9")]
    [InlineData("v1.0.0", "v1.1.0")]
    [InlineData("2.0.0", "1.0.0")]
    [InlineData("draft", "final")]
    public void A_promise_loosened_without_a_major_version_still_counts(string before, string after)
    {
        var verdict = Run(Kept, Broken, [Contract(before, Required)], [Contract(after, Loose)]);
        verdict.Outcome.ShouldBe(Outcome.Failed);
        verdict.Introduced.Single(f => f.Rule == "CC209").Promises.Single().Rule.ShouldBe("CC504");
    }

    [Theory]
    [InlineData("1.0.0", "2.0.0")]
    [InlineData("1.9", "2")]
    [InlineData("v1.0.0", "v2.0.0")]
    [InlineData("0.9.0", "1.0.0")]
    public void A_promise_loosened_with_a_major_version_is_released(string before, string after)
    {
        var verdict = Run(Kept, Broken, [Contract(before, Required)], [Contract(after, Loose)]);
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Introduced.Single().ShouldSatisfyAllConditions(
            f => f.Rule.ShouldBe("CC209"), f => f.Severity.ShouldBe(Severity.Warning), f => f.Promises.ShouldBeEmpty());
    }

    [Fact]
    public void A_deleted_contract_still_counts()
    {
        var verdict = Run(Kept, Broken, [Contract("1.0.0", Required)], []);
        verdict.Outcome.ShouldBe(Outcome.Failed);
        verdict.Introduced.Single(f => f.Rule == "CC209").Promises.Single().ContractId.ShouldBe("shop");
    }

    [Fact]
    public void A_major_version_releases_its_own_contract_only()
    {
        var verdict = Run(
            Kept,
            Broken,
            [Contract("1.0.0", Required), Contract("1.0.0", Required, "billing")],
            [Contract("2.0.0", Loose), Contract("1.0.0", Required, "billing")]);
        verdict.Outcome.ShouldBe(Outcome.Failed);
        verdict.Introduced.Single().Promises.Single().ContractId.ShouldBe("billing");
    }

    [Fact]
    public void A_column_removed_along_with_its_promise_needs_a_major_version()
    {
        Run(Kept, Gone, [Contract("1.0.0", Loose)], [Contract("1.1.0", Silent)]).Outcome.ShouldBe(Outcome.Failed);
        var announced = Run(Kept, Gone, [Contract("1.0.0", Loose)], [Contract("2.0.0", Silent)]);
        announced.Outcome.ShouldBe(Outcome.Passed);
        announced.Introduced.Single(f => f.Rule == "CC201").Severity.ShouldBe(Severity.Warning);
    }

    [Fact]
    public void A_type_changed_along_with_its_promise_needs_a_major_version()
    {
        var number = Tables(Table("orders", Column("email", "INTEGER")));
        var changed = "- name: email\n  logicalType: integer";
        Run(Kept, number, [Contract("1.0.0", Loose)], [Contract("1.1.0", changed)]).Outcome.ShouldBe(Outcome.Failed);
        var announced = Run(Kept, number, [Contract("1.0.0", Loose)], [Contract("2.0.0", changed)]);
        announced.Outcome.ShouldBe(Outcome.Passed);
        announced.Introduced.Single().ShouldSatisfyAllConditions(
            f => f.Rule.ShouldBe("CC205"), f => f.Severity.ShouldBe(Severity.Warning), f => f.Promises.ShouldBeEmpty());
    }

    [Fact]
    public void A_contract_that_lists_the_column_is_named_once_where_it_stands_at_head()
    {
        var number = Tables(Table("orders", Column("email", "INTEGER")));
        var untyped = "- name: email";
        var verdict = Run(Kept, number, [Contract("1.0.0", untyped)], [Contract("1.1.0", Silent + "\n" + untyped)]);
        verdict.Introduced.Single(f => f.Rule == "CC205").Promises.Single().ShouldSatisfyAllConditions(
            p => p.Rule.ShouldBeNull(), p => p.ReleasedBy.ShouldBe("2.0.0"), p => p.Position.Line.ShouldBe(12));
    }

    [Fact]
    public void A_contract_that_is_new_or_newly_lists_the_column_was_no_promise_yet()
    {
        var number = Tables(Table("orders", Column("email", "INTEGER")));
        var promise = "- name: email\n  logicalType: integer";
        Run(Kept, number, [], [Contract("1.0.0", promise)]).Outcome.ShouldBe(Outcome.Passed);
        Run(Kept, number, [Contract("1.0.0", Silent)], [Contract("1.1.0", $"{Silent}\n{promise}")]).Outcome.ShouldBe(Outcome.Passed);
    }

    [Fact]
    public void A_wrong_promise_that_is_corrected_is_resolved()
    {
        var verdict = Run(Broken, Broken, [Contract("1.0.0", Required)], [Contract("1.0.1", Loose)]);
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Introduced.ShouldBeEmpty();
        verdict.Resolved.Single().Rule.ShouldBe("CC504");
    }

    [Fact]
    public void A_promise_of_two_contracts_names_both()
    {
        var contracts = ImmutableArray.Create(Contract("1.0.0", Required), Contract("3.1.0", Required, "billing"));
        Run(Kept, Broken, contracts, contracts).Introduced.Single().Promises.Select(p => p.ContractId).ShouldBe(["shop", "billing"]);
    }

    [Fact]
    public void Without_contracts_a_break_is_a_warning()
    {
        var verdict = Run(Kept, Gone, [], []);
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Introduced.Single().Severity.ShouldBe(Severity.Warning);
    }

    private static Verdict Run(DatabaseSchema before, DatabaseSchema after, Contract contract) => Run(before, after, [contract], [contract]);

    private static Verdict Run(
        DatabaseSchema before, DatabaseSchema after, ImmutableArray<Contract> baseContracts, ImmutableArray<Contract> headContracts) =>
        Judge.Run(new CheckInput { Base = before, Head = after, BaseContracts = baseContracts, HeadContracts = headContracts });
}
