using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>
/// Commands in a log of GitHub Actions: <c>::error file=…,line=…::message</c>. The runner splits properties at commas and colons, ends a
/// command with its line, and undoes percent signs. Running text is text of a message.
/// </summary>
public sealed class GitHubCommandSink : ProseSink<GitHubCommandSink>
{
    private GitHubCommandSink()
    {
    }

    /// <summary>The sink.</summary>
    public static GitHubCommandSink Instance { get; } = new();

    /// <summary>A command on a line of its own; properties without a value are left out.</summary>
    public Encoded<GitHubCommandSink> Command([ConstantExpected] string name, IEnumerable<(string Name, string? Value)> properties, Encoded<GitHubCommandSink> message)
    {
        var written = properties.Where(p => p.Value is not null).Select(p => $"{p.Name}={Property(p.Value!)}");
        return Written($"::{$"{name} {string.Join(',', written)}".TrimEnd()}::{message}\n");
    }

    /// <summary>Lines of one message.</summary>
    public Encoded<GitHubCommandSink> Lines(IEnumerable<Encoded<GitHubCommandSink>> lines) => Join("%0A", lines);

    internal override void Encode(StringBuilder page, string text) => page.Append(Data(VisibleText.Of(text)));

    // A property's value is not cut: it is a path, or the title of a message.
    private static string Property(string value) => Data(VisibleText.Whole(value))
        .Replace(":", "%3A", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal);

    private static string Data(string visible) => visible.Replace("%", "%25", StringComparison.Ordinal);
}
