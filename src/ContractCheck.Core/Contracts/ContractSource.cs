using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts;

/// <summary>A file that may be a contract. The caller has capped its size.</summary>
public sealed class ContractSource
{
    private readonly Lazy<ParsedDocument> document;

    /// <summary>Wraps a file's text.</summary>
    /// <param name="file">Path relative to the repository; the suffix <c>.json</c> selects JSON; what <see cref="Document"/> holds is YAML otherwise.</param>
    /// <param name="text">The file's text.</param>
    public ContractSource(string file, string text)
    {
        File = file;
        Text = text;
        document = new Lazy<ParsedDocument>(
            () => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? JsonNodes.Parse(file, text) : YamlNodes.Parse(file, text));
    }

    /// <summary>Path relative to the repository, with forward slashes.</summary>
    public string File { get; }

    /// <summary>The file's text.</summary>
    public string Text { get; }

    /// <summary>The file as a tree, parsed when it is first asked for.</summary>
    public ParsedDocument Document => document.Value;

    /// <summary>The document's keys and values, or the reading that failed because the file cannot be parsed or holds something else.</summary>
    internal DocumentMapping? Mapping(out ContractReading? failed)
    {
        failed = null;
        if (Document.Root is DocumentMapping root)
        {
            return root;
        }

        var position = Document.Root?.Position ?? new ContractPosition(File, 1, 1);
        failed = ContractReading.Failed(
            Document.Errors is { IsEmpty: false } errors ? errors : [new ContractError(position, "a contract must be a mapping of keys to values")]);
        return null;
    }
}
