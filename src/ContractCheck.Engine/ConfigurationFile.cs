using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Waivers;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>The configuration's text.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Text">Its text; empty where there is none.</param>
public sealed record ConfigurationFile(string Name, string Text)
{
    /// <summary>The configuration that the options name, else the revision's own.</summary>
    /// <exception cref="CheckException">Exit code 2: there is no such repository, revision or file.</exception>
    public static async Task<ConfigurationFile> ReadAsync(RunOptions options, CancellationToken cancellation)
    {
        await using var repository = await GitRepository.OpenAsync(options.Repository, cancellation: cancellation);
        var snapshot = options.Worktree
            ? await SourceSnapshot.FromWorktreeAsync(repository, cancellation)
            : await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync(options.Head ?? "HEAD", cancellation), cancellation);
        return await ReadAsync(options, snapshot, cancellation);
    }

    internal static async Task<ConfigurationFile> ReadAsync(RunOptions options, SourceSnapshot snapshot, CancellationToken cancellation)
    {
        if (options.ConfigurationFile is not { } file)
        {
            if (snapshot.Notes.Any(n => n.Path is ConfigurationReader.FileName or WaiverReader.FileName && n.Reason == SkipReason.SymbolicLink))
            {
                throw new CheckException(
                    ExitCode.Usage, $"{ConfigurationReader.FileName} or {WaiverReader.FileName} is a symbolic link, which is not followed.", "Commit the file itself in its place.");
            }

            return new ConfigurationFile(ConfigurationReader.FileName, await snapshot.ReadTextAsync(ConfigurationReader.FileName, cancellation) ?? "");
        }

        try
        {
            return new ConfigurationFile(file, await File.ReadAllTextAsync(file, cancellation));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.Usage, $"The configuration {file} cannot be read: {exception.Message}", "Name a file that is there with --config.", exception);
        }
    }
}
