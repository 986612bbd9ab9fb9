using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>What could not be read never counts as equal, and never as gone.</summary>
public sealed class UnknownTests
{
    private const string Email = "- name: email\n  physicalType: varchar(80)";

    private static readonly DatabaseSchema Whole = Tables(Table("orders", Column("email", "VARCHAR(80)")), Table("customers"));

    [Fact]
    public void A_table_that_did_not_load_gives_no_verdict()
    {
        var verdict = Run(Whole, Tables(Table("customers")).Unloaded("orders"));
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.Select(f => f.Rule).ShouldBe(["CC901"]);
        verdict.Unjudged.Select(u => u.Subject).ShouldContain("orders", StringComparer.Ordinal);
    }

    [Fact]
    public void A_promised_table_that_did_not_load_gives_no_verdict_even_if_base_lacked_it()
    {
        var verdict = Run(Tables(Table("customers")), Tables(Table("customers")).Unloaded("Orders"));
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.Select(f => f.Rule).ShouldBe(["CC901"]);
    }

    [Fact]
    public void A_new_table_that_did_not_load_and_that_nobody_was_promised_is_not_judged()
    {
        var verdict = Run(Whole, Whole.Unloaded("refunds"));
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Introduced.ShouldBeEmpty();
        verdict.Unjudged.Single().Subject.ShouldBe("refunds");
    }

    [Fact]
    public void A_file_that_cannot_be_parsed_gives_no_verdict_and_no_removal()
    {
        var verdict = Run(Whole, Tables(Table("customers")).Unparsed("shop.py"));
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.Select(f => f.Rule).ShouldBe(["CC901"]);
    }

    [Fact]
    public void A_certain_violation_fails_in_spite_of_what_is_unknown()
    {
        var head = Tables(Table("orders")).Unloaded("customers");
        var verdict = Run(Whole, head);
        verdict.Outcome.ShouldBe(Outcome.Failed);
        verdict.Introduced.Select(f => f.Rule).ShouldBe(["CC901", "CC201"]);
    }

    [Fact]
    public void A_promised_column_that_a_missing_base_may_now_provide_gives_no_verdict()
    {
        var verdict = Run(Whole, Tables(Table("orders").Incomplete(), Table("customers")));
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.Select(f => (f.Rule, f.Target)).ShouldBe([("CC901", "orders.email")]);
        verdict.Unjudged.Select(u => u.Subject).ShouldBe(["orders"]);
        verdict.Unjudged.ShouldAllBe(u => u.Distributions.Contains("acme", StringComparer.Ordinal));
    }

    [Fact]
    public void A_promised_type_that_a_missing_library_now_provides_gives_no_verdict()
    {
        var vector = Column("email", "Vector(3)");
        var head = Tables(Table("orders", vector with { Type = vector.Type with { Resolved = false } }), Table("customers"));
        var verdict = Run(Whole, head);
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.Select(f => (f.Rule, f.Severity)).ShouldBe([("CC901", Severity.Error), ("CC211", Severity.Warning)]);
    }

    [Fact]
    public void What_base_left_unknown_already_is_not_judged()
    {
        var before = Tables(Table("orders").Incomplete(), Table("customers"));
        var verdict = Run(before, before);
        verdict.Outcome.ShouldBe(Outcome.Passed);
        verdict.Introduced.ShouldBeEmpty();
        verdict.Unjudged.Select(u => u.Subject).ShouldBe(["orders.email", "orders"]);
    }

    [Fact]
    public void All_tables_gone_gives_no_verdict_and_no_list_of_removals()
    {
        var verdict = Run(Whole, Tables());
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.Select(f => f.Rule).ShouldBe(["CC902"]);
    }

    private static Verdict Run(DatabaseSchema before, DatabaseSchema after)
    {
        var contract = Contract("1.0.0", Email);
        return Judge.Run(new CheckInput { Base = before, Head = after, BaseContracts = [contract], HeadContracts = [contract] });
    }
}
