using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>Lines that MSBuild and editors read from a tool's output: <c>file(line,column): error CODE: text</c>.</summary>
public sealed class MsBuildSink : ProseSink<MsBuildSink>
{
    private MsBuildSink()
    {
    }

    /// <summary>The sink.</summary>
    public static MsBuildSink Instance { get; } = new();

    /// <summary>A line. MSBuild takes whatever is before the first colon for the file.</summary>
    public Encoded<MsBuildSink> Line(string? file, int line, Encoded<MsBuildSink> rest)
    {
        var origin = VisibleText.Whole(file ?? "").Replace(":", "\\u003A", StringComparison.Ordinal);
        return file is null ? Of($"contractcheck : {rest}\n") : Written($"{origin}({line},1): {rest}\n");
    }

    internal override void Encode(StringBuilder page, string text) => page.Append(VisibleText.Of(text));
}
