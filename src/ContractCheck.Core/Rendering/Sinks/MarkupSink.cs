using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>HTML and XML: text of elements and of quoted attributes.</summary>
public sealed class MarkupSink : ProseSink<MarkupSink>
{
    private MarkupSink()
    {
    }

    /// <summary>The sink.</summary>
    public static MarkupSink Instance { get; } = new();

    internal override void Encode(StringBuilder page, string text)
    {
        foreach (var character in VisibleText.Of(text))
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
