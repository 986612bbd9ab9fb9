using ContractCheck.Core;

namespace ContractCheck.Engine;

/// <summary>Writes results: whole or not at all.</summary>
public static class OutputFiles
{
    /// <summary>Writes one file. Missing folders are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text, written as UTF-8.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <param name="cancellation">Ends the work; nothing is left of it.</param>
    /// <exception cref="CheckException">Exit code 2: it cannot be written, or exists.</exception>
    public static async Task WriteAsync(string path, string text, bool overwrite, CancellationToken cancellation = default)
    {
        if (!overwrite && File.Exists(Path.GetFullPath(path)))
        {
            throw new CheckException(ExitCode.Usage, $"{path} exists already.", "Use --force to replace it, or --output for another file.");
        }

        await WriteAllAsync([(path, text)], overwrite, cancellation);
    }

    /// <summary>
    /// Writes files that belong together, each by way of a temporary one beside it: only when all of these are on disk do they get their
    /// names. Missing folders are made, files of the same names replaced.
    /// </summary>
    /// <param name="files">Paths and their texts, written as UTF-8.</param>
    /// <param name="cancellation">Ends the work; nothing is left of it.</param>
    /// <exception cref="CheckException">Exit code 2: one of them cannot be written.</exception>
    public static Task WriteAllAsync(IReadOnlyList<(string Path, string Text)> files, CancellationToken cancellation = default) =>
        WriteAllAsync(files, overwrite: true, cancellation);

    private static async Task WriteAllAsync(IReadOnlyList<(string Path, string Text)> files, bool overwrite, CancellationToken cancellation)
    {
        var written = new List<(string Temporary, string Full)>();
        var current = "";
        try
        {
            foreach (var (path, text) in files)
            {
                current = path;
                var full = Path.GetFullPath(path);
                if (Directory.Exists(full))
                {
                    throw new CheckException(ExitCode.Usage, $"{path} is a folder.", "Name a file.");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                written.Add(($"{full}.{Path.GetRandomFileName()}.tmp", full));
                await File.WriteAllTextAsync(written[^1].Temporary, text, cancellation);
            }

            foreach (var (temporary, full) in written)
            {
                current = full;
                File.Move(temporary, full, overwrite);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.Usage, $"{current} cannot be written: {exception.Message}", "Choose another place.", exception);
        }
        finally
        {
            foreach (var (temporary, _) in written)
            {
                // Gone where it has got its name.
                File.Delete(temporary);
            }
        }
    }
}
