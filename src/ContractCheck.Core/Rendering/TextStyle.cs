namespace ContractCheck.Core.Rendering;

/// <summary>Colours of a terminal, or none.</summary>
/// <param name="Colour">Whether ANSI sequences are written.</param>
public sealed record TextStyle(bool Colour)
{
    /// <summary>Plain text, for files and pipelines.</summary>
    public static TextStyle Plain { get; } = new(false);

    /// <summary>With ANSI colours.</summary>
    public static TextStyle Ansi { get; } = new(true);

    internal string Bold(string text) => Wrap("1", text);

    internal string Red(string text) => Wrap("31", text);

    internal string Yellow(string text) => Wrap("33", text);

    internal string Green(string text) => Wrap("32", text);

    internal string Dim(string text) => Wrap("2", text);

    private string Wrap(string code, string text) => Colour ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
