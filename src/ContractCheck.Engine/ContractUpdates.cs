using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Updating;

namespace ContractCheck.Engine;

/// <summary>A contract file of the checkout, brought in line with the models on disk.</summary>
/// <param name="Contract">The contract as it was.</param>
/// <param name="Path">Its file on disk.</param>
/// <param name="Before">The file's text as it was.</param>
/// <param name="Update">What becomes of it, or null where it cannot be rewritten.</param>
/// <param name="Failure">Why it cannot.</param>
public sealed record UpdatedContract(Contract Contract, string Path, string Before, ContractUpdate? Update, CheckException? Failure);

/// <summary>Brings contracts in line with the models on disk.</summary>
public static class ContractUpdates
{
    /// <summary>Computes the new text of every contract of the checkout, or of those whose file or id is named. Nothing is written.</summary>
    /// <param name="options">What is asked for; the files on disk count.</param>
    /// <param name="named">Files relative to the top of the checkout, or ids; empty means all.</param>
    /// <param name="addColumns">Whether columns that a contract does not mention are promised, too.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">The models or a contract cannot be read, a name is unknown, or a contract's style does not allow it.</exception>
    public static async Task<ImmutableArray<UpdatedContract>> FindAsync(
        RunOptions options, ImmutableArray<string> named, bool addColumns, IProgress<string> progress, CancellationToken cancellation = default)
    {
        await using var session = await Session.OpenAsync(options with { Worktree = true }, progress, cancellation);
        var contracts = await session.HeadContractsAsync(cancellation);
        if (contracts.IsEmpty)
        {
            throw session.NoContract();
        }

        var chosen = contracts.Where(c => named.IsEmpty || named.Any(n => Names(n, c))).ToImmutableArray();
        if (named.FirstOrDefault(n => !contracts.Any(c => Names(n, c))) is { } unknown)
        {
            throw new CheckException(ExitCode.Usage, $"There is no contract '{unknown}'.", $"There are {string.Join(", ", contracts.Select(c => c.File))}.");
        }

        var @base = await session.BaseAsync(cancellation);
        var schemas = session.ExtractBothAsync(@base);
        var (baseContracts, _) = await session.BaseContractsAsync(@base, contracts, cancellation);
        var (before, after, _, _) = await schemas;
        await session.CompleteAsync(cancellation);
        CheckRunner.RequireModels(after, session.Head.Snapshot.Revision);
        var updated = ImmutableArray.CreateBuilder<UpdatedContract>();
        foreach (var contract in chosen)
        {
            var text = await session.Head.Snapshot.ReadTextAsync(contract.File, cancellation) ?? "";
            updated.Add(Update(contract, Path.Combine(session.Top, contract.File), new ContractUpdateInput
            {
                Contract = contract,
                Text = text,
                Base = baseContracts.FirstOrDefault(c => c.Id == contract.Id),
                BaseSchema = before,
                Schema = after,
                Renames = session.Head.Configuration.Renames,
                Tables = session.Head.Configuration.Tables,
                AddColumns = addColumns,
            }));
        }

        return updated.ToImmutable();
    }

    // Contracts stand for themselves: one that cannot be rewritten keeps no other one from it.
    private static UpdatedContract Update(Contract contract, string path, ContractUpdateInput input)
    {
        try
        {
            return new UpdatedContract(contract, path, input.Text, ContractUpdater.Update(input), null);
        }
        catch (CheckException failure)
        {
            return new UpdatedContract(contract, path, input.Text, null, failure);
        }
    }

    private static bool Names(string name, Contract contract) =>
        name == contract.Id || name == contract.File || contract.File.EndsWith($"/{name}", StringComparison.Ordinal);
}
