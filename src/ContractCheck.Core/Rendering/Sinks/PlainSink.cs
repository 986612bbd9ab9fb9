using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>Text without any markup, for a member of a document that something else encodes.</summary>
public sealed class PlainSink : ProseSink<PlainSink>
{
    private PlainSink()
    {
    }

    /// <summary>The sink.</summary>
    public static PlainSink Instance { get; } = new();

    internal override void Encode(StringBuilder page, string text) => page.Append(VisibleText.Of(text));
}
