namespace ContractCheck.Core.Contracts.Documents;

/// <summary>One edit of a document; everything else in the file stays as it is.</summary>
internal abstract record DocumentEdit
{
    /// <summary>Gives a scalar another value.</summary>
    public sealed record SetScalar(DocumentScalar Old, string Text, ScalarType Type) : DocumentEdit;

    /// <summary>Puts a key with a scalar behind another key of the mapping.</summary>
    public sealed record InsertEntry(DocumentMapping Parent, DocumentEntry After, string Key, string Text, ScalarType Type) : DocumentEdit;

    /// <summary>Takes a key and its value out of a mapping.</summary>
    public sealed record RemoveEntry(DocumentMapping Parent, DocumentEntry Entry) : DocumentEdit;

    /// <summary>Takes an item out of a list.</summary>
    public sealed record RemoveItem(DocumentSequence Parent, DocumentNode Item) : DocumentEdit;

    /// <summary>Puts an item at the end of a list.</summary>
    /// <param name="Parent">The list, which is not empty.</param>
    /// <param name="Yaml">The item as block YAML without a margin.</param>
    public sealed record AddItem(DocumentSequence Parent, string Yaml) : DocumentEdit;
}
