using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Csv;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Contracts.Odcs;

namespace ContractCheck.Core.Contracts;

/// <summary>A way of writing contracts down.</summary>
/// <param name="Name">Name for messages.</param>
/// <param name="Recognises">Whether a file claims to be of this format; it need not be correct.</param>
/// <param name="Read">Reads a recognised file.</param>
public sealed record ContractFormat(string Name, Func<ContractSource, bool> Recognises, Func<ContractSource, ContractReading> Read)
{
    /// <summary>The formats in the order in which a file is offered to them.</summary>
    public static ImmutableArray<ContractFormat> All { get; } = [CsvReader.Format, OdcsReader.Format];
}

/// <summary>Reads a contract file of any known format.</summary>
public static class ContractReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="file">Path relative to the repository; the suffix <c>.json</c> selects JSON, any other YAML.</param>
    /// <param name="text">The file's text; the caller caps its size.</param>
    public static ContractReading Read(string file, string text)
    {
        var source = new ContractSource(file, text);
        var format = ContractFormat.All.FirstOrDefault(f => f.Recognises(source));
        if (format is not null)
        {
            return format.Read(source);
        }

        if (source.Document.Errors is { IsEmpty: false } errors)
        {
            return ContractReading.Failed(errors);
        }

        var position = source.Document.Root?.Position ?? new ContractPosition(file, 1, 1);
        return ContractReading.Failed([NotAContract(position, source.Document.Root as DocumentMapping)]);
    }

    private static ContractError NotAContract(ContractPosition position, DocumentMapping? root) => new(
        position,
        root is { Entries.IsEmpty: false }
            ? $"not a data contract: it has no apiVersion and kind of ODCS (first key '{root.Entries[0].Key}')"
            : "not a data contract: it has no apiVersion and kind of ODCS",
        "add 'kind: DataContract' and 'apiVersion: v3.1.0' if it is one, else leave the file out of the contracts setting");
}
