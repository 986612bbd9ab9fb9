using System.Text.Json;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;

namespace ContractCheck.Page.Tests;

/// <summary>Names and texts of strangers run nothing, load nothing, lead nowhere and make no element.</summary>
[Collection(BrowserGroup.Name)]
public sealed class HostileNamesTests(Browser browser)
{
    public static TheoryData<string> Texts { get; } =
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "\"' onmouseover='alert(1)' x=\"",
        "javascript:alert(1)",
        "[click](javascript:alert(1)) ![i](http://x.example/y.png) <http://x.example>",
        "</details><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
        "</style><style>*{display:none}</style>",
        "```mermaid\ngraph LR\n```",
        "user\u202etxt\u200b",
        "__proto__",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task In_models_and_contracts_as_the_command_line_reads_them(string text)
    {
        var repository = browser.NewFolder();
        await File.WriteAllTextAsync(Path.Combine(repository, "odd.odcs.yaml"), Contract(text));
        await CommitAsync(repository, Models(text, "String(80)"), "init", "-q", "-b", "main");
        await CommitAsync(repository, Models(text, "String(40)"), "checkout", "-q", "-b", "change");
        await using var open = await browser.OpenAsync(await browser.CheckedAsync(repository));
        // A dot or a quotation mark in the contract makes it another table.
        (await open.Page.Locator("#table-list details").CountAsync()).ShouldBeInRange(1, 2);
        (await open.Page.Locator("#summary table").CountAsync()).ShouldBeInRange(0, 1);
        await IsInertAsync(open);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task In_every_place_of_a_report(string text)
    {
        var start = new LineageNode { Id = $"table.{text}", Kind = NodeKind.Table, Name = text, Columns = [text] };
        var use = new LineageNode
        {
            Id = "use", Kind = NodeKind.Exposure, Name = text, Type = text, Project = text, Relation = text, File = text, Url = text, Maturity = text, Unresolved = text, Owners = [new Owner(text, text)],
        };
        var graph = new LineageGraph([start, use], [new LineageEdge(start.Id, text, "use", null, EdgeKind.Value)]);
        var finding = Reports.Finding("CC201", "column-removed", text, text, text) with
        {
            Before = text, Evidence = [text], Confidence = 0.5, Advice = [text], Location = new Core.Schema.SourceLocation($"../{text}", 1), BaseLocation = new Core.Schema.SourceLocation(text, 2),
        };
        finding = finding with
        {
            Promises = [finding.Promises[0] with { ContractId = text, ContractName = text, ContractVersion = text, Owner = text, Text = text }],
            Impact = ImpactAnalysis.Of(graph, start.Id, [text]),
        };
        var report = Reports.Compared(Reports.Schema(Reports.Table(text, text)), Reports.Schema(Reports.Table(text, "other")), finding, finding with { Severity = Severity.Warning }, finding with { Severity = Severity.Info, Subject = text }) with
        {
            Lineage = graph,
            Head = new RevisionInfo(text, "0123456789", text) { Source = new SourceAddress(new Uri("https://github.com/a/b/blob/1"), "#L") },
        };
        report = report with { Verdict = report.Verdict with { PreExisting = [finding], Resolved = [finding], Unjudged = [new Unjudged(text, text)] } };
        await using var open = await browser.OpenAsync(report);
        await open.Page.Locator("#picture [data-key='1']").FocusAsync();
        await IsInertAsync(open);
        (await open.Page.EvaluateAsync<int>("document.querySelectorAll('#summary h3').length")).ShouldBe(2);
    }

    private static async Task IsInertAsync(OpenPage open)
    {
        await open.Page.EvaluateAsync("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        await open.Page.WaitForTimeoutAsync(50);
        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('img, iframe, object, embed, base, form, audio, video, link')].map(e => e.outerHTML)")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<int[]>("[document.querySelectorAll('script').length, document.querySelectorAll('style').length, document.querySelectorAll('noscript').length]")).ShouldBe([2, 1, 1]);
        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).map(a => a.name).filter(n => n.startsWith('on'))")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[href]')].map(e => e.getAttribute('href')).filter(h => !/^(#\\w+$|https:\\/\\/github\\.com\\/|https?:\\/\\/)/.test(h))")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#summary [href]:not([href=\"#lineage\"])')].map(e => e.href).filter(h => !h.startsWith('https://github.com/contractcheck/contractcheck/blob/main/docs/rules/CC'))")).ShouldBeEmpty();
        (await open.Page.EvaluateAsync<string>("({}).polluted ?? getComputedStyle(document.body).display")).ShouldBe("block");
    }

    private static async Task CommitAsync(string repository, string models, params string[] start)
    {
        await File.WriteAllTextAsync(Path.Combine(repository, "models.py"), models);
        string[][] commands = [start, ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-q", "-m", "x"], .. start[0] == "init" ? [["update-ref", "refs/remotes/origin/main", "main"]] : Array.Empty<string[]>()];
        foreach (var command in commands)
        {
            (await Browser.RunAsync("git", ["-C", repository, .. command])).ShouldBe(0);
        }
    }

    private static string Models(string text, string type) =>
        $"""
        from sqlalchemy import CheckConstraint, Column, Enum, Integer, String
        from sqlalchemy.orm import declarative_base

        TEXT = {JsonSerializer.Serialize(text)}

        class Odd(declarative_base()):
            __tablename__ = TEXT
            __table_args__ = (CheckConstraint(TEXT),)
            id = Column(Integer, primary_key=True)
            kept = Column(TEXT, {type}, server_default=TEXT, comment=TEXT)
            kind = Column(Enum(TEXT, "b", name=TEXT))
        """;

    private static string Contract(string text)
    {
        var quoted = JsonSerializer.Serialize(text);
        return $$"""
            {"apiVersion": "v3.1.0", "kind": "DataContract", "id": {{quoted}}, "name": {{quoted}}, "version": "1.0.0", "status": "active", "team": {"name": {{quoted}}},
             "schema": [{"name": "odd", "physicalName": {{quoted}}, "logicalType": "object", "properties": [{"name": "k", "physicalName": {{quoted}}, "physicalType": "varchar(80)"}]}]}
            """;
    }
}
