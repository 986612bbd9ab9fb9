using System.Collections.Immutable;
using System.CommandLine;
using ContractCheck.Cli.Commands;
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
    /// <summary>Writes the files that <c>--output</c> asks for, then the format that <c>--format</c> asks for to standard output.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="format">The option that names the format.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="textToo">False where standard error says it all to people.</param>
    public async Task WriteAsync(ParseResult parsed, Option<string?> format, CancellationToken cancellation, bool textToo = true)
    {
        await WriteFilesAsync(parsed, cancellation);
        var name = parsed.GetValue(format);
        var chosen = Formats.FirstOrDefault(f => f.Name == name) ?? Formats[0];
        if (textToo || chosen != Formats[0])
        {
            await Terminal.WriteAsync(chosen.Render(Terminal.Sink));
        }
    }

    /// <summary>Writes the files that <c>--output</c> asks for.</summary>
    public async Task WriteFilesAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(CommonOptions.Output) is { } folder)
        {
            await OutputFiles.WriteAllAsync(
                [.. Formats.Where(f => f.FileName is not null).Select(f => (Path.Combine(folder, f.FileName!), f.Render(TerminalSink.Plain).ToString()))],
                cancellation);
        }
    }
}
