using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rendering;

/// <summary>The sentences that every renderer for people shares.</summary>
internal static class Phrases
{
    /// <summary>What happened: name, message, and the facts before and after.</summary>
    public static string Sentence(Finding finding, Encoder encoder)
    {
        var name = (finding.Target ?? finding.Subject) is { Length: > 0 } target ? encoder.Strong(target) + " " : "";
        return name + encoder.Text(finding.Message) + Values(finding.Before, finding.After, encoder);
    }

    /// <summary>Such as <c>: VARCHAR(8) → VARCHAR(3)</c>.</summary>
    public static string Values(string? before, string? after, Encoder encoder) => (before, after) switch
    {
        ({ } old, { } now) => $": {encoder.Code(old)} → {encoder.Code(now)}",
        ({ } old, null) => $" (was {encoder.Code(old)})",
        (null, { } now) => $": {encoder.Code(now)}",
        _ => "",
    };

    /// <summary>Where it is written; for what is gone, where it was.</summary>
    public static string Where(Finding finding, Encoder encoder)
    {
        var gone = finding.Before is not null && finding.After is null;
        return (finding.Location, finding.BaseLocation) switch
        {
            (null, null) => "",
            ({ } head, { } old) when gone && head.File == old.File => $"{encoder.Code(head.ToString())} (was line {old.Line})",
            ({ } head, { } old) when gone => $"{encoder.Code(head.ToString())} (was {encoder.Code(old.ToString())})",
            ({ } head, _) => encoder.Code(head.ToString()),
            (null, { } old) => $"was {encoder.Code(old.ToString())}",
        };
    }

    /// <summary>What was compared with what, and how much of it.</summary>
    public static string Compared(Report report, Encoder encoder)
    {
        var against = report.Base is { } b ? $" against {Revision(b, encoder)}" : "";
        var contracts = report.Contracts.Select(c => $"{encoder.Strong(c.Name ?? c.Id)} {encoder.Text(c.Version.Value)}");
        return $"{Revision(report.Head, encoder)}{against} · {Count(report.Tables, "table")}, {Count(report.Columns, "column")}"
            + $" · {(report.Contracts.Length == 1 ? "contract" : "contracts")} {string.Join(", ", contracts)}";
    }

    /// <summary>What could not be judged, and why.</summary>
    public static string Open(Unjudged open, Encoder encoder)
    {
        var place = open.Location is null ? "" : $" · {encoder.Code(open.Location.ToString())}";
        return $"{encoder.Strong(open.Subject)} {encoder.Text(open.Reason)}{place}";
    }

    /// <summary>The line of the configuration that would make these known, or null where no distribution would.</summary>
    public static string? Mend(IEnumerable<string> distributions)
    {
        var names = string.Join(", ", distributions.Where(PackageRequirement.IsValid).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        return names.Length == 0 ? null : $"packages: [{names}]";
    }

    /// <summary>The last lines: what the models were read with, and what would make known what is not.</summary>
    public static ImmutableArray<string> Closing(ReadWith? with, IEnumerable<string> distributions, Encoder encoder)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        if (with is { Python: { } python, SqlAlchemy: { } sqlAlchemy })
        {
            lines.Add($"Read with Python {encoder.Text(python)} and SQLAlchemy {encoder.Text(sqlAlchemy)}{Sandbox(with.Sandbox, encoder)}.");
        }

        if (Mend(distributions) is { } line)
        {
            lines.Add($"To know more: {encoder.Code(line)} in {encoder.Code(ConfigurationReader.FileName)}, or {encoder.Code("--packages-path DIR")} with them unpacked in DIR.");
        }

        return lines.ToImmutable();
    }

    /// <summary>Such as <c>2 tables</c>.</summary>
    public static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";

    private static string Sandbox(string? sandbox, Encoder encoder) => sandbox switch
    {
        null => "",
        "off" => encoder.Text(", without a sandbox (--sandbox off): the models ran with all rights of this job"),
        _ => encoder.Text($", in a sandbox ({sandbox})"),
    };

    private static string Revision(RevisionInfo revision, Encoder encoder)
    {
        var commit = revision.Commit is null ? "" : $" ({encoder.Code(revision.Commit[..Math.Min(9, revision.Commit.Length)])})";
        return encoder.Text(revision.Explanation ?? revision.Label) + commit;
    }
}
