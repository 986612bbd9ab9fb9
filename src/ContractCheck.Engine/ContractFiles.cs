using System.Collections.Immutable;
using ContractCheck.Core;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Engine.Git;
using Microsoft.Extensions.FileSystemGlobbing;

namespace ContractCheck.Engine;

/// <summary>Reads the contracts of a revision.</summary>
internal static class ContractFiles
{
    private const int MostErrors = 20;

    // Names that only contracts have. Those of dbt's files and of most sheets say nothing, so that the setting has to name them.
    private static readonly ImmutableArray<string> DefaultGlobs =
    [
        "contracts/**/*.odcs.yaml", "**/*.odcs.yaml", "**/*.odcs.yml", "**/*.odcs.json",
        "**/datacontract.yaml", "**/datacontract.yml", "**/*.datacontract.yaml", "**/*.datacontract.yml", "**/*.contract.csv",
    ];

    /// <summary>These globs and the default ones; none where there are none, which means the default ones.</summary>
    public static ImmutableArray<string> WithDefaults(ImmutableArray<string> globs) => globs.IsEmpty ? [] : [.. globs, .. DefaultGlobs];

    /// <summary>The contracts under judgement.</summary>
    /// <exception cref="CheckException">Exit code 2: no file, or a file that is not a contract; every error is named with its line.</exception>
    public static async Task<ImmutableArray<Contract>> ReadHeadAsync(
        SourceSnapshot snapshot, ImmutableArray<string> globs, CancellationToken cancellation)
    {
        var links = Fitting(snapshot.Notes.Where(n => n.Reason == SkipReason.SymbolicLink).Select(n => n.Path), globs);
        if (links is [var link, ..])
        {
            throw new CheckException(ExitCode.Usage, $"The contract {link} is a symbolic link, which is not followed.", "Commit the file itself in its place.");
        }

        var files = Select(snapshot, globs);
        var readings = await ReadAsync(snapshot, files, cancellation);
        var contracts = readings.Select(r => r.Contract).OfType<Contract>().ToImmutableArray();
        ImmutableArray<ContractError> errors = [.. readings.SelectMany(r => r.Errors), .. ContractSet.DuplicateIds(contracts), .. contracts.SelectMany(Lifecycle.Errors)];
        return errors.IsEmpty
            ? contracts
            : throw new CheckException(ExitCode.Usage, Told(errors), "Correct the contract; nothing was judged.");
    }

    /// <summary>The error of a check without a contract.</summary>
    public static CheckException NoneFound(SourceSnapshot snapshot, ImmutableArray<string> globs) => new(
        ExitCode.Usage,
        $"No contract found: no file of {snapshot.Revision} fits {string.Join(", ", globs.IsEmpty ? DefaultGlobs : globs)}.",
        "Write one with 'contractcheck init' and commit it, name yours with --contract, or judge uncommitted files with --worktree.");

    /// <summary>
    /// The contracts of the revision to compare with, and its files that are none. One that cannot be read was no promise that anybody
    /// could check, and the change may be the one that mends it. A file that is the same at head is not read again.
    /// </summary>
    public static async Task<(ImmutableArray<Contract> Contracts, ImmutableArray<Unjudged> Unread)> ReadBaseAsync(
        SourceSnapshot snapshot,
        ImmutableArray<string> globs,
        SourceSnapshot head,
        ImmutableArray<Contract> headContracts,
        CancellationToken cancellation)
    {
        var known = headContracts.ToDictionary(c => c.File, StringComparer.Ordinal);
        var contracts = new List<Contract>();
        var unread = ImmutableArray.CreateBuilder<Unjudged>();
        foreach (var file in Select(snapshot, globs))
        {
            if (known.TryGetValue(file, out var same) && IsSame(snapshot.Find(file), head.Find(file)))
            {
                contracts.Add(same);
            }
            else if (await ReadOrTellAsync(snapshot, file, unread, cancellation) is { } contract)
            {
                contracts.Add(contract);
            }
        }

        return ([.. contracts.DistinctBy(c => c.Id, StringComparer.Ordinal)], unread.ToImmutable());
    }

    private static async Task<Contract?> ReadOrTellAsync(
        SourceSnapshot snapshot, string file, ImmutableArray<Unjudged>.Builder unread, CancellationToken cancellation)
    {
        try
        {
            var reading = ContractReader.Read(file, await snapshot.ReadTextAsync(file, cancellation) ?? "");
            if (reading.Contract is null)
            {
                unread.Add(new Unjudged(file, $"was no valid contract at base: {reading.Errors[0].Message}"));
            }

            return reading.Contract;
        }
        catch (CheckException exception) when (exception.ExitCode == ExitCode.Usage)
        {
            unread.Add(new Unjudged(file, $"was no valid contract at base: {exception.Message}"));
            return null;
        }
    }

    // A file of the working tree has no id.
    private static bool IsSame(SnapshotFile? one, SnapshotFile? other) => one?.BlobId is { } id && id == other?.BlobId;

    /// <summary>Files that the globs, or where there are none the default ones, fit.</summary>
    public static ImmutableArray<string> Select(SourceSnapshot snapshot, ImmutableArray<string> globs) => Fitting(snapshot.Files.Select(f => f.Path), globs);

    private static ImmutableArray<string> Fitting(IEnumerable<string> paths, ImmutableArray<string> globs)
    {
        var matcher = new Matcher(StringComparison.Ordinal);
        foreach (var glob in globs.IsEmpty ? DefaultGlobs : globs)
        {
            if (Path.IsPathRooted(glob) || glob.Split('/', '\\').Contains("..", StringComparer.Ordinal))
            {
                throw new CheckException(
                    ExitCode.Usage,
                    $"The contract path '{glob}' leaves the repository.",
                    "Contracts are files of the repository: give a path or glob relative to it.");
            }

            matcher.AddInclude(glob);
        }

        return [.. matcher.Match(paths).Files.Select(f => f.Path).Order(StringComparer.Ordinal)];
    }

    private static async Task<ImmutableArray<ContractReading>> ReadAsync(
        SourceSnapshot snapshot, ImmutableArray<string> files, CancellationToken cancellation)
    {
        var readings = ImmutableArray.CreateBuilder<ContractReading>(files.Length);
        foreach (var file in files)
        {
            readings.Add(ContractReader.Read(file, await snapshot.ReadTextAsync(file, cancellation) ?? ""));
        }

        return readings.DrainToImmutable();
    }

    private static string Told(ImmutableArray<ContractError> errors)
    {
        var lines = errors.Take(MostErrors).Select(e => e.ToString());
        return string.Join('\n', errors.Length > MostErrors ? lines.Append($"… and {errors.Length - MostErrors} more") : lines);
    }
}
