using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>Messages of SARIF, in which brackets make links and braces are placeholders. The document around them is JSON.</summary>
public sealed class SarifSink : ProseSink<SarifSink>
{
    private SarifSink()
    {
    }

    /// <summary>The sink.</summary>
    public static SarifSink Instance { get; } = new();

    /// <summary>A path of the repository as a relative URI.</summary>
    public static string Address(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    internal override void Encode(StringBuilder page, string text) => page.Append(VisibleText.Of(text)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal));
}
