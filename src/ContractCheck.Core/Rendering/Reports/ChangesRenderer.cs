using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>Changes as JSON (docs/schemas/changes.v1.json).</summary>
internal sealed record ChangesDocument(ImmutableArray<ChangesDocument.ChangeMember> Changes)
{
    internal sealed record ChangeMember(
        string Kind,
        string? Schema,
        string Table,
        string? Column,
        string? Subject,
        string? Before,
        string? After,
        double? Confidence,
        ImmutableArray<string> Evidence,
        ReportDocument.Location? Base,
        ReportDocument.Location? Head);
}

/// <summary>Writes the changes between two schemas, without a verdict.</summary>
public static class ChangesRenderer
{
    /// <summary><c>{"changes": [{"kind": "column-removed", "schema": null, "table": "orders", "column": "code", …}]}</c>, indented.</summary>
    public static Encoded<JsonSink> Json(ImmutableArray<Change> changes)
    {
        var document = new ChangesDocument(
        [
            .. changes.Select(c => new ChangesDocument.ChangeMember(
                ChangeKinds.Name(c.Kind),
                c.Table.Schema,
                c.Table.Name,
                c.Column,
                c.Subject,
                c.Before,
                c.After,
                ReportNames.Of(c.Likeness?.Confidence),
                c.Likeness?.Evidence ?? [],
                ReportDocument.Location.Of(c.BaseLocation),
                ReportDocument.Location.Of(c.HeadLocation))),
        ]);
        return JsonSink.Instance.Document(document, ReportJson.Default.ChangesDocument);
    }

    /// <summary>A line a change.</summary>
    public static Encoded<TerminalSink> Text(ImmutableArray<Change> changes, TerminalSink sink)
    {
        if (changes.IsEmpty)
        {
            return sink.Of($"No change.\n");
        }

        var width = changes.Max(c => ChangeKinds.Name(c.Kind).Length);
        return new Page<TerminalSink>(sink)
            .WriteAll(changes.Select(c => sink.Of($"{ChangeKinds.Name(c.Kind).PadRight(width)}  {sink.Strong(Target(c))}{Values(c, sink)}{Place(c, sink)}\n")))
            .Done();
    }

    /// <summary>A table with a row a change.</summary>
    public static Encoded<MarkdownSink> Markdown(ImmutableArray<Change> changes)
    {
        var sink = MarkdownSink.Instance;
        if (changes.IsEmpty)
        {
            return sink.Of($"No change.\n");
        }

        return new Page<MarkdownSink>(sink)
            .Write($"| kind | what | where |\n|---|---|---|\n")
            .WriteAll(changes.Select(c => sink.Of($"| {ChangeKinds.Name(c.Kind)} | {sink.Strong(Target(c))}{Values(c, sink)} |{Place(c, sink)} |\n")))
            .Done();
    }

    private static string Target(Change change) => change.Column is null ? change.Table.ToString() : $"{change.Table}.{change.Column}";

    private static Encoded<TSink> Values<TSink>(Change change, TSink sink)
        where TSink : ProseSink<TSink> => (change.Before, change.After) switch
        {
            ({ } before, { } after) => sink.Of($" {sink.Code(before)} → {sink.Code(after)}"),
            ({ } before, null) => sink.Of($" was {sink.Code(before)}"),
            (null, { } after) => sink.Of($" {sink.Code(after)}"),
            _ => change.Subject is null ? default : sink.Of($" {sink.Code(change.Subject)}"),
        };

    private static Encoded<TSink> Place<TSink>(Change change, TSink sink)
        where TSink : ProseSink<TSink> => (change.HeadLocation ?? change.BaseLocation) is { } place ? sink.Of($"  {sink.Code(place.ToString())}") : default;
}
