using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering;

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
        ReportDocument.Location? Base,
        ReportDocument.Location? Head);
}

/// <summary>Writes the changes between two schemas, without a verdict.</summary>
public static class ChangesRenderer
{
    /// <summary><c>{"changes": [{"kind": "column-removed", "schema": null, "table": "orders", "column": "code", …}]}</c>, indented.</summary>
    public static string Json(ImmutableArray<Change> changes)
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
                ReportDocument.Location.Of(c.BaseLocation),
                ReportDocument.Location.Of(c.HeadLocation))),
        ]);
        return JsonText.ForLogs(JsonSerializer.Serialize(document, ReportJson.Default.ChangesDocument));
    }

    /// <summary>A line a change.</summary>
    public static string Text(ImmutableArray<Change> changes, TextStyle style)
    {
        if (changes.IsEmpty)
        {
            return "No change.\n";
        }

        var width = changes.Max(c => ChangeKinds.Name(c.Kind).Length);
        return string.Concat(changes.Select(c =>
            $"{ChangeKinds.Name(c.Kind).PadRight(width)}  {style.Bold(TerminalText.Of(Target(c)))}{Values(c, TerminalText.Of)}{Place(c, TerminalText.Of)}\n"));
    }

    /// <summary>A table with a row a change.</summary>
    public static string Markdown(ImmutableArray<Change> changes)
    {
        if (changes.IsEmpty)
        {
            return "No change.\n";
        }

        var page = new StringBuilder("| kind | what | where |\n|---|---|---|\n");
        return page.AppendJoin("", changes.Select(c =>
            $"| {ChangeKinds.Name(c.Kind)} | **{MarkdownText.Of(Target(c))}**{Values(c, MarkdownText.Code)} |{Place(c, MarkdownText.Code)} |\n")).ToString();
    }

    private static string Target(Change change) => change.Column is null ? change.Table.ToString() : $"{change.Table}.{change.Column}";

    private static string Values(Change change, Func<string, string> encode) => (change.Before, change.After) switch
    {
        ({ } before, { } after) => $" {encode(before)} → {encode(after)}",
        ({ } before, null) => $" was {encode(before)}",
        (null, { } after) => $" {encode(after)}",
        _ => change.Subject is null ? "" : $" {encode(change.Subject)}",
    };

    private static string Place(Change change, Func<string, string> encode) => (change.HeadLocation ?? change.BaseLocation) is { } place
        ? $"  {encode(place.ToString())}"
        : "";
}
