using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>A value of a YAML or JSON document and where it is written.</summary>
/// <param name="Position">Where the value begins.</param>
public abstract record DocumentNode(ContractPosition Position)
{
    /// <summary>The kind of value in words, for messages.</summary>
    public abstract string Kind { get; }
}

/// <summary>Keys and values in the order of the file. No key occurs twice.</summary>
public sealed record DocumentMapping(ContractPosition Position, ImmutableArray<DocumentEntry> Entries) : DocumentNode(Position)
{
    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The value of that key, or null where the key is missing.</summary>
    public DocumentNode? this[string key] => Entry(key)?.Value;

    /// <summary>The key and its value, or null where the key is missing.</summary>
    public DocumentEntry? Entry(string key) => Entries.FirstOrDefault(e => e.Key == key);
}

/// <summary>A key with its value.</summary>
/// <param name="Key">Text of the key.</param>
/// <param name="Position">Where the key is written.</param>
/// <param name="Value">The value.</param>
public sealed record DocumentEntry(string Key, ContractPosition Position, DocumentNode Value);

/// <summary>Values in the order of the file.</summary>
public sealed record DocumentSequence(ContractPosition Position, ImmutableArray<DocumentNode> Items) : DocumentNode(Position)
{
    /// <inheritdoc/>
    public override string Kind => "a list";
}

/// <summary>A single value.</summary>
/// <param name="Position">Where the value begins.</param>
/// <param name="Text">The value's text, without quotes and with escapes resolved.</param>
/// <param name="Type">What the text means.</param>
public sealed record DocumentScalar(ContractPosition Position, string Text, ScalarType Type) : DocumentNode(Position)
{
    /// <inheritdoc/>
    public override string Kind => Type switch
    {
        ScalarType.Null => "null",
        ScalarType.Truth => "a boolean",
        ScalarType.Whole => "an integer",
        ScalarType.Fraction => "a number",
        _ => "a string",
    };
}

/// <summary>What a scalar's text means.</summary>
public enum ScalarType
{
    /// <summary>Text, quoted or of no other type.</summary>
    Text,

    /// <summary>No value.</summary>
    Null,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A number without a fraction, in decimal digits.</summary>
    Whole,

    /// <summary>Any other number.</summary>
    Fraction,
}

/// <summary>A parsed document.</summary>
/// <param name="Root">The document's value; null where there are errors or the file holds no value.</param>
/// <param name="Errors">Why it could not be parsed.</param>
public sealed record ParsedDocument(DocumentNode? Root, ImmutableArray<ContractError> Errors);
