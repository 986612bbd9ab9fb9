using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>The page's style and script, and the policy that lets nothing else run or load.</summary>
internal static class PageAssets
{
    private static readonly MarkupSink Sink = MarkupSink.Instance;

    /// <summary>The style sheet.</summary>
    public static Encoded<MarkupSink> Style { get; } = Sink.Embedded("page.page.css");

    /// <summary>The script.</summary>
    public static Encoded<MarkupSink> Script { get; } =
        Sink.Join("", new[] { "dom", "theme", "tables", "lineage-trace", "lineage", "lineage-controls", "print" }.Select(name => Sink.Embedded($"page.{name}.js")));

    /// <summary>
    /// The Content-Security-Policy: no address at all may be asked for, only this style and this script count, and the script may not turn
    /// texts into markup.
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private static string Hash(Encoded<MarkupSink> text) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))}";
}
