using System.Collections.Immutable;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Engine;

namespace ContractCheck.Cli;

/// <summary>A result in one format; rendered only where it is asked for.</summary>
/// <param name="Name">What <c>--format</c> calls the format.</param>
/// <param name="FileName">Its file among those of <c>--output</c>, or null.</param>
/// <param name="Render">Writes it.</param>
internal sealed record ResultFormat(string Name, string? FileName, Func<TerminalSink, Rendered> Render);

/// <summary>A command's result.</summary>
/// <param name="Formats">Every format that it has, the default one first.</param>
internal sealed record Result(ImmutableArray<ResultFormat> Formats)
{
    /// <summary>Writes the files that the options ask for, then the format that they ask for to standard output.</summary>
    /// <param name="folder">Where the files go; null writes none.</param>
    /// <param name="format">The format of standard output; null is the first.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="textToo">False where standard error says it all to people.</param>
    public async Task WriteAsync(string? folder, string? format, CancellationToken cancellation, bool textToo = true)
    {
        await WriteFilesAsync(folder, cancellation);
        var chosen = Formats.FirstOrDefault(f => f.Name == format) ?? Formats[0];
        if (textToo || chosen != Formats[0])
        {
            await Terminal.WriteAsync(chosen.Render(Terminal.Sink));
        }
    }

    /// <summary>Writes every format that has a file.</summary>
    public async Task WriteFilesAsync(string? folder, CancellationToken cancellation)
    {
        if (folder is not null)
        {
            await OutputFiles.WriteAllAsync(
                [.. Formats.Where(f => f.FileName is not null).Select(f => (Path.Combine(folder, f.FileName!), f.Render(TerminalSink.Plain).ToString()))],
                cancellation);
        }
    }
}
