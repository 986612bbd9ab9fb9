namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>A whole output of any sink: what files and standard output take.</summary>
public readonly record struct Rendered
{
    private readonly string? text;

    private Rendered(string text) => this.text = text;

    /// <summary>Wraps what a renderer wrote.</summary>
    public static Rendered Of<TSink>(Encoded<TSink> text)
        where TSink : Sink<TSink> => new(text.ToString());

    /// <summary>The text as it is written.</summary>
    public override string ToString() => text ?? "";
}
