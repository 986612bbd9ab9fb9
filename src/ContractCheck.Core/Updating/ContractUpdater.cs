using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Updating;

/// <summary>What a contract is brought in line with.</summary>
public sealed record ContractUpdateInput
{
    /// <summary>The contract as it is.</summary>
    public required Contract Contract { get; init; }

    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>The contract as base has it, or null where it is new; its version is the one that is raised.</summary>
    public required Contract? Base { get; init; }

    /// <summary>Base's schema, which shows what was renamed.</summary>
    public required DatabaseSchema BaseSchema { get; init; }

    /// <summary>The schema that the contract is to promise.</summary>
    public required DatabaseSchema Schema { get; init; }

    /// <summary>What the configuration says of renames.</summary>
    public ImmutableArray<RenameHint> Renames { get; init; } = [];

    /// <summary>Which tables of the models contracts mean.</summary>
    public ImmutableArray<TableMapping> Tables { get; init; } = [];

    /// <summary>Whether columns that the contract does not mention are promised, too.</summary>
    public bool AddColumns { get; init; }
}

/// <summary>A contract that was brought in line.</summary>
/// <param name="Text">Its new text; the old one where nothing had to change.</param>
/// <param name="Changes">What differs from the contract as it was, its version included.</param>
public sealed record ContractUpdate(string Text, ImmutableArray<ContractChange> Changes);

/// <summary>Rewrites a contract so that a schema keeps it; comments, order and style stay.</summary>
public static class ContractUpdater
{
    // An edit may show the next one, as a type does its length; more rounds than aspects mean that an edit does not take.
    private const int MostRounds = 8;

    /// <summary>The contract in line with the schema, under the version that the difference from base calls for.</summary>
    /// <exception cref="CheckException">Exit code 2: the contract is of a format or style that is not rewritten; what has to be changed is told.</exception>
    public static ContractUpdate Update(ContractUpdateInput input)
    {
        var renames = SchemaDiff.Between(input.BaseSchema, input.Schema, input.Renames).Where(c => c.Likeness is not null).ToImmutableArray();
        var (text, contract) = (input.Text, input.Contract);
        for (var round = 0; ; round++)
        {
            var document = Document(contract.File, text);
            var edits = Edits(contract, document, input, renames);
            if (edits.IsEmpty)
            {
                break;
            }

            (text, contract) = round < MostRounds ? Apply(contract.File, text, document, edits) : throw NotUpdatable(contract, input);
        }

        if (Breaches(contract, input) is { IsEmpty: false })
        {
            throw NotUpdatable(contract, input);
        }

        (text, contract) = Raised(text, contract, input);
        return new ContractUpdate(text, ContractDiff.Between(input.Contract, contract));
    }

    private static (string Text, Contract Contract) Raised(string text, Contract contract, ContractUpdateInput input)
    {
        var before = input.Base ?? input.Contract;
        var grade = ContractDiff.GradeOf([.. ContractDiff.Between(before, contract).Where(c => c.Aspect != "version")]);
        if (grade is null || (input.Base is null && text == input.Text))
        {
            return (text, contract);
        }

        var version = SemanticVersion.Next(before.Version.Value, grade.Value);
        if (SemanticVersion.IsBefore(contract.Version.Value, version) == false || (contract.Version.Value != before.Version.Value && grade == ContractChangeGrade.Editorial))
        {
            return (text, contract);
        }

        var root = Document(contract.File, text);
        return ((DocumentMapping)root)["version"] is DocumentScalar scalar ? Apply(contract.File, text, root, [new DocumentEdit.SetScalar(scalar, version, ScalarType.Text)]) : (text, contract);
    }

    private static ImmutableArray<DocumentEdit> Edits(Contract contract, DocumentNode document, ContractUpdateInput input, ImmutableArray<Change> renames)
    {
        if (!contract.Format.StartsWith("ODCS", StringComparison.Ordinal))
        {
            return Breaches(contract, input).IsEmpty ? [] : throw NotUpdatable(contract, input);
        }

        return new OdcsUpdate((DocumentMapping)document, Promised(contract, input), input.Schema, renames, input.AddColumns).Edits();
    }

    private static ImmutableArray<PromisedTable> Promised(Contract contract, ContractUpdateInput input)
    {
        var mapped = TableMapping.Apply(contract, input.Tables);
        return
        [
            .. from promise in mapped.Tables
               let before = ContractMatcher.FindFirst(promise, input.BaseSchema)
               select new PromisedTable(mapped, promise, ContractMatcher.Find(promise, input.Schema), input.Schema, before),
        ];
    }

    private static ImmutableArray<Breach> Breaches(Contract contract, ContractUpdateInput input) =>
    [
        .. from promised in Promised(contract, input)
           from rule in RuleCatalogue.Promises
           where rule.Reader > Findings.Severity.Info
           from breach in rule.Judge(promised)
           where breach is { Uncertain: null, OnlyIfKeptBefore: false }
           select breach,
    ];

    private static (string Text, Contract Contract) Apply(string file, string text, DocumentNode document, ImmutableArray<DocumentEdit> edits)
    {
        var edited = IsJson(file) ? new JsonEdits(document).Apply(edits) : new YamlEdits(file, text).Apply(edits);
        var reading = ContractReader.Read(file, edited);
        if (reading.Contract is not null && !IsJson(file) && !new JsonEdits(document).Makes(YamlNodes.Parse(file, edited).Root, edits))
        {
            throw new CheckException(ExitCode.Usage, $"{file} is written in a style in which its lines cannot be edited safely.", "Edit it by hand; 'contractcheck check' tells what has to be changed.");
        }

        return reading.Contract is { } contract
            ? (edited, contract)
            : throw new CheckException(ExitCode.Usage, $"{file} could not be rewritten: {reading.Errors[0]}", "Edit it by hand; 'contractcheck check' tells what has to be changed.");
    }

    private static bool IsJson(string file) => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    // A contract that was read parses.
    private static DocumentNode Document(string file, string text) => (IsJson(file) ? JsonNodes.Parse(file, text) : YamlNodes.Parse(file, text)).Root!;

    private static CheckException NotUpdatable(Contract contract, ContractUpdateInput input)
    {
        var lines = Breaches(contract, input).Select(b => $"{b.Position}: {(b.Column is null ? b.Promised.Name.ToString() : $"{b.Promised.Name}.{b.Column}")} {b.Message}");
        return new CheckException(
            ExitCode.Usage,
            $"{contract.File} is not rewritten ({contract.Format}). What the models do not keep:\n{string.Join('\n', lines.Take(50))}",
            "Change these lines by hand.");
    }
}
