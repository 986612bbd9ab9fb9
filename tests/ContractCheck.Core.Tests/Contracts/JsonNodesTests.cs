using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Tests.Contracts;

public sealed class JsonNodesTests
{
    [Theory]
    [InlineData("true", ScalarType.Truth, "true")]
    [InlineData("null", ScalarType.Null, "")]
    [InlineData("12", ScalarType.Whole, "12")]
    [InlineData("-1.5e3", ScalarType.Fraction, "-1.5e3")]
    [InlineData("\"12\"", ScalarType.Text, "12")]
    [InlineData("\"\\u00e9\"", ScalarType.Text, "é")]
    public void Scalars_keep_their_type(string json, ScalarType type, string text)
    {
        var scalar = JsonNodes.Parse("f.json", json).Root.ShouldBeOfType<DocumentScalar>();

        scalar.Type.ShouldBe(type);
        scalar.Text.ShouldBe(text);
    }

    [Fact]
    public void Columns_count_characters_not_bytes()
    {
        var root = JsonNodes.Parse("f.json", "{\n \"é€\": [1,\n  {\"b\": 2}]\n}").Root.ShouldBeOfType<DocumentMapping>();

        root.Entries[0].Position.ShouldBe(new ContractPosition("f.json", 2, 2));
        root.Entries[0].Value.Position.ShouldBe(new ContractPosition("f.json", 2, 8));
        var inner = root.Entries[0].Value.ShouldBeOfType<DocumentSequence>().Items[1].ShouldBeOfType<DocumentMapping>();
        inner.Position.ShouldBe(new ContractPosition("f.json", 3, 3));
    }

    [Fact]
    public void Duplicate_keys_are_refused() =>
        JsonNodes.Parse("f.json", "{\"a\": 1,\n \"\\u0061\": 2}").Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("f.json:2:2: the key 'a' is given twice (it is first given in line 1)");

    [Theory]
    [InlineData("{\"a\": }")]
    [InlineData("{\"a\": 1,}")]
    [InlineData("{\"a\": 1} x")]
    [InlineData("{\"a\": 1")]
    [InlineData("[1 2]")]
    [InlineData("// no comments\n1")]
    [InlineData("\"\\ud800\"")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("nul")]
    public void Broken_text_gives_an_error_with_a_place(string json)
    {
        var parsed = JsonNodes.Parse("f.json", json);

        parsed.Root.ShouldBeNull();
        parsed.Errors.ShouldHaveSingleItem().Message.ShouldStartWith("not valid JSON");
    }

    [Fact]
    public void An_error_is_reported_where_it_is() =>
        JsonNodes.Parse("f.json", "{\n  \"a\": x\n}").Errors.ShouldHaveSingleItem().Position.ShouldBe(new ContractPosition("f.json", 2, 8));

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(20_000, false)]
    public void Nesting_ends_at_32(int depth, bool accepted)
    {
        var errors = JsonNodes.Parse("f.json", new string('[', depth) + new string(']', depth)).Errors;

        errors.Select(e => e.Message).ShouldBe(accepted ? [] : ["nested deeper than 32 levels"]);
    }

    [Fact]
    public void More_values_than_the_limit_are_refused()
    {
        var json = "[" + string.Join(',', Enumerable.Repeat("1", DocumentLimits.Events)) + "]";

        JsonNodes.Parse("f.json", json).Errors.ShouldHaveSingleItem().Message.ShouldBe("more than 1,000,000 values");
    }

    [Fact]
    public void A_blank_file_has_no_root_and_no_errors()
    {
        var parsed = JsonNodes.Parse("f.json", " \n");

        parsed.Root.ShouldBeNull();
        parsed.Errors.ShouldBeEmpty();
    }
}
