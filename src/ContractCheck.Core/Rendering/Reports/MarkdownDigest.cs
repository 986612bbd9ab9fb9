using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Reports;

/// <summary>The short form of a summary, for changes so large that the whole one does not fit: errors in a line each, then by name only.</summary>
internal sealed class MarkdownDigest(Report report, MarkdownLimit limit)
{
    // What the last line may need.
    private const int Reserve = 400;

    private readonly MarkdownSink sink = MarkdownSink.Instance;
    private readonly Phrases<MarkdownSink> phrases = new(MarkdownSink.Instance);
    private readonly ImmutableArray<Finding> errors = [.. report.Verdict.Introduced.Where(f => f.Severity == Severity.Error)];

    /// <summary>The longest form that fits.</summary>
    /// <param name="heading">The summary's first lines.</param>
    public Encoded<MarkdownSink> Render(Encoded<MarkdownSink> heading)
    {
        var lines = Lines(heading, errors.Select(f => sink.Of($"- {f.Rule} {phrases.Sentence(f)} {phrases.Where(f)} · {Contracts(f)}\n")), cut: false);
        if (limit.SizeOf(lines) <= limit.Size)
        {
            return lines;
        }

        var names = errors
            .GroupBy(f => (f.Rule, f.Table))
            .Select(g => sink.Of($"- {g.Key.Rule} {g.Key.Table}: {sink.Join(", ", g.Select(f => sink.Text(f.Column ?? f.Subject ?? "the table")))}\n"));
        return Lines(heading, names, cut: true);
    }

    private Encoded<MarkdownSink> Lines(Encoded<MarkdownSink> heading, IEnumerable<Encoded<MarkdownSink>> lines, bool cut)
    {
        var page = new Page<MarkdownSink>(sink);
        page.Write($"{heading}\n{errors.Length} errors; the rest is left out, since this page takes no more. The whole report is in the files of `--output`.\n\n");
        var size = limit.SizeOf(page.Done()) + Reserve;
        var left = 0;
        foreach (var line in lines)
        {
            size += limit.SizeOf(line);
            if (cut && size > limit.Size)
            {
                left++;
            }
            else
            {
                page.Write($"{line}");
            }
        }

        return left == 0 ? page.Done() : page.Write($"\n… and {left} lines more.\n").Done();
    }

    private Encoded<MarkdownSink> Contracts(Finding finding) =>
        sink.JoinDistinct(", ", finding.Promises.Select(p => sink.Of($"{p.ContractName} {p.ContractVersion}")));
}
