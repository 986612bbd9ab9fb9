using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>
/// Writes a report as JUnit XML: a suite per contract with a test per promised table, which fails where the change breaks its promises, and a
/// suite of the check itself.
/// </summary>
public static class JUnitRenderer
{
    private static readonly MarkupSink Sink = MarkupSink.Instance;
    private static readonly Phrases<MarkupSink> Phrases = new(Sink);

    /// <summary>The document.</summary>
    public static Encoded<MarkupSink> Render(Report report)
    {
        var summary = Summary.Of(report);
        ImmutableArray<Suite> suites =
        [
            new Suite("contractcheck", [new Case("contractcheck", "verdict", "error", summary.Conditions)]),
            .. report.Contracts.Select(contract => Promised(contract, summary)),
            .. Deleted(report, summary),
        ];
        var page = new Page<MarkupSink>(Sink);
        page.Write($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"contractcheck\" {Counts([.. suites.SelectMany(s => s.Cases)])}>\n");
        return page.WriteAll(suites.Select(Write)).Write($"</testsuites>\n").Done();
    }

    private static Suite Promised(Contract contract, Summary summary)
    {
        var broken = Broken(contract.Id, summary);
        var title = contract.Name ?? contract.Id;
        var tables = contract.Tables.Select(t => t.LookupName.Name).ToImmutableArray();
        var cases = tables.Distinct(StringComparer.Ordinal)
            .Select(name => new Case(title, name, "failure", [.. broken.Where(f => IsOf(f, name))]));
        ImmutableArray<Finding> others = [.. broken.Where(f => !tables.Any(name => IsOf(f, name)))];
        return new Suite(title, others.IsEmpty ? [.. cases] : [.. cases, new Case(title, "other promises", "failure", others)]);
    }

    // Contracts that head no longer has: their promises at base count.
    private static IEnumerable<Suite> Deleted(Report report, Summary summary) => summary.Contracts
        .Where(section => report.Contracts.All(c => c.Id != section.Contract.ContractId))
        .Select(section => new Suite(section.Contract.ContractName, [new Case(section.Contract.ContractName, "promises", "failure", section.Findings)]));

    private static ImmutableArray<Finding> Broken(string contract, Summary summary) =>
        [.. summary.Contracts.Where(s => s.Contract.ContractId == contract).SelectMany(s => s.Findings)];

    private static bool IsOf(Finding finding, string table) => string.Equals(finding.Table?.Name, table, StringComparison.OrdinalIgnoreCase);

    private static Encoded<MarkupSink> Write(Suite suite) => new Page<MarkupSink>(Sink)
        .Write($"  <testsuite name=\"{suite.Name}\" {Counts(suite.Cases)}>\n")
        .WriteAll(suite.Cases.Select(Write))
        .Write($"  </testsuite>\n")
        .Done();

    private static Encoded<MarkupSink> Write(Case test)
    {
        var start = Sink.Of($"    <testcase classname=\"{test.Class}\" name=\"{test.Name}\" time=\"0\"");
        if (test.Findings is not [var first, ..])
        {
            return Sink.Of($"{start}/>\n");
        }

        var message = test.Findings is [_] ? Phrases.Sentence(first) : Sink.Of($"{test.Findings.Length} findings");
        var lines = test.Findings.Select(f => Sink.Of($"{f.Rule} {Phrases.Sentence(f)} {Phrases.Where(f)}\n"));
        var element = test.Element is "error" ? Sink.Of($"error") : Sink.Of($"failure");
        return Sink.Of($"{start}>\n      <{element} type=\"{first.Rule}\" message=\"{message}\">{Sink.Join("", lines)}</{element}>\n    </testcase>\n");
    }

    private static Encoded<MarkupSink> Counts(ImmutableArray<Case> cases) =>
        Sink.Of($"tests=\"{cases.Length}\" failures=\"{Count(cases, "failure")}\" errors=\"{Count(cases, "error")}\" time=\"0\"");

    private static int Count(ImmutableArray<Case> cases, string element) => cases.Count(c => c.Element == element && !c.Findings.IsEmpty);

    private sealed record Suite(string Name, ImmutableArray<Case> Cases);

    private sealed record Case(string Class, string Name, string Element, ImmutableArray<Finding> Findings);
}
