using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>What models claim and their source no longer shows is no pass.</summary>
public sealed class UnverifiedTests
{
    private const string Email = "- name: email\n  physicalType: varchar(80)";

    private static readonly DatabaseSchema Models = Tables(Table("orders", Column("email", "VARCHAR(80)")));
    private static readonly ShownTable Order = new("orders", "Order", new SourceLocation("shop.py", 10));

    private static ShownName Written(string name, int line = 11, string file = "shop.py") => new(name, file, line, line);

    [Fact]
    public void A_column_that_is_claimed_and_no_longer_written_gives_no_verdict()
    {
        var verdict = Run(new([Order], [Written("id"), Written("email")]), new([Order], [Written("id")]));
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        var finding = verdict.Introduced.ShouldHaveSingleItem();
        (finding.Rule, finding.Target).ShouldBe(("CC901", "orders.email"));
    }

    [Fact]
    public void A_column_that_is_written_elsewhere_than_claimed_gives_no_verdict() =>
        Run(new([Order], [Written("id"), Written("email")]), new([Order], [Written("id"), Written("email", 99), Written("email", 11, "other.py")]))
            .Outcome.ShouldBe(Outcome.NoVerdict);

    [Fact]
    public void A_table_of_which_nothing_is_written_gives_no_verdict()
    {
        var verdict = Run(new([Order], [Written("id"), Written("email")]), SourceEvidence.None);
        verdict.Outcome.ShouldBe(Outcome.NoVerdict);
        verdict.Introduced.ShouldHaveSingleItem().Target.ShouldBe("orders");
    }

    [Fact]
    public void What_is_written_is_believed() =>
        Run(new([Order], [Written("email")]), new([Order], [Written("email")])).Outcome.ShouldBe(Outcome.Passed);

    [Fact]
    public void What_no_source_showed_before_is_believed() =>
        Run(new([Order], []), new([Order], [])).Outcome.ShouldBe(Outcome.Passed);

    [Fact]
    public void What_nobody_was_promised_is_believed() =>
        Run(new([Order], [Written("id"), Written("email")]), new([Order], [Written("email")])).Outcome.ShouldBe(Outcome.Passed);

    [Fact]
    public void A_table_that_the_source_shows_and_nobody_explains_did_not_load()
    {
        var shown = new SourceEvidence([Order, new("refunds", null, new SourceLocation("shop.py", 30)), new(null, "Outer.Item", new SourceLocation("shop.py", 40))], []);
        var completed = shown.Complete(Models);
        completed.Diagnostics.Unloaded.Select(u => (u.Name, u.Class, u.Location.Line)).ShouldBe([("refunds", null, 30), (null, "Outer.Item", 40)]);
        shown.Complete(completed).ShouldBeSameAs(completed);
    }

    [Fact]
    public void A_class_is_known_by_the_end_of_its_dotted_name()
    {
        new ShownTable(null, "Order", new SourceLocation("shop.py", 1)).IsClass("app.shop.Order").ShouldBeTrue();
        new ShownTable(null, "Order", new SourceLocation("shop.py", 1)).IsClass("app.shop.PreOrder").ShouldBeFalse();
    }

    private static Verdict Run(SourceEvidence before, SourceEvidence after) => Judge.Run(new CheckInput
    {
        Base = Models,
        Head = Models,
        BaseContracts = [Contract("1.0.0", Email)],
        HeadContracts = [Contract("1.0.0", Email)],
        BaseSource = before,
        HeadSource = after,
    });
}
