using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ContractCheck.MSBuild;

/// <summary>A finding of the report, in MSBuild's terms.</summary>
internal sealed class FindingItem(JsonElement finding)
{
    private static readonly string[] TargetParts = ["schema", "table", "column"];

    public string Rule => Text("rule");

    public string Severity => Text("severity");

    public string Help => Text("help");

    /// <summary>What happened, and whose promise it breaks.</summary>
    public string Message
    {
        get
        {
            var promises = string.Join(", ", finding.GetProperty("promises").EnumerateArray().Select(p => Quiet(p.GetProperty("text").GetString())).Distinct(StringComparer.Ordinal));
            return promises.Length == 0 ? Text("text") : $"{Text("text")}; promised by {promises}";
        }
    }

    public int Line => Place is { } place ? place.GetProperty("line").GetInt32() : 0;

    private JsonElement? Place => finding.GetProperty("head") is { ValueKind: JsonValueKind.Object } place ? place : null;

    private string? File => Place?.GetProperty("file").GetString();

    public string? PathUnder(string top) => File is { } file ? Quiet(Path.Combine(top, file)) : null;

    /// <summary>Where the statement of the line starts, counted from 1; 0 where the file is not there.</summary>
    public int ColumnUnder(string top)
    {
        var path = File is { } file ? Path.GetFullPath(Path.Combine(top, file)) : null;
        if (path is null || !path.StartsWith(top, StringComparison.Ordinal) || !System.IO.File.Exists(path))
        {
            return 0;
        }

        var line = System.IO.File.ReadLines(path).ElementAtOrDefault(Line - 1);
        return line is null ? 0 : line.Length - line.TrimStart().Length + 1;
    }

    public TaskItem ToTaskItem()
    {
        var item = new TaskItem(Rule);
        item.SetMetadata("Severity", Severity);
        item.SetMetadata("Text", ProjectSafe(Message));
        item.SetMetadata("Subject", ProjectSafe(string.Join('.', TargetParts.Select(Text).Where(part => part.Length > 0))));
        item.SetMetadata("File", ProjectSafe(File ?? ""));
        item.SetMetadata("Line", Line.ToString(CultureInfo.InvariantCulture));
        item.SetMetadata("Fingerprint", Text("fingerprint"));
        item.SetMetadata("Help", Help);
        return item;
    }

    // MSBuild reads %XX in metadata.
    private static string ProjectSafe(string text) => Quiet(text).Replace("%", "%25", StringComparison.Ordinal);

    // What goes into a log: nothing that cannot be seen, and nothing that a pipeline obeys.
    private static string Quiet(string? text) =>
        string.Concat((text ?? "").EnumerateRunes().Select(rune => IsVisible(rune) ? rune.ToString() : $"\\u{rune.Value:X4}")).Replace("##", "#?", StringComparison.Ordinal);

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);

    private string Text(string member) => finding.TryGetProperty(member, out var value) ? Quiet(value.GetString()) : "";
}
