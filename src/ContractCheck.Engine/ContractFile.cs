using ContractCheck.Core;
using ContractCheck.Core.Contracts;

namespace ContractCheck.Engine;

/// <summary>One contract file on disk.</summary>
public static class ContractFile
{
    private const long Largest = 8 * 1024 * 1024;

    /// <summary>Reads it, in whatever format it is written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="CheckException">Exit code 2: it cannot be read, or is no valid contract; every error is named with its line.</exception>
    public static async Task<Contract> ReadAsync(string path, CancellationToken cancellation = default)
    {
        string text;
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest })
            {
                throw new CheckException(ExitCode.Usage, $"{path} is larger than 8 MiB, which no contract is.", "Name a contract file.");
            }

            text = await File.ReadAllTextAsync(path, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}", "Name a contract file.", exception);
        }

        var reading = ContractReader.Read(path, text);
        return reading.Contract ?? throw new CheckException(ExitCode.Usage, string.Join('\n', reading.Errors), "Correct the contract.");
    }
}
