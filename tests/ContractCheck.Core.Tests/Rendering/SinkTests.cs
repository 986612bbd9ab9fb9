using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ContractCheck.Core.Rendering.Reports;
using ContractCheck.Core.Rendering.Sinks;

namespace ContractCheck.Core.Tests.Rendering;

/// <summary>What each sink makes of a stranger's text, by the rules of whoever reads the sink.</summary>
public sealed partial class SinkTests
{
    public static TheoryData<string> Texts => HostileText.All;

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_log_shows_it_on_one_line_and_obeys_nothing(string text)
    {
        foreach (var line in new[] { TerminalSink.Plain.Of($"{text}"), TerminalSink.Plain.Of($"{text}{text}"), TerminalSink.Plain.Of($"  {"#"}{text}") })
        {
            IsQuiet(line.ToString());
            line.ToString().TrimStart().ShouldNotStartWith("::");
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Markdown_holds_no_markup_of_it(string text)
    {
        var written = MarkdownSink.Instance.Of($"{text}").ToString();
        IsQuiet(written);
        written.ShouldNotContain('<');
        Unescaped().Matches(written.Replace("&#8203;", "", StringComparison.Ordinal)).ShouldBeEmpty();
        Linked().Matches(written.Replace("&#8203;", " ", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_code_span_ends_where_it_should(string text)
    {
        var written = MarkdownSink.Instance.Code(text).ToString();
        IsQuiet(written);
        var fence = written.TakeWhile(c => c == '`').Count();
        var inner = written[fence..^fence];
        Backticks().Matches(inner).ShouldAllBe(run => run.Length != fence);
        inner.ShouldNotStartWith("`");
        inner.ShouldNotEndWith("`");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_command_of_GitHub_stays_the_one_it_is(string text)
    {
        var sink = GitHubCommandSink.Instance;
        var written = sink.Command("error", [("file", text), ("line", "3"), ("title", text)], sink.Lines([sink.Of($"{text}"), sink.Text("next")])).ToString();
        written.ShouldEndWith("\n");
        IsQuiet(written[..^1]);

        // As the runner reads it: the first '::' after the name ends the properties, commas part them, and each is undone.
        var command = GitHubCommand().Match(written[..^1]);
        command.Success.ShouldBeTrue();
        var properties = command.Groups["properties"].Value.Split(',').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Undone(p[1]), StringComparer.Ordinal);
        properties.Keys.ShouldBe(["file", "line", "title"]);
        properties["file"].ShouldBe(VisibleText.Whole(text));
        Undone(command.Groups["message"].Value).ShouldBe($"{VisibleText.Of(text)}\nnext");

        static string Undone(string value) => value.Replace("%0A", "\n", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%2C", ",", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void An_output_of_GitHub_stays_the_one_it_is(string text)
    {
        var lines = GitHubOutputSink.Instance.Entry("verdict", text).ToString().Split('\n');
        var delimiter = lines[0]["verdict<<".Length..];
        Array.IndexOf(lines, delimiter).ShouldBe(lines.Length - 2);
        lines[^1].ShouldBeEmpty();
        string.Join('\n', lines[1..^2]).Length.ShouldBeGreaterThanOrEqualTo(text.ReplaceLineEndings("\n").Length);
        Array.ForEach(lines, IsQuiet);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_command_of_Azure_stays_the_one_it_is(string text)
    {
        var sink = AzureCommandSink.Instance;
        var written = sink.Command("task.logissue", [("type", "error"), ("sourcepath", text), ("code", text)], sink.Of($"{text}")).ToString();
        written.ShouldEndWith("\n");
        written.ShouldStartWith("##vso[task.logissue type=error;sourcepath=");
        IsQuiet(written["##vso[".Length..^1]);

        // As the agent reads it: the first bracket ends the properties, semicolons part them.
        var properties = written[written.IndexOf(' ', StringComparison.Ordinal)..written.IndexOf(']', StringComparison.Ordinal)];
        properties.Split(';').Select(p => p.Split('=')[0].Trim()).ShouldBe(["type", "sourcepath", "code", ""]);
        var path = properties.Split(';')[1].Split('=', 2)[1];
        path.Replace("%3B", ";", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal).Replace("%AZP25", "%", StringComparison.Ordinal)
            .ShouldBe(VisibleText.Whole(text));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_line_for_MSBuild_names_our_code_and_our_place(string text)
    {
        var sink = MsBuildSink.Instance;
        var written = sink.Line(text, 7, sink.Of($"error CC201: {text}")).ToString();
        written.ShouldEndWith("\n");
        IsQuiet(written[..^1]);
        var read = MsBuildError().Match(written[..^1]);
        read.Groups["code"].Value.ShouldBe("CC201");
        read.Groups["origin"].Value.ShouldEndWith("(7,1)");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Markup_holds_it_as_text(string text)
    {
        var sink = MarkupSink.Instance;
        var element = XElement.Parse(sink.Of($"<p class=\"{text}\" title='{text}'>{text}</p>").ToString());
        element.Value.ShouldBe(VisibleText.Of(text));
        element.Attribute("class")!.Value.ShouldBe(VisibleText.Of(text));
        element.Attribute("title")!.Value.ShouldBe(VisibleText.Of(text));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_cell_of_a_spreadsheet_is_one_cell_and_no_formula(string text)
    {
        var row = CsvSink.Instance.Row(["a", text, "b"]).ToString();
        row.ShouldEndWith("\r\n");
        IsQuiet(row[..^2]);
        var cell = row[2..^4];
        (cell.StartsWith('"') ? cell[1] : cell.FirstOrDefault()).ShouldNotBeOneOf('=', '+', '-', '@', ':', '\t', '\r');
        cell.Trim('"').Replace("\"\"", "", StringComparison.Ordinal).ShouldNotContain('"');
        (cell.StartsWith('"') || !cell.AsSpan().ContainsAny(',', ';', '"')).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_message_of_SARIF_has_no_link_and_no_placeholder_of_it(string text)
    {
        var written = SarifSink.Instance.Of($"{text}").ToString();
        IsQuiet(written);
        var rest = written.Replace("\\\\", "", StringComparison.Ordinal).Replace("\\[", "", StringComparison.Ordinal).Replace("\\]", "", StringComparison.Ordinal);
        rest.ShouldNotContain('[');
        rest.ShouldNotContain(']');
        Regex.Replace(rest, @"\{\{|\}\}", "", RegexOptions.None, TimeSpan.FromSeconds(5)).ShouldNotContain('{');
        new Uri(new Uri("https://host/top/"), SarifSink.Address($"a/{VisibleText.Whole(text)}")).Host.ShouldBe("host");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Json_gives_it_back_and_no_log_obeys_it(string text)
    {
        var written = JsonSink.Instance.Of($"{text}").ToString();
        IsQuiet(written);
        var read = JsonSerializer.Deserialize<string>($"\"{written}\"");
        read.ShouldBe(text == "\ud800" ? "\ufffd" : text);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Quoted_names_and_literals_of_SQL_end_where_they_should(string text)
    {
        foreach (var (dialect, close) in new[] { ("postgresql", '"'), ("mysql", '`'), ("mssql", ']') })
        {
            var name = new SqlSink(dialect).Name(text).ToString();
            IsQuiet(name);
            name[1..^1].Replace($"{close}{close}", "", StringComparison.Ordinal).ShouldNotContain(close);
        }

        new SqlSink("postgresql").Literal(text).ToString()[1..^1].Replace("''", "", StringComparison.Ordinal).ShouldNotContain('\'');
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_diagram_has_no_syntax_of_it(string text)
    {
        MermaidSink.Instance.Word(text).ToString().ShouldMatch(@"^[A-Za-z_][A-Za-z0-9_\[\]()-]*$");
        var quoted = MermaidSink.Instance.Of($"{text}").ToString();
        IsQuiet(quoted);
        quoted.ShouldNotContain('"');
        quoted.ShouldNotContain('%');
    }

    [Fact]
    public void Texts_that_meet_form_no_command()
    {
        TerminalSink.Plain.Of($"{"a#"}{"#[error]b"}").ToString().ShouldBe("a#\\u0023[error]b");
        TerminalSink.Plain.Of($"{""}{":"}{":error::x"}").ToString().ShouldNotStartWith("::");
        var page = new Page<TerminalSink>(TerminalSink.Plain);
        page.Write($"{"#"}").Write($"{"#vso[x]"}");
        page.Done().ToString().ShouldBe("#\\u0023vso[x]");
    }

    /// <summary>A renderer has no way to write a plain string: all of them give text of a sink, and no sink takes text without encoding it.</summary>
    [Fact]
    public void Renderers_give_encoded_text_only()
    {
        var core = typeof(Page<>).Assembly;
        var renderers = core.GetTypes().Where(t => t.Namespace is "ContractCheck.Core.Rendering.Reports" or "ContractCheck.Core.Rendering.Schemas");
        var renders = renderers.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(m => m.Name is "Render" or "Text" or "Json" or "Markdown").ToArray();
        renders.Length.ShouldBeGreaterThan(15);
        foreach (var method in renders)
        {
            method.ReturnType.IsGenericType.ShouldBeTrue($"{method.DeclaringType}.{method.Name}");
            method.ReturnType.GetGenericTypeDefinition().ShouldBe(typeof(Encoded<>));
        }

        typeof(Encoded<>).GetConstructors().ShouldBeEmpty();
        typeof(Rendered).GetConstructors().ShouldBeEmpty();
        var writers = typeof(Page<>).GetMethods().Where(m => m.Name.StartsWith("Write", StringComparison.Ordinal)).SelectMany(m => m.GetParameters());
        writers.ShouldAllBe(p => p.ParameterType != typeof(string) && p.ParameterType != typeof(object));
    }

    private static void IsQuiet(string text)
    {
        text.ShouldAllBe(c => !char.IsControl(c) && c != '\u202e' && c != '\u200b' && c != '\u2028' && c != '\u2029' && c != '\ufeff' && c != '\u00a0');
        text.ShouldNotContain("##[");
        text.ShouldNotContain("##vso", Case.Insensitive);
        text.EnumerateRunes().ShouldAllBe(rune => rune.Value != 0xFFFD || text.Contains('\ufffd', StringComparison.Ordinal));
    }

    // A sign of markup without a backslash before it, or a tag.
    [GeneratedRegex(@"(?<!\\)(?:\\\\)*[`*_\[\]()#@!|~$+{}]", RegexOptions.None, 5000)]
    private static partial Regex Unescaped();

    // What GitHub makes a mention, a reference or a link of in the rendered page: nothing stands between the sign and the name.
    [GeneratedRegex(@"[@#][A-Za-z0-9]|://[A-Za-z0-9]|www\.[A-Za-z0-9]", RegexOptions.None, 5000)]
    private static partial Regex Linked();

    [GeneratedRegex("`+", RegexOptions.None, 5000)]
    private static partial Regex Backticks();

    [GeneratedRegex("^::error (?<properties>.*?)::(?<message>.*)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex GitHubCommand();

    // MSBuild's own pattern for what tools write, as far as it matters.
    [GeneratedRegex(@"^\s*(?<origin>[^:]*):\s*(?<category>error|warning)\s+(?<code>[^: ]*)\s*:(?<text>.*)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex MsBuildError();
}
