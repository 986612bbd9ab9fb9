using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>A graph of Graphviz: text within quotes.</summary>
public sealed class DotSink : Sink<DotSink>
{
    private DotSink()
    {
    }

    /// <summary>The sink.</summary>
    public static DotSink Instance { get; } = new();

    // A backslash begins an escape of Graphviz (\N is the node's name), and a label that looks like HTML is none within quotes.
    internal override void Encode(StringBuilder page, string text) =>
        page.Append(VisibleText.Of(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\r", " ", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal));
}
