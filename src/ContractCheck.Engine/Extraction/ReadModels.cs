using ContractCheck.Core.Schema;

namespace ContractCheck.Engine.Extraction;

/// <summary>What one revision's models say of themselves, and what their source shows.</summary>
/// <param name="Document">The schema document as the worker sent it: hostile until it is read strictly.</param>
/// <param name="Evidence">What the source shows without being run.</param>
public sealed record ReadModels(ReadOnlyMemory<byte> Document, SourceEvidence Evidence)
{
    /// <summary>The document's schema, with every table of the source accounted for.</summary>
    /// <exception cref="Core.CheckException">No verdict (CC901): it is malformed.</exception>
    public DatabaseSchema Schema() => Evidence.Complete(SchemaDocumentReader.Read(Document.Span));
}
