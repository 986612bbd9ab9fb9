using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>Reads property files of dbt (<c>schema.yml</c>): what they say of sources, and of models whose contract is enforced.</summary>
public static class DbtReader
{
    /// <summary>The format's entry in the catalogue.</summary>
    public static ContractFormat Format { get; } = new("dbt", "a list of sources or models", Recognises, Read);

    /// <summary>Reads a file; all its errors are reported at once.</summary>
    /// <param name="source">The file.</param>
    public static ContractReading Read(ContractSource source)
    {
        if (source.Mapping(out var failed) is not { } root)
        {
            return failed!;
        }

        var checker = new ShapeChecker(FormatVersion.Only("dbt"));
        checker.Check(root, ValueKind.Object(DbtShapes.Root), "the dbt file");
        if (checker.Errors.Count > 0)
        {
            return ContractReading.Failed(checker.Errors);
        }

        var errors = new List<ContractError>();
        var contract = new DbtContract(source.File, root, errors).Build();
        if (contract is null)
        {
            errors.Add(new ContractError(
                root.Position,
                "nothing in the dbt file promises anything: it has no table of a source, and no model whose contract is enforced",
                "set 'contract: {enforced: true}' in the model's config, or leave the file out of the contracts setting"));
        }

        return errors.Count > 0 ? ContractReading.Failed(errors) : ContractReading.Of(contract!);
    }

    private static bool Recognises(ContractSource source) =>
        source.Document.Root is DocumentMapping root && (root["sources"] is DocumentSequence || root["models"] is DocumentSequence);
}
