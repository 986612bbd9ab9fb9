using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rules.Impacts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Rules;

public sealed class ConsumerBrokenTests
{
    [Theory]
    [InlineData("CC201", Severity.Warning, Reach.Value, NodeKind.Exposure, true)]
    [InlineData("CC201", Severity.Warning, Reach.Rows, NodeKind.Model, true)]
    [InlineData("CC201", Severity.Warning, Reach.Table, NodeKind.Model, false)]
    [InlineData("CC201", Severity.Warning, Reach.Value, NodeKind.Source, false)]
    [InlineData("CC201", Severity.Error, Reach.Value, NodeKind.Exposure, false)]
    [InlineData("CC603", Severity.Info, Reach.Value, NodeKind.Exposure, false)]
    [InlineData("CC209", Severity.Warning, Reach.Value, NodeKind.Exposure, false)]
    [InlineData("CC205", Severity.Warning, Reach.Value, NodeKind.Consumer, true)]
    public void What_no_contract_forbids_is_an_error_where_somebody_is_hit_for_certain(string rule, Severity severity, Reach how, NodeKind kind, bool broken)
    {
        var judged = new ConsumerBroken().Judge(Of(rule, severity, how, kind), Profile.Reader);
        judged.Rule.ShouldBe(broken ? "CC701" : rule);
        judged.Severity.ShouldBe(broken ? Severity.Error : severity);
        new ConsumerBroken().Judge(Of(rule, severity, how, kind), Profile.Writer).Rule.ShouldBe(rule);
    }

    [Fact]
    public void It_names_consumers_before_models_and_only_some()
    {
        var finding = Of("CC201", Severity.Warning, Reach.Value, NodeKind.Model, NodeKind.Exposure, NodeKind.Exposure, NodeKind.Consumer);
        new ConsumerBroken().Judge(finding, Profile.Reader).Message.ShouldBe("was removed, and 'n1', 'n2' and 1 more depend on it");
    }

    private static Finding Of(string rule, Severity severity, Reach how, params NodeKind[] kinds) => new()
    {
        Rule = rule,
        RuleName = "x",
        Severity = severity,
        Table = new TableName(null, "orders"),
        Column = "total",
        Message = "was removed",
        Impact = new Impact("table.orders", ["total"], [.. kinds.Select((k, i) => new ReachedNode(new LineageNode { Id = $"n{i}", Kind = k, Name = $"n{i}" }, how, [], []))], []),
    };
}
