using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Csv;
using ContractCheck.Core.Contracts.DataContractSpecification;
using ContractCheck.Core.Contracts.Dbt;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Contracts.Odcs;

namespace ContractCheck.Core.Contracts;

/// <summary>A way of writing contracts down.</summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Mark">What a file shows that claims to be of it, for messages.</param>
/// <param name="Recognises">Whether a file claims to be of this format; it need not be correct.</param>
/// <param name="Read">Reads a recognised file.</param>
public sealed record ContractFormat(
    string Name, string Mark, Func<ContractSource, bool> Recognises, Func<ContractSource, ContractReading> Read)
{
    /// <summary>The formats in the order in which a file is offered to them.</summary>
    public static ImmutableArray<ContractFormat> All { get; } =
        [CsvReader.Format, OdcsReader.Format, DataContractSpecificationReader.Format, DbtReader.Format];
}

/// <summary>Reads a contract file of any known format.</summary>
public static class ContractReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Path relative to the repository; the suffixes <c>.csv</c> and <c>.tsv</c> select CSV, <c>.json</c> JSON, any other YAML.</param>
    /// <param name="text">The file's text; the caller caps its size.</param>
    public static ContractReading Read(string file, string text)
    {
        var source = new ContractSource(file, text);
        var format = ContractFormat.All.FirstOrDefault(f => f.Recognises(source));
        if (format is not null)
        {
            var reading = format.Read(source);
            return reading.Contract is { } contract ? reading with { Contract = Placed(contract) } : reading;
        }

        if (source.Document.Errors is { IsEmpty: false } errors)
        {
            return ContractReading.Failed(errors);
        }

        var position = source.Document.Root?.Position ?? new ContractPosition(file, 1, 1);
        return ContractReading.Failed([NotAContract(position, source.Document.Root as DocumentMapping)]);
    }

    /// <summary>The contract, each table with the places that its servers name.</summary>
    private static Contract Placed(Contract contract)
    {
        ImmutableArray<string> schemas = [.. contract.Servers.Select(s => s.Schema).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        ImmutableArray<string> databases = [.. contract.Servers.Select(s => s.Database).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        return contract with
        {
            Tables =
            [
                .. contract.Tables.Select(t => t with
                {
                    ServedSchemas = schemas,
                    Databases = PhysicalName.DatabaseOf(t.PhysicalName?.Value ?? t.Name) is { } named ? [named] : databases,
                }),
            ],
        };
    }

    private static ContractError NotAContract(ContractPosition position, DocumentMapping? root) => new(
        position,
        $"not a data contract of a known format{(root is { Entries.IsEmpty: false } ? $" (first key '{root.Entries[0].Key}')" : "")}",
        $"known are {string.Join(", ", ContractFormat.All.Select(f => $"{f.Name} ({f.Mark})"))}; leave a file that is none out of the contracts setting");
}
