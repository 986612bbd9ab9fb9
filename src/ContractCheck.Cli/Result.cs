using System.CommandLine;
using ContractCheck.Cli.Commands;
using ContractCheck.Core.Rendering;
using ContractCheck.Engine;

namespace ContractCheck.Cli;

/// <summary>A command's result in every format that it has; each is rendered only where it is asked for.</summary>
internal sealed record Result(Func<TextStyle, string> Text, Func<string> Json, Func<string> Markdown)
{
    /// <summary>Writes the files that <c>--output</c> asks for, then the format that <c>--format</c> asks for to standard output.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="name">The files' name without suffix: <c>report</c> gives report.txt and report.json.</param>
    /// <param name="markdown">The Markdown file's name without suffix.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <param name="textToo">False where standard error says it all to people.</param>
    public async Task WriteAsync(ParseResult parsed, string name, string markdown, CancellationToken cancellation, bool textToo = true)
    {
        if (parsed.GetValue(CommonOptions.Output) is { } folder)
        {
            await OutputFiles.WriteAllAsync(
                [
                    (Path.Combine(folder, $"{markdown}.md"), Markdown()),
                    (Path.Combine(folder, $"{name}.json"), Json()),
                    (Path.Combine(folder, $"{name}.txt"), Text(TextStyle.Plain)),
                ],
                cancellation);
        }

        await Terminal.WriteAsync(parsed.GetValue(CommonOptions.Format) switch
        {
            "json" => Json(),
            "markdown" => Markdown(),
            _ => textToo ? Text(Terminal.Style) : "",
        });
    }
}
