using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>
/// Writes a report as one HTML file that asks nobody for anything: the summary, the lineage and all tables side by side. The summary is
/// in the file as markup; tables and lineage are data, of which the script shows what is looked at.
/// </summary>
public static class ReportPage
{
    private static readonly MarkupSink Sink = MarkupSink.Instance;

    /// <summary>The page, ending in a line break.</summary>
    public static Encoded<MarkupSink> Render(Report report)
    {
        var picture = LineagePicture.Of(report);
        var tables = PageTables.Of(report, [.. new FindingMembers(report, picture).All()]);
        var document = new PageDocument(tables, picture?.Member());
        return new Page<MarkupSink>(Sink)
            .Write($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{PageAssets.Policy}\">\n")
            .Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>{Title(report)}</title>\n<style>{PageAssets.Style}</style>\n</head>\n<body>\n")
            .Write($"<a class=\"skip\" href=\"#main\">Skip to the summary</a>\n{Header(report, tables, picture)}<main id=\"main\" tabindex=\"-1\">\n")
            .Write($"<section id=\"summary\" aria-label=\"Summary\">\n{Sink.Markdown(MarkdownRenderer.Render(report))}</section>\n")
            .Write($"{(picture is null ? default : LineageSection(picture))}{TablesSection(report, tables)}</main>\n")
            .Write($"<footer><p>Written by ContractCheck {Project.Version}. This page asks nobody for anything: it can be kept and sent as it is.</p></footer>\n")
            .Write($"<script type=\"application/json\" id=\"data\">{Sink.Data(JsonSink.Instance.Document(document, PageJson.Default.PageDocument))}</script>\n<script>{PageAssets.Script}</script>\n</body>\n</html>\n")
            .Done();
    }

    private static Encoded<MarkupSink> Title(Report report) =>
        report.Base is { } b ? Sink.Of($"Contract check of {report.Head.Label} against {b.Explanation ?? b.Label}") : Sink.Of($"Contract check of {report.Head.Label}");

    private static Encoded<MarkupSink> Header(Report report, ImmutableArray<PageDocument.TableMember> tables, LineagePicture? picture)
    {
        var lineage = picture is null ? default : Sink.Of($"<li><a href=\"#lineage\">Lineage</a></li>");
        return Sink.Of(
            $"<header>\n<h1>{Title(report)}</h1>\n<nav aria-label=\"Parts of the page\"><ul><li><a href=\"#summary\">Summary</a></li>{lineage}<li><a href=\"#tables\">Tables ({tables.Length})</a></li></ul></nav>\n<button type=\"button\" id=\"theme\" aria-pressed=\"false\" hidden>Dark</button>\n</header>\n");
    }

    private static Encoded<MarkupSink> LineageSection(LineagePicture picture)
    {
        var left = picture.LeftOut == 0
            ? default
            : Sink.Of($"<p class=\"note\">Drawn is only what the changes reach: {Phrases.Count(picture.LeftOut, "node")} of the lineage are left out{(picture.ReachedLeftOut == 0 ? "" : $", {picture.ReachedLeftOut} of them reached")}.</p>\n");
        return Sink.Of(
            $"""
            <section id="lineage" aria-labelledby="lineage-title">
            <h2 id="lineage-title">Lineage</h2>
            {left}<p id="lineage-help" hidden>Enter opens a box, or follows a column up and down; Esc ends that. Zoom with the wheel, + and -, move with the arrows, 0 fits.</p>
            <div id="lineage-tools" role="group" aria-label="Lineage tools" hidden>
            <button type="button" id="zoom-in" aria-label="Zoom in">+</button>
            <button type="button" id="zoom-out" aria-label="Zoom out">−</button>
            <button type="button" id="zoom-fit">Fit</button>
            <button type="button" id="open-nodes">Open all</button>
            <button type="button" id="close-nodes">Close all</button>
            <button type="button" id="only-reached" aria-pressed="false">Only what is reached</button>
            <button type="button" id="clear-path" disabled>End following</button>
            </div>
            <div id="lineage-view" hidden>
            <svg id="picture" role="group" aria-labelledby="lineage-title" aria-describedby="lineage-help" tabindex="0"></svg>
            <aside id="panel" aria-label="What is known of the chosen box" aria-live="polite"></aside>
            </div>
            <ul id="legend" hidden><li><b>≠</b> changed</li><li><b>●</b> derives from what changed</li><li><i class="line value"></i> a value is computed from it</li><li><i class="line rows"></i> it decides which rows there are</li><li><i class="line whole"></i> read as a whole</li></ul>
            {ReachedTable.Of(picture)}</section>

            """);
    }

    private static Encoded<MarkupSink> TablesSection(Report report, ImmutableArray<PageDocument.TableMember> tables)
    {
        if (tables.IsEmpty)
        {
            return Sink.Of($"<section id=\"tables\" aria-labelledby=\"tables-title\">\n<h2 id=\"tables-title\">Tables</h2>\n<p>The tables were not compared.</p>\n</section>\n");
        }

        var filters = PageTables.Marks.Select(mark => (Mark: mark, Count: tables.Count(t => t.Verdict == mark || t.State == mark)))
            .Where(f => f.Count > 0)
            .Select(f => Sink.Of($"<button type=\"button\" class=\"filter {f.Mark}\" data-mark=\"{f.Mark}\" aria-pressed=\"false\">{f.Mark} {f.Count}</button>\n"));
        var contracts = report.Contracts.Select((c, i) => Sink.Of($"<option value=\"{i}\">{c.Name ?? c.Id} {c.Version.Value}</option>"));
        return Sink.Of(
            $"""
            <section id="tables" aria-labelledby="tables-title">
            <h2 id="tables-title">Tables</h2>
            <noscript><p>The tables are shown by a script, which does not run here; the summary says what matters.</p></noscript>
            <div id="filters" role="group" aria-label="Which tables are shown" hidden>
            <label>Search <input type="search" id="search" placeholder="table or column" autocomplete="off" spellcheck="false"></label>
            <label>Contract <select id="contract"><option value="">all tables</option><option value="-1">in no contract</option>{Sink.Join("", contracts)}</select></label>
            {Sink.Join("", filters)}<button type="button" id="open-tables">Open shown</button>
            <button type="button" id="close-tables">Close all</button>
            </div>
            <p id="shown" role="status"></p>
            <div id="table-list"></div>
            </section>

            """);
    }
}
