namespace ContractCheck.Core.Rendering;

/// <summary>Turns a stranger's text into text of one kind of output. Every name passes through one.</summary>
internal abstract class Encoder
{
    /// <summary>As running text.</summary>
    public abstract string Text(string text);

    /// <summary>As code: types, places, commits.</summary>
    public abstract string Code(string text);

    /// <summary>As emphasised running text.</summary>
    public abstract string Strong(string text);
}

/// <summary>For GitHub-flavoured Markdown.</summary>
internal sealed class MarkdownEncoder : Encoder
{
    public static MarkdownEncoder Instance { get; } = new();

    public override string Text(string text) => MarkdownText.Of(text);

    public override string Code(string text) => MarkdownText.Code(text);

    public override string Strong(string text) => $"**{MarkdownText.Of(text)}**";
}

/// <summary>For a terminal or a log.</summary>
internal sealed class TerminalEncoder(TextStyle style) : Encoder
{
    public override string Text(string text) => TerminalText.Of(text);

    public override string Code(string text) => TerminalText.Of(text);

    public override string Strong(string text) => style.Bold(TerminalText.Of(text));
}
