using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>A terminal or a log: no escape sequence but those of this class, and nothing that a pipeline's log parser obeys.</summary>
public sealed class TerminalSink : ProseSink<TerminalSink>
{
    private readonly bool colour;

    private TerminalSink(bool colour) => this.colour = colour;

    /// <summary>Plain text, for files and pipelines.</summary>
    public static TerminalSink Plain { get; } = new(colour: false);

    /// <summary>With ANSI colours.</summary>
    public static TerminalSink Ansi { get; } = new(colour: true);

    /// <inheritdoc/>
    public override Encoded<TerminalSink> Strong(string text) => Bold(Text(text));

    /// <summary>In bold letters.</summary>
    public Encoded<TerminalSink> Bold(Encoded<TerminalSink> text) => Wrap("1", text);

    /// <summary>In red.</summary>
    public Encoded<TerminalSink> Red(Encoded<TerminalSink> text) => Wrap("31", text);

    /// <summary>In yellow.</summary>
    public Encoded<TerminalSink> Yellow(Encoded<TerminalSink> text) => Wrap("33", text);

    /// <summary>In green.</summary>
    public Encoded<TerminalSink> Green(Encoded<TerminalSink> text) => Wrap("32", text);

    /// <summary>Less bright.</summary>
    public Encoded<TerminalSink> Dim(Encoded<TerminalSink> text) => Wrap("2", text);

    internal override void Encode(StringBuilder page, string text)
    {
        // GitHub obeys a line that starts with two colons, blanks before them or not.
        var visible = VisibleText.Of(text);
        var start = visible.Length - visible.TrimStart().Length;
        page.Append(start < visible.Length && visible[start] == ':' ? $"{visible[..start]}\\u003A{visible[(start + 1)..]}" : visible);
    }

    private Encoded<TerminalSink> Wrap(string code, Encoded<TerminalSink> text) => colour ? Written($"\u001b[{code}m{text}\u001b[0m") : text;
}
