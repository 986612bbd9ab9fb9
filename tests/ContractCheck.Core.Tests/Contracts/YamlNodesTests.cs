using System.Text;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Tests.Contracts;

public sealed class YamlNodesTests
{
    [Theory]
    [InlineData("true", ScalarType.Truth, "true")]
    [InlineData("FALSE", ScalarType.Truth, "false")]
    [InlineData("yes", ScalarType.Text, "yes")]
    [InlineData("'true'", ScalarType.Text, "true")]
    [InlineData("~", ScalarType.Null, "")]
    [InlineData("null", ScalarType.Null, "")]
    [InlineData("\"null\"", ScalarType.Text, "null")]
    [InlineData("", ScalarType.Null, "")]
    [InlineData("1", ScalarType.Whole, "1")]
    [InlineData("+12", ScalarType.Whole, "12")]
    [InlineData("\"1\"", ScalarType.Text, "1")]
    [InlineData("0xFF", ScalarType.Whole, "255")]
    [InlineData("0o17", ScalarType.Whole, "15")]
    [InlineData("1.0", ScalarType.Fraction, "1.0")]
    [InlineData("1e3", ScalarType.Fraction, "1e3")]
    [InlineData(".inf", ScalarType.Fraction, ".inf")]
    [InlineData("1.0.0", ScalarType.Text, "1.0.0")]
    [InlineData("2022-10-03", ScalarType.Text, "2022-10-03")]
    [InlineData("09:00-08:00", ScalarType.Text, "09:00-08:00")]
    public void Scalars_are_typed_by_the_core_schema(string yaml, ScalarType type, string text)
    {
        var root = Parse($"key: {yaml}\n").ShouldBeOfType<DocumentMapping>();

        var scalar = root["key"].ShouldBeOfType<DocumentScalar>();
        scalar.Type.ShouldBe(type);
        scalar.Text.ShouldBe(text);
    }

    [Fact]
    public void Keys_and_values_know_their_place()
    {
        var root = Parse("a: 1\nlist:\n  - name: x\n").ShouldBeOfType<DocumentMapping>();

        root.Entry("list")!.Position.ShouldBe(new ContractPosition("f.yaml", 2, 1));
        var item = root["list"].ShouldBeOfType<DocumentSequence>().Items[0].ShouldBeOfType<DocumentMapping>();
        item.Position.ShouldBe(new ContractPosition("f.yaml", 3, 5));
        item["name"]!.Position.ShouldBe(new ContractPosition("f.yaml", 3, 11));
    }

    [Theory]
    [InlineData("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: the key 'a' is given twice (it is first given in line 1)")]
    [InlineData("a: &x 1\n", "f.yaml:1:4: an anchor '&x' (write the value out; contracts are read without anchors)")]
    [InlineData("a: !!str 1\n", "f.yaml:1:4: an explicit tag 'tag:yaml.org,2002:str' (leave the tag out; quote the value where it is meant as text)")]
    [InlineData("a: ! 1\n", "f.yaml:1:4: an explicit tag '!' (leave the tag out; quote the value where it is meant as text)")]
    [InlineData("a:\n  <<: 1\n", "f.yaml:2:3: a merge key '<<' (write the keys out; contracts are read without merges)")]
    [InlineData("a: 1\n---\nb: 1\n", "f.yaml:2:1: a second document in the file (keep one contract per file)")]
    [InlineData("? [a]\n: 1\n", "f.yaml:1:3: a key that is not a scalar")]
    public void What_contracts_do_not_need_is_refused(string yaml, string error) =>
        YamlNodes.Parse("f.yaml", yaml).Errors.ShouldHaveSingleItem().ToString().ShouldBe(error);

    [Fact]
    public void Every_error_is_reported_not_only_the_first() =>
        YamlNodes.Parse("f.yaml", "a: 1\na: 2\nb: &x 1\nc: *x\n").Errors.Select(e => e.Position.Line).ShouldBe([2, 3, 4]);

    [Theory]
    [InlineData("a: [1\nb: 2\n")]
    [InlineData("a: b: c\n")]
    [InlineData("a: \"open\n")]
    [InlineData("%YAML 9.9\n--- a\n")]
    [InlineData("a: *unknown\n")]
    [InlineData("{a: 1, a\n")]
    [InlineData("a: |9x\n")]
    [InlineData("a: \"\\ud800 \\xZZ\"\n")]
    public void Broken_text_gives_an_error_with_a_place(string yaml)
    {
        var parsed = YamlNodes.Parse("f.yaml", yaml);

        parsed.Root.ShouldBeNull();
        parsed.Errors.ShouldNotBeEmpty();
        parsed.Errors[0].Position.Line.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_has_no_root_and_no_errors(string yaml)
    {
        var parsed = YamlNodes.Parse("f.yaml", yaml);

        parsed.Root.ShouldBeNull();
        parsed.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    public void Nesting_ends_at_32(int depth, bool accepted)
    {
        var parsed = YamlNodes.Parse("f.yaml", new string('[', depth) + new string(']', depth));

        parsed.Errors.IsEmpty.ShouldBe(accepted);
    }

    public static TheoryData<string> Bombs()
    {
        var aliases = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        var merges = new StringBuilder("a: &a {x: 1}\n");
        for (var c = 'b'; c <= 'z'; c++)
        {
            var before = (char)(c - 1);
            aliases.Append(c).Append(": &").Append(c).Append(" [").AppendJoin(',', Enumerable.Repeat($"*{before}", 9)).Append("]\n");
            merges.Append(c).Append(": &").Append(c).Append(" {<<: [").AppendJoin(',', Enumerable.Repeat($"*{before}", 9)).Append("]}\n");
        }

        return new TheoryData<string>(
            new string('[', 20_000),
            string.Concat(Enumerable.Repeat("[\n", 20_000)),
            string.Concat(Enumerable.Repeat("{a: ", 20_000)),
            string.Concat(Enumerable.Repeat("- ", 20_000)),
            string.Concat(Enumerable.Range(0, 20_000).Select(i => new string(' ', Math.Min(i, 200)) + "a:\n")),
            "[" + string.Concat(Enumerable.Repeat("x,", DocumentLimits.Events + 1)) + "]",
            string.Concat(Enumerable.Repeat("!!python/object ", 20_000)) + "x",
            string.Concat(Enumerable.Range(0, 20_000).Select(i => $"k{i}: !!int 1\n")),
            aliases.ToString(),
            merges.ToString());
    }

    [Theory]
    [MemberData(nameof(Bombs), DisableDiscoveryEnumeration = true)]
    public async Task Bombs_give_errors_quickly(string yaml)
    {
        var parsed = await Task.Run(() => YamlNodes.Parse("f.yaml", yaml)).WaitAsync(TimeSpan.FromSeconds(30));

        parsed.Root.ShouldBeNull();
        parsed.Errors.Length.ShouldBeInRange(1, DocumentLimits.Errors + 1);
    }

    /// <summary>Cuts and blows into well-formed text give what the parser's own tests would not think of.</summary>
    [Fact]
    public void Mangled_text_never_throws()
    {
        const string Text = "a: [1, {b: \"x\\u00e9\"}, 'y']\n? c\n: |-\n  text\n  more\nd: &e !t *f\n- g: >2\n#h\n---\n%i\n...\n";
        const string Blows = "[]{},:-?&*!|>'\"%@`#\n\t \\\uFEFF\0";
        for (var at = 0; at < Text.Length; at++)
        {
            foreach (var blow in Blows)
            {
                Should.NotThrow(() => YamlNodes.Parse("f.yaml", Text[..at] + blow + Text[(at + 1)..]));
                Should.NotThrow(() => YamlNodes.Parse("f.yaml", Text[..at] + blow));
                Should.NotThrow(() => YamlNodes.Parse("f.yaml", blow + Text[at..]));
            }
        }
    }

    [Fact]
    public void Just_under_the_limit_of_events_is_read() =>
        YamlNodes.Parse("f.yaml", "[" + string.Concat(Enumerable.Repeat("x,", DocumentLimits.Events - 10)) + "]").Errors.ShouldBeEmpty();

    private static DocumentNode? Parse(string yaml)
    {
        var parsed = YamlNodes.Parse("f.yaml", yaml);
        parsed.Errors.ShouldBeEmpty();
        return parsed.Root;
    }
}
