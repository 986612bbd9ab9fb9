using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Contracts;

/// <summary>Changes of a contract as JSON (docs/schemas/contract-changes.v1.json).</summary>
internal sealed record ContractChangesDocument(
    string Contract, string Before, string After, string? CallsFor, ImmutableArray<ContractChangesDocument.ChangeMember> Changes)
{
    internal sealed record ChangeMember(
        string Grade, string? Schema, string? Table, string? Column, string Aspect, string? Before, string? After, string Text, string File, int Line);
}

/// <summary>Writes what two versions of a contract differ in, the gravest first.</summary>
public static class ContractChangesRenderer
{
    private static readonly ImmutableArray<ContractChangeGrade> Grades = [ContractChangeGrade.Breaking, ContractChangeGrade.Additive, ContractChangeGrade.Editorial];

    /// <summary>A line a change, by grade; what it calls for at the end.</summary>
    public static Encoded<TerminalSink> Text(Contract before, Contract after, ImmutableArray<ContractChange> changes, TerminalSink sink)
    {
        var page = new Page<TerminalSink>(sink).Write($"{sink.Strong(after.Name ?? after.Id)} {before.Version.Value} → {after.Version.Value}\n");
        foreach (var grade in Grades)
        {
            page.WriteAll(changes.Where(c => c.Grade == grade).Select(c => sink.Of($"  {Name(grade).PadRight(9)}  {Line(c, sink)}\n")));
        }

        return page.Write($"{(changes.IsEmpty ? sink.Of($"No change.\n") : CallsFor(before, after, changes) is { } version ? sink.Of($"Calls for version {sink.Strong(version)}.\n") : default)}").Done();
    }

    /// <summary>A table with a row a change.</summary>
    public static Encoded<MarkdownSink> Markdown(Contract before, Contract after, ImmutableArray<ContractChange> changes)
    {
        var sink = MarkdownSink.Instance;
        var page = new Page<MarkdownSink>(sink).Write($"### {after.Name ?? after.Id} {before.Version.Value} → {after.Version.Value}\n\n");
        if (changes.IsEmpty)
        {
            return page.Write($"No change.\n").Done();
        }

        page.Write($"| | change |\n|---|---|\n");
        foreach (var grade in Grades)
        {
            page.WriteAll(changes.Where(c => c.Grade == grade).Select(c => sink.Of($"| {Name(grade)} | {Line(c, sink)} |\n")));
        }

        return page.Write($"{(CallsFor(before, after, changes) is { } version ? sink.Of($"\nCalls for version {sink.Strong(version)}.\n") : default)}").Done();
    }

    /// <summary>The document, indented.</summary>
    public static Encoded<JsonSink> Json(Contract before, Contract after, ImmutableArray<ContractChange> changes) => JsonSink.Instance.Document(
        new ContractChangesDocument(
            after.Id,
            before.Version.Value,
            after.Version.Value,
            CallsFor(before, after, changes),
            [
                .. changes.Select(c => new ContractChangesDocument.ChangeMember(
                    Name(c.Grade), c.Table?.Schema, c.Table?.Name, c.Column, c.Aspect, c.Before, c.After, c.What, c.Position.File, c.Position.Line)),
            ]),
        ContractJson.Default.ContractChangesDocument);

    // Null where the new version is late enough, or where no version can be said.
    private static string? CallsFor(Contract before, Contract after, ImmutableArray<ContractChange> changes) =>
        ContractDiff.GradeOf([.. changes.Where(c => c.Aspect != "version")]) is { } grade
        && SemanticVersion.Next(before.Version.Value, grade) is { } version
        && SemanticVersion.IsBefore(after.Version.Value, version) != false
            ? version
            : null;

    private static Encoded<TSink> Line<TSink>(ContractChange change, TSink sink)
        where TSink : ProseSink<TSink> =>
        change.Target is { } target ? sink.Of($"{sink.Strong(target)} {change.What}") : sink.Of($"{change.What}");

    private static string Name(ContractChangeGrade grade) => grade switch
    {
        ContractChangeGrade.Breaking => "breaking",
        ContractChangeGrade.Additive => "additive",
        _ => "editorial",
    };
}

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ContractChangesDocument))]
internal sealed partial class ContractJson : JsonSerializerContext;
