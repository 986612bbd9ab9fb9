using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts.Odcs;

namespace ContractCheck.Core.Waivers;

/// <summary>Writes waivers.</summary>
public static partial class WaiverWriter
{
    private const string Start = "# Findings that are permitted, each with its reason. 'contractcheck waive' adds to the end.\nwaivers:\n";

    /// <summary>The file's text with one waiver more at its end; everything else in it stays as it is.</summary>
    /// <param name="file">The file, for messages.</param>
    /// <param name="text">Its text so far; null or empty where there is none.</param>
    /// <param name="waiver">The waiver.</param>
    /// <exception cref="CheckException">Exit code 2: the file is wrong already, or its list is not written in lines.</exception>
    public static string Append(string file, string? text, Waiver waiver)
    {
        var before = WaiverReader.ReadFile(file, text ?? "");
        var alone = WaiverReader.ReadFile(file, $"{Start}{string.Join('\n', Block(waiver))}\n")[0];
        if (before.Any(w => w with { Position = alone.Position } == alone))
        {
            throw new CheckException(ExitCode.Usage, $"{waiver.Subject} is waived in {file} already, in the same words.", "Nothing has to be written.");
        }

        var start = string.IsNullOrWhiteSpace(text) ? Start
            : before.IsEmpty ? $"{EmptyList().Replace(text, "").TrimEnd()}\nwaivers:\n".TrimStart()
            : text.TrimEnd() + "\n";
        var indent = new string(' ', before.IsEmpty ? 2 : Math.Max(0, before[0].Position.Column - 3));
        var lines = Block(waiver).Select(line => indent + line);
        var after = start + string.Join('\n', lines) + "\n";
        try
        {
            return WaiverReader.ReadFile(file, after).Length == before.Length + 1 ? after : throw NotAppendable(file);
        }
        catch (CheckException e)
        {
            throw NotAppendable(file, e);
        }
    }

    private static IEnumerable<string> Block(Waiver waiver)
    {
        var document = YamlText.Of(yaml => yaml.List("waivers", [waiver], w =>
        {
            yaml.Text("rule", w.Rule);
            yaml.Text("table", w.Table);
            yaml.Text("column", w.Column);
            yaml.Text("fingerprint", w.Fingerprint);
            yaml.Text("reason", w.Reason);
            yaml.Text("owner", w.Owner);
            yaml.Text("until", w.Until is { } day ? Day.Text(day) : null);
        }));

        // Without the key, and with the dash at the margin.
        return document.TrimEnd('\n').Split('\n').Skip(1).Select(line => line[2..]);
    }

    [GeneratedRegex(@"^waivers:[ ]*(\[[ ]*\])?[ ]*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyList();

    private static CheckException NotAppendable(string file, Exception? inner = null) => new(
        ExitCode.Usage, $"{file}: the list 'waivers' cannot be added to at its end.", "Write the list with a line for each waiver ('- rule: …'), or add the waiver by hand.", inner);
}
