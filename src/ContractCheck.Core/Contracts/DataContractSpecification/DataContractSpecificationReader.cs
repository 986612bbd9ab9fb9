using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>Reads the Data Contract Specification 1.x, and 0.9.3, which describes tables in the same way.</summary>
public static partial class DataContractSpecificationReader
{
    private const string VersionKey = "dataContractSpecification";

    /// <summary>The format's entry in the catalogue.</summary>
    public static ContractFormat Format { get; } = new("Data Contract Specification", VersionKey, Recognises, Read);

    /// <summary>Reads a file; all its errors are reported at once.</summary>
    /// <param name="source">The file.</param>
    public static ContractReading Read(ContractSource source)
    {
        if (source.Mapping(out var failed) is not { } root)
        {
            return failed!;
        }

        if (!ReadVersions().IsMatch(root.Text(VersionKey) ?? ""))
        {
            return ContractReading.Failed([NoVersion(root)]);
        }

        var checker = new ShapeChecker(FormatVersion.Only("the Data Contract Specification"));
        checker.Check(root, ValueKind.Object(SpecificationShapes.Root), "contract");
        if (checker.Errors.Count > 0)
        {
            return ContractReading.Failed(checker.Errors);
        }

        var errors = new List<ContractError>();
        var contract = new SpecificationContract(root, errors).Build();
        return errors.Count > 0 ? ContractReading.Failed(errors) : ContractReading.Of(contract);
    }

    private static bool Recognises(ContractSource source) =>
        source.Document.Root is DocumentMapping root && (root[VersionKey] is not null || FileName().IsMatch(source.File));

    private static ContractError NoVersion(DocumentMapping root)
    {
        var entry = root.Entry(VersionKey);
        return new ContractError(
            entry?.Value.Position ?? root.Position,
            entry is null ? $"the contract has no '{VersionKey}'" : $"{VersionKey} '{root.Text(VersionKey)}' is not read; read are 1.x.y and 0.9.3",
            $"write '{VersionKey}: 1.1.0'");
    }

    [GeneratedRegex(@"\A(?:1\.[0-9]{1,4}\.[0-9]{1,4}|0\.9\.3)\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadVersions();

    [GeneratedRegex(@"(?:\A|[/.])datacontract\.(?:ya?ml|json)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
