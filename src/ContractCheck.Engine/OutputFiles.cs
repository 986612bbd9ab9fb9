using ContractCheck.Core;

namespace ContractCheck.Engine;

/// <summary>Writes results: whole or not at all.</summary>
public static class OutputFiles
{
    /// <summary>Writes a file by way of a temporary one beside it. Missing folders are made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text, written as UTF-8.</param>
    /// <param name="overwrite">Whether a file of that name may be replaced.</param>
    /// <param name="cancellation">Ends the work; the temporary file is removed.</param>
    /// <exception cref="CheckException">Exit code 2: it cannot be written, or exists.</exception>
    public static async Task WriteAsync(string path, string text, bool overwrite, CancellationToken cancellation = default)
    {
        var full = Path.GetFullPath(path);
        if (!overwrite && File.Exists(full))
        {
            throw new CheckException(ExitCode.Usage, $"{path} exists already.", "Use --force to replace it, or --output for another file.");
        }

        if (Directory.Exists(full))
        {
            throw new CheckException(ExitCode.Usage, $"{path} is a folder.", "Name a file.");
        }

        var temporary = $"{full}.{Path.GetRandomFileName()}.tmp";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(temporary, text, cancellation);
            File.Move(temporary, full, overwrite);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.Usage, $"{path} cannot be written: {exception.Message}", "Choose another place.", exception);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
