namespace ContractCheck.Cli;

/// <summary>Texts that the program brings along.</summary>
internal static class EmbeddedText
{
    /// <summary>The text of that logical name, as the project file gives it.</summary>
    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
