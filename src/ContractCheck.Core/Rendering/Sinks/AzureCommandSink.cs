using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>
/// Commands in a log of Azure Pipelines: <c>##vso[task.logissue type=error;…]message</c>. The agent splits properties at semicolons, ends them
/// at a bracket, and undoes its own escapes. Running text is text of a message.
/// </summary>
public sealed class AzureCommandSink : ProseSink<AzureCommandSink>
{
    private AzureCommandSink()
    {
    }

    /// <summary>The sink.</summary>
    public static AzureCommandSink Instance { get; } = new();

    /// <summary>A command on a line of its own; properties without a value are left out.</summary>
    public Encoded<AzureCommandSink> Command([ConstantExpected] string name, IEnumerable<(string Name, string? Value)> properties, Encoded<AzureCommandSink> message)
    {
        var written = properties.Where(p => p.Value is not null).Select(p => $"{p.Name}={Property(p.Value!)};");
        return Written($"##vso[{$"{name} {string.Concat(written)}".TrimEnd()}]{message}\n");
    }

    internal override void Encode(StringBuilder page, string text) => page.Append(Data(VisibleText.Of(text)));

    private static string Property(string value) => Data(VisibleText.Whole(value))
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace("]", "%5D", StringComparison.Ordinal);

    private static string Data(string visible) => visible.Replace("%", "%AZP25", StringComparison.Ordinal);
}
