using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>
/// Writes a report as SARIF 2.1.0: errors and warnings that the change introduces, and broken promises that were there before; what is waived is suppressed. What is safe
/// or resolved is left out, since whoever shows the results would make an alert of it.
/// </summary>
public static class SarifRenderer
{
    private const string Root = "SRCROOT";

    private static readonly Phrases<SarifSink> Phrases = new(SarifSink.Instance);
    private static readonly ImmutableArray<string> Ids = [.. RuleCatalogue.All.Select(r => r.Id)];

    /// <summary>The log, indented, ending in a line break.</summary>
    public static Encoded<JsonSink> Render(Report report)
    {
        var verdict = report.Verdict;
        var run = new SarifDocument.Run(
            new SarifDocument.Tool(new SarifDocument.Driver("ContractCheck", Project.Version, Project.Address, [.. RuleCatalogue.All.Select(Rule)])),
            new SarifDocument.Automation("contractcheck/"),
            [new SarifDocument.Invocation(verdict.Outcome != Outcome.NoVerdict, (int)verdict.ExitCode)],
            "utf16CodeUnits",
            ImmutableDictionary<string, SarifDocument.Base>.Empty.Add(Root, new SarifDocument.Base(new SarifDocument.Message("The top folder of the checkout."))),
            [
                .. verdict.Introduced.Where(f => f.Severity != Severity.Info).Select(f => Result(f, "new")),
                .. verdict.Waived.Select(w => Result(w.Finding, "new") with { Suppressions = [Suppression(w.Waiver)] }),
                .. verdict.PreExisting.Select(f => Result(f, "unchanged")),
            ]);
        var document = new SarifDocument("https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", [run]);
        return JsonSink.Instance.Document(document, SarifJson.Default.SarifDocument);
    }

    private static SarifDocument.Rule Rule(Rule rule)
    {
        var page = RulePage.Of(rule);
        var meaning = RulePage.Meaning(rule);
        return new SarifDocument.Rule(
            rule.Id,
            rule.Name,
            new SarifDocument.Message(rule.Name.Replace('-', ' ')),
            new SarifDocument.Message(meaning),
            new SarifDocument.Help(page, page),
            Project.PageOf(rule.Id, rule.Name).AbsoluteUri,
            new SarifDocument.Configuration(Level(rule.Reader)));
    }

    private static SarifDocument.Result Result(Finding finding, string state)
    {
        var message = new SarifDocument.Message(Phrases.Sentence(finding).ToString());
        ImmutableArray<SarifDocument.LogicalLocation>? logical = finding.Target is { } target
            ? [new SarifDocument.LogicalLocation(target, finding.Column is null ? "table" : "column")]
            : null;
        return new SarifDocument.Result(
            finding.Rule,
            Ids.IndexOf(finding.Rule),
            state == "new" ? Level(finding.Severity) : "note",
            "fail",
            message,
            [Location(FindingPlace.Of(finding)) with { LogicalLocations = logical }],
            [.. Related(finding).Select((location, index) => location with { Id = index })],
            ImmutableDictionary<string, string>.Empty.Add("contractcheck/v1", finding.Fingerprint),
            state,
            null,
            new SarifDocument.Properties(
                finding.Table?.Schema, finding.Table?.Name, finding.Column, finding.Subject, finding.Before, finding.After,
                [.. finding.Promises.Select(p => p.ContractId).Distinct(StringComparer.Ordinal)],
                [.. finding.Impact?.Consumers.Select(r => r.Node.Name) ?? []]));
    }

    private static SarifDocument.Suppression Suppression(Waiver waiver)
    {
        var owner = waiver.Owner is { } name ? $" ({name})" : "";
        return new SarifDocument.Suppression(
            "external", "accepted", PlainSink.Instance.Text(waiver.Reason + owner).ToString(), Location(new SourceLocation(waiver.Position.File, waiver.Position.Line)));
    }

    // A place at base is no file of this checkout, which the missing base id says.
    private static IEnumerable<SarifDocument.Location> Related(Finding finding)
    {
        if (finding.BaseLocation is { } old)
        {
            var place = new SarifDocument.PhysicalLocation(
                new SarifDocument.Artifact(SarifSink.Address(old.File), null), new SarifDocument.Region(old.Line));
            yield return new SarifDocument.Location(null, place, null, new SarifDocument.Message("where it was at base"));
        }

        foreach (var promise in finding.Promises)
        {
            var text = SarifSink.Instance.Of($"promised by {promise.ContractName} {promise.ContractVersion}: {promise.Text}");
            yield return Location(new SourceLocation(promise.Position.File, promise.Position.Line)) with { Message = new SarifDocument.Message(text.ToString()) };
        }
    }

    private static SarifDocument.Location Location(SourceLocation location) => new(
        null,
        new SarifDocument.PhysicalLocation(
            new SarifDocument.Artifact(SarifSink.Address(location.File), Root), new SarifDocument.Region(Math.Max(1, location.Line))),
        null,
        null);

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };
}
