using System.Text;
using ContractCheck.Core.Rendering.Html;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>HTML and XML: text of elements and of quoted attributes.</summary>
public sealed class MarkupSink : ProseSink<MarkupSink>
{
    private MarkupSink()
    {
    }

    /// <summary>The sink.</summary>
    public static MarkupSink Instance { get; } = new();

    /// <summary>An address as the value of an attribute, whole however long it is.</summary>
    /// <exception cref="ArgumentException">A browser should not be sent there: it is neither <c>https</c> nor <c>http</c>.</exception>
    public Encoded<MarkupSink> Address(Uri address)
    {
        var written = new StringBuilder();
        Append(written, address is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? address.AbsoluteUri : throw new ArgumentException($"{address} is no address of the web", nameof(address)));
        return Written(written.ToString());
    }

    /// <summary>A text that is part of the program, such as a style sheet, as it is.</summary>
    internal Encoded<MarkupSink> Embedded(string name) => Written(EmbeddedText.Read(name));

    /// <summary>Markdown as HTML.</summary>
    internal Encoded<MarkupSink> Markdown(Encoded<MarkdownSink> markdown) => Written(MarkdownMarkup.Of(markdown.ToString()));

    /// <summary>JSON within a script element, which only <c>&lt;</c> could end or change: JSON's own encoder leaves none.</summary>
    internal Encoded<MarkupSink> Data(Encoded<JsonSink> json) => Written(json.ToString().Replace("<", "\u003C", StringComparison.Ordinal));

    internal override void Encode(StringBuilder page, string text) => Append(page, VisibleText.Of(text));

    private static void Append(StringBuilder page, string text)
    {
        foreach (var character in text)
        {
            page.Append(character switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\'' => "&#39;",
                _ => character.ToString(),
            });
        }
    }
}
