using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Rules;

public sealed class FingerprintTests
{
    private static readonly Finding Removed = new()
    {
        Rule = "CC201",
        RuleName = "column-removed",
        Severity = Severity.Warning,
        Table = new TableName(null, "orders"),
        Column = "code",
        Message = "was removed",
    };

    [Fact]
    public void Is_the_same_for_ever() => Removed.Fingerprint.ShouldBe("b13282adbe551a6f");

    [Fact]
    public void Leaves_wording_weight_and_place_out()
    {
        var other = Removed with
        {
            RuleName = "gone",
            Severity = Severity.Error,
            Message = "is gone",
            Before = "TEXT",
            Location = new SourceLocation("shop.py", 3),
            Advice = ["restore it"],
        };
        other.Fingerprint.ShouldBe(Removed.Fingerprint);
    }

    [Fact]
    public void Tells_rule_table_column_and_subject_apart()
    {
        Finding[] findings =
        [
            Removed,
            Removed with { Rule = "CC202" },
            Removed with { Table = new TableName("orders", "code"), Column = null },
            Removed with { Table = new TableName("sales", "orders") },
            Removed with { Column = null },
            Removed with { Column = null, Subject = "code" },
            Removed with { Column = "" },
            Removed with { Subject = "x" },
        ];
        findings.Select(f => f.Fingerprint).ShouldBeUnique(StringComparer.Ordinal);
    }
}
