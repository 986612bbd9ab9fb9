using AngleSharp.Html.Parser;
using ContractCheck.Core.Rendering.Html;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Tests.Rendering.Html;

public sealed class MarkdownMarkupTests
{
    public static TheoryData<string> Texts => HostileText.All;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_strangers_text_stays_text(string text)
    {
        var sink = MarkdownSink.Instance;
        var page = new HtmlParser().ParseDocument(MarkdownMarkup.Of(sink.Of($"{text} **own**\n\n| a | b |\n|---|---|\n| {text} | {sink.Code(text)} |\n\n- {text}\n- {sink.Strong(text)}\n").ToString()));
        page.QuerySelectorAll("body *").Select(e => e.LocalName).Distinct(StringComparer.Ordinal)
            .Except(["p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "wbr"], StringComparer.Ordinal).ShouldBeEmpty();
        page.QuerySelectorAll("body *").ShouldAllBe(e => e.Attributes.Length == 0);
        page.QuerySelectorAll("td").Length.ShouldBe(2);
        page.QuerySelector("td")!.TextContent.ShouldBe(VisibleText.Of(text).Trim());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<details open onclick=alert(1)><summary>x</summary>")]
    [InlineData("a <img src=x onerror=alert(1)> b")]
    [InlineData("<!-- x -->")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](https://evil.example/)")]
    [InlineData("[x](https://github.com/contractcheck/contractcheck.evil)")]
    [InlineData("![x](https://github.com/contractcheck/contractcheck/x.png)")]
    [InlineData("<https://evil.example>")]
    [InlineData("[x]\n\n[x]: javascript:alert(1)")]
    public void Markup_that_the_summary_does_not_use_is_shown_as_it_is_written(string markdown) =>
        new HtmlParser().ParseDocument(MarkdownMarkup.Of(markdown)).QuerySelectorAll("a, img, script, details, [onclick], [onerror]").ShouldBeEmpty();

    [Fact]
    public void What_the_summary_uses_comes_through()
    {
        var page = new HtmlParser().ParseDocument(MarkdownMarkup.Of(
            "## ❌ 1 promise broken\n\n> **[CC201](https://github.com/contractcheck/contractcheck/blob/main/docs/rules/CC201-column-removed.md)** x  \n> y\n\n| a |\n|---|\n| b<br>c |\n\n<details><summary>2 safe changes</summary>\n\n- d\n\n</details>\n"));
        page.QuerySelector("h2")!.TextContent.ShouldBe("❌ 1 promise broken");
        page.QuerySelector("blockquote strong a")!.GetAttribute("href")!.ShouldEndWith("CC201-column-removed.md");
        page.QuerySelectorAll("td br").Length.ShouldBe(1);
        page.QuerySelector("details > ul > li")!.TextContent.ShouldBe("d");
    }

    [Fact]
    public void In_the_place_of_diagrams_is_the_way_to_the_picture() =>
        MarkdownMarkup.Of("a\n\n```mermaid\nflowchart LR\n  a --> b\n```\n\n<details><summary>x</summary>\n\n```mermaid\nx\n```\n\n</details>\n\n```text\nkept\n```\n").ShouldSatisfyAllConditions(
            html => html.ShouldNotContain("flowchart"),
            html => html.ShouldNotContain("mermaid"),
            html => html.ShouldContain("<a href=\"#lineage\">"),
            html => html.ShouldContain("kept"));
}
