using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>
/// A diagram of Mermaid. Its grammar knows few characters in words; all others become underscores there, and stay in quoted names as far as
/// Mermaid can have them there.
/// </summary>
public sealed class MermaidSink : Sink<MermaidSink>
{
    private MermaidSink()
    {
    }

    /// <summary>The sink.</summary>
    public static MermaidSink Instance { get; } = new();

    /// <summary>A word of the grammar.</summary>
    public Encoded<MermaidSink> Word(string text)
    {
        var word = With(text.Replace(", ", "-", StringComparison.Ordinal), c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '[' or ']' or '(' or ')');
        return Written(word.Length > 0 && char.IsAsciiLetter(word[0]) ? word : "_" + word);
    }

    // Within quotes. Mermaid has no escape for a quotation mark there, and reads percent signs and backslashes as its own.
    internal override void Encode(StringBuilder page, string text) =>
        page.Append(With(VisibleText.Of(text), c => c is not ('"' or '%' or '\\' or '\r' or '\n')));

    private static string With(string text, Func<char, bool> allowed) => string.Concat(text.Select(c => allowed(c) ? c : '_'));
}
