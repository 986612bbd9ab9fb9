using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Rendering.Html;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Rendering.Html;

public sealed class ReportPageTests
{
    public static TheoryData<string> Texts => HostileText.All;

    [Fact]
    public void The_policy_names_the_style_and_the_script_and_lets_nothing_else_in()
    {
        var page = Page(Judged());
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        policy.ShouldBe(
            $"default-src 'none'; style-src 'sha256-{Hash(page.QuerySelector("style")!.TextContent)}'; script-src 'sha256-{Hash(page.QuerySelector("script:not([type])")!.TextContent)}'; "
            + "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'");
        page.QuerySelectorAll("[src], [style], link, [onclick]").ShouldBeEmpty();
    }

    [Fact]
    public void Tables_come_with_verdict_state_contracts_cells_and_findings()
    {
        var table = Tables(Judged()).Single(t => t.GetProperty("name").GetString() == "orders");
        table.GetProperty("verdict").GetString().ShouldBe("broken");
        table.GetProperty("contracts").EnumerateArray().Select(i => i.GetInt32()).ShouldBe([0]);
        table.GetProperty("columns").EnumerateArray().Select(c => (Cell(c, "base", 1) ?? Cell(c, "same", 1), Cell(c, "head", 1) ?? Cell(c, "same", 1))).ShouldBe(
            [("INTEGER", "INTEGER"), ("VARCHAR(80)", "VARCHAR(40)"), ("TEXT", null), (null, "DATE")]);
        var finding = table.GetProperty("findings").EnumerateArray().First();
        finding.GetProperty("weight").GetString().ShouldBe("broken");
        finding.GetProperty("rule").GetString().ShouldBe("CC206 type-narrowed");
        finding.GetProperty("help").GetString()!.ShouldEndWith("/docs/rules/CC206-type-narrowed.md");
        finding.GetProperty("places")[0].GetProperty("text").GetString().ShouldBe("shop.py:11");
        finding.GetProperty("places")[0].TryGetProperty("link", out _).ShouldBeFalse();
        Tables(Judged()).Select(t => (t.GetProperty("name").GetString(), t.TryGetProperty("state", out var state) ? state.GetString() : null))
            .ShouldBe([("orders", null), ("gone", "removed"), ("fresh", "added"), ("kept", null)]);
    }

    [Fact]
    public void A_renamed_table_is_one_table_and_a_renamed_column_one_row()
    {
        var columns = new[] { "street", "town", "country", "zip" }.Select(n => Sample.Column(n, "TEXT")).ToArray();
        var before = Sample.Tables(Sample.Table("addresses", columns) with { Class = "shop.Address" });
        var after = Sample.Tables(Sample.Table("postal_addresses", [.. columns[..3], Sample.Column("zip_code", "TEXT")]) with { Class = "shop.Address" });
        var table = Tables(Report(before, after)).Single(t => t.GetProperty("name").GetString() == "postal_addresses");
        table.GetProperty("was").GetString().ShouldBe("addresses");
        table.GetProperty("columns").EnumerateArray().Select(c => (Cell(c, "base", 0), Cell(c, "head", 0))).Last().ShouldBe(("zip", "zip_code"));
    }

    [Fact]
    public void A_line_is_a_link_only_where_it_is_known_where_it_can_be_read()
    {
        var source = new SourceAddress(new Uri("https://github.com/a/b/blob/0123"), "#L");
        source.Of(new SourceLocation("a dir/m.py", 3))!.AbsoluteUri.ShouldBe("https://github.com/a/b/blob/0123/a%20dir/m.py#L3");
        source.Of(new SourceLocation("../../../../evil/x.py", 3)).ShouldBeNull();
        source.Of(new SourceLocation("/x.py", 3)).ShouldBeNull();
        var report = Judged();
        var table = Tables(report with { Head = report.Head with { Source = source } }).First();
        table.GetProperty("place").GetProperty("link").GetString().ShouldBe("https://github.com/a/b/blob/0123/shop.py#L10");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_strangers_text_is_data_and_text(string text)
    {
        var before = Sample.Tables(Sample.Table(text, Sample.Column(text, text, text)));
        var after = Sample.Tables(Sample.Table(text, Sample.Column(text, "TEXT") with { ServerDefault = text }));
        var graph = new LineageGraph(
            [
                new LineageNode { Id = "a", Kind = NodeKind.Table, Name = text, Columns = [text] },
                new LineageNode { Id = "b", Kind = NodeKind.Consumer, Name = text, Url = text, Maturity = text, Owners = [new Owner(text, text)] },
            ],
            [new LineageEdge("a", text, "b", null, EdgeKind.Value)]);
        var report = Report(before, after) with { Lineage = graph };
        report = report with
        {
            Head = new RevisionInfo(text, text, text),
            Verdict = report.Verdict with
            {
                Introduced = [.. report.Verdict.Introduced.Select(f => f with { Impact = ImpactAnalysis.Of(graph, "a", [text]), Message = text, Advice = [text] })],
                Unjudged = [new Unjudged(text, text)],
            },
        };
        var written = ReportPage.Render(report).ToString();
        var page = new HtmlParser().ParseDocument(written);
        page.QuerySelectorAll("script").Length.ShouldBe(2);
        page.QuerySelectorAll("style, title, h1, main, footer").Length.ShouldBe(5);
        page.QuerySelectorAll("img, iframe, object, embed, base, form, link").ShouldBeEmpty();
        page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).ShouldAllBe(href => href.StartsWith('#') || href.StartsWith(Project.Address + "/", StringComparison.Ordinal));
        page.All.SelectMany(e => e.Attributes).ShouldAllBe(a => !a.Name.StartsWith("on", StringComparison.Ordinal));
        page.QuerySelector("table.reached tbody th")!.TextContent.ShouldBe(VisibleText.Of(text));
        var data = page.QuerySelector("#data")!.TextContent;
        data.ShouldNotContain('<');
        JsonDocument.Parse(data).RootElement.GetProperty("tables")[0].GetProperty("name").GetString().ShouldBe(VisibleText.Of(text));
    }

    [Fact]
    public void The_programs_own_script_and_style_can_stand_in_a_page()
    {
        foreach (var text in new[] { PageAssets.Script.ToString(), PageAssets.Style.ToString() })
        {
            text.ShouldNotContain("</");
            text.ShouldNotContain("<!--");
            text.ShouldNotContain("innerHTML");
            text.ShouldNotContain("http://w3", Case.Sensitive);
        }
    }

    [Fact]
    public void An_address_of_the_page_is_one_of_the_web()
    {
        MarkupSink.Instance.Address(new Uri("https://x.example/?a=1&b='\"")).ToString().ShouldBe("https://x.example/?a=1&amp;b=&#39;%22");
        Should.Throw<ArgumentException>(() => MarkupSink.Instance.Address(new Uri("javascript:alert(1)")));
    }

    private static Report Judged()
    {
        var before = Sample.Tables(Sample.Table("orders", Sample.Column("email", "VARCHAR(80)"), Sample.Column("note", "TEXT")), Sample.Table("kept"), Sample.Table("gone", Sample.Column("a", "UUID")));
        var after = Sample.Tables(Sample.Table("orders", Sample.Column("email", "VARCHAR(40)"), Sample.Column("day", "DATE")), Sample.Table("kept"), Sample.Table("fresh", Sample.Column("b", "JSON"), Sample.Column("c", "BYTEA")));
        return Report(before, after);
    }

    private static Report Report(DatabaseSchema before, DatabaseSchema after)
    {
        var contract = Sample.Contract("1.0.0", "- name: email\n  physicalType: varchar(80)");
        var input = new CheckInput { Base = before, Head = after, BaseContracts = [contract], HeadContracts = [contract] };
        var info = new RevisionInfo("HEAD", null, null);
        return new Report { Verdict = Judge.Run(input), Head = info, Base = info, Contracts = [contract], Profile = Profile.Reader, Schemas = new ComparedSchemas(before, after, Judge.ChangesOf(input)) };
    }

    private static IHtmlDocument Page(Report report) => new HtmlParser().ParseDocument(ReportPage.Render(report).ToString());

    private static JsonElement[] Tables(Report report) => [.. JsonDocument.Parse(Page(report).QuerySelector("#data")!.TextContent).RootElement.GetProperty("tables").EnumerateArray()];

    private static string? Cell(JsonElement row, string side, int index) => row.TryGetProperty(side, out var cells) ? cells[index].GetString() : null;

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
