using System.Text;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>How much of a summary its reader takes; more than that would be dropped whole.</summary>
public sealed record MarkdownLimit
{
    private readonly Func<string, int> measure;

    private MarkdownLimit(int size, Func<string, int> measure) => (Size, this.measure) = (size, measure);

    /// <summary>Its size.</summary>
    public int Size { get; }

    /// <summary>A limit in bytes of UTF-8.</summary>
    public static MarkdownLimit Bytes(int size) => new(size, Encoding.UTF8.GetByteCount);

    /// <summary>A limit in UTF-16 code units, which JavaScript and .NET count.</summary>
    public static MarkdownLimit Characters(int size) => new(size, text => text.Length);

    /// <summary>The size of a text, in the limit's units.</summary>
    public int SizeOf(Encoded<MarkdownSink> text) => measure(text.ToString());
}
