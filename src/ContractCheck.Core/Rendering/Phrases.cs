using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Impacts;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rendering;

/// <summary>The sentences that every renderer for people shares, written for one sink.</summary>
internal sealed class Phrases<TSink>(TSink sink)
    where TSink : ProseSink<TSink>
{
    private const int MostNamed = 10;

    /// <summary>What happened: name, message, and the facts before and after.</summary>
    public Encoded<TSink> Sentence(Finding finding)
    {
        var rest = sink.Of($"{finding.Message}{Values(finding.Before, finding.After)}{Because(finding)}");
        return (finding.Target ?? finding.Subject) is { Length: > 0 } target ? sink.Of($"{sink.Strong(target)} {rest}") : rest;
    }

    /// <summary>Such as <c>: VARCHAR(8) → VARCHAR(3)</c>.</summary>
    public Encoded<TSink> Values(string? before, string? after) => (before, after) switch
    {
        ({ } old, { } now) => sink.Of($": {sink.Code(old)} → {sink.Code(now)}"),
        ({ } old, null) => sink.Of($" (was {sink.Code(old)})"),
        (null, { } now) => sink.Of($": {sink.Code(now)}"),
        _ => default,
    };

    /// <summary>Why two names are taken for one thing, such as <c> (92 % sure: the same type, the same place)</c>.</summary>
    public Encoded<TSink> Because(Finding finding)
    {
        var evidence = sink.Join(", ", finding.Evidence.Select(e => sink.Text(e)));
        return finding.Confidence switch
        {
            null => default,
            1 => sink.Of($" (says {evidence})"),
            { } confidence => sink.Of($" ({Math.Min(99, (int)Math.Round(confidence * 100))} % sure: {evidence})"),
        };
    }

    /// <summary>Where it is written; for what is gone, where it was.</summary>
    public Encoded<TSink> Where(Finding finding)
    {
        var gone = finding.Before is not null && finding.After is null;
        return (finding.Location, finding.BaseLocation) switch
        {
            (null, null) => default,
            ({ } head, { } old) when gone && head.File == old.File => sink.Of($"{sink.Code(head.ToString())} (was line {old.Line})"),
            ({ } head, { } old) when gone => sink.Of($"{sink.Code(head.ToString())} (was {sink.Code(old.ToString())})"),
            ({ } head, _) => sink.Code(head.ToString()),
            (null, { } old) => sink.Of($"was {sink.Code(old.ToString())}"),
        };
    }

    /// <summary>Who is hit, such as <c>reaches 4 models, 2 dashboards: CFO monthly dashboard (Finance)</c>; empty where nobody is known to be.</summary>
    public Encoded<TSink> Reaches(Finding finding) => new ImpactPhrases<TSink>(sink).Reaches(finding.Impact);

    /// <summary>Who to tell; empty where nobody is known.</summary>
    public Encoded<TSink> Notify(IEnumerable<Owner> owners) => new ImpactPhrases<TSink>(sink).Owners(owners);

    /// <summary>What was compared with what, and how much of it.</summary>
    public Encoded<TSink> Compared(Report report)
    {
        var against = report.Base is { } b ? sink.Of($" against {Revision(b)}") : default;
        var named = report.Contracts.Take(MostNamed).Select(c => sink.Of($"{sink.Strong(Short(c.Name ?? c.Id))} {Short(c.Version.Value)}"));
        var more = report.Contracts.Length > MostNamed ? sink.Of($" and {report.Contracts.Length - MostNamed} more") : default;
        var contracts = sink.Of($"{sink.Join(", ", named)}{more}");
        return sink.Of($"{Revision(report.Head)}{against} · {Phrases.Count(report.Tables, "table")}, {Phrases.Count(report.Columns, "column")} · {(report.Contracts.Length == 1 ? "contract" : "contracts")} {contracts}");
    }

    /// <summary>How to break the promises of a contract on purpose.</summary>
    public Encoded<TSink> Announcement(BrokenPromise contract) => contract.ReleasedBy == contract.ContractVersion
        ? sink.Of(
            $"Meant so? Version {contract.ContractVersion} of {sink.Code(contract.Position.File)} announces it already: take the promise out of it ({sink.Code("contractcheck contract update")} does), and this passes.")
        : sink.Of(
            $"Meant so? Change {sink.Code(contract.Position.File)} in the same pull request and raise its version from {contract.ContractVersion} to {sink.Strong(contract.ReleasedBy)} ({sink.Code("contractcheck contract update")} does both): then its readers are told, and this passes.");

    /// <summary>How to have a finding permitted for a while.</summary>
    public Encoded<TSink> Waiving(Finding finding) => sink.Of(
        $"Needs time? {sink.Code($"contractcheck waive {Phrases.WaiverOf(finding)} --reason WHY --until YYYY-MM-DD")} permits it; commit what that writes.");

    /// <summary>A finding that a waiver permits, and who says why.</summary>
    public Encoded<TSink> Waived(WaivedFinding waived)
    {
        var owner = waived.Waiver.Owner is { } name ? sink.Of($", {name}") : default;
        var until = waived.Waiver.Until is { } day ? sink.Of($", until {Day.Text(day)}") : default;
        return sink.Of($"{waived.Finding.Rule} {Sentence(waived.Finding)} · {waived.Waiver.Reason}{owner}{until} · {sink.Code($"{waived.Waiver.Position.File}:{waived.Waiver.Position.Line}")}");
    }

    /// <summary>What could not be judged, and why.</summary>
    public Encoded<TSink> Open(Unjudged open)
    {
        var place = open.Location is null ? default : sink.Of($" · {sink.Code(open.Location.ToString())}");
        return sink.Of($"{sink.Strong(open.Subject)} {open.Reason}{place}");
    }

    /// <summary>The last lines: what the models were read with, and what would make known what is not.</summary>
    public ImmutableArray<Encoded<TSink>> Closing(ReadWith? with, IEnumerable<string> distributions)
    {
        var lines = ImmutableArray.CreateBuilder<Encoded<TSink>>();
        if (with is { Python: { } python, SqlAlchemy: { } sqlAlchemy })
        {
            lines.Add(sink.Of($"Read with Python {python} and SQLAlchemy {sqlAlchemy}{Sandbox(with.Sandbox)}."));
        }

        if (Phrases.Mend(distributions) is { } line)
        {
            lines.Add(sink.Of($"To know more: {sink.Code(line)} in {sink.Code(ConfigurationReader.FileName)}, or {sink.Code("--packages-path DIR")} with them unpacked in DIR."));
        }

        return lines.ToImmutable();
    }

    private static string Short(string name) => name.Length <= 80 ? name : name[..80] + "…";

    private Encoded<TSink> Sandbox(string? sandbox) => sandbox switch
    {
        null => default,
        "off" => sink.Of($", without a sandbox (--sandbox off): the models ran with all rights of this job"),
        _ => sink.Of($", in a sandbox ({sandbox})"),
    };

    private Encoded<TSink> Revision(RevisionInfo revision)
    {
        var commit = revision.Commit is null ? default : sink.Of($" ({sink.Code(revision.Commit[..Math.Min(9, revision.Commit.Length)])})");
        return sink.Of($"{revision.Explanation ?? revision.Label}{commit}");
    }
}

/// <summary>Phrases that are no sink's.</summary>
internal static class Phrases
{
    /// <summary>Such as <c>2 tables</c>.</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    /// <summary>
    /// The arguments that name a finding to <c>contractcheck waive</c>. People paste them into a shell, so a name that means something there is
    /// not among them.
    /// </summary>
    public static string WaiverOf(Finding finding) =>
        finding.Target is { } target && target.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') && (finding.Table!.Schema is null || finding.Column is not null || finding.Rule[2] == '1')
            ? $"{finding.Rule} {target}"
            : $"{finding.Rule} --fingerprint {finding.Fingerprint}";

    /// <summary>The line of the configuration that would make these known, or null where no distribution would.</summary>
    public static string? Mend(IEnumerable<string> distributions)
    {
        var names = string.Join(", ", distributions.Where(PackageRequirement.IsValid).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return names.Length == 0 ? null : $"packages: [{names}]";
    }
}
