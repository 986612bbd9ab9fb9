using ContractCheck.Core.Lineage.Queries;

namespace ContractCheck.Core.Tests.Lineage;

/// <summary>A short text can stand for more than there is room for; a stranger's does.</summary>
public sealed class QueryBoundsTests
{
    private static readonly ReadRelation Orders = new("orders", new RelationColumns([.. new[] { "a", "b", "c" }.Select(c => new KnownColumn(c, [new ColumnOrigin("orders", c)]))], []));

    private static QueryTree Table => new() { Items = [new QueryItem { Star = [] }], From = [new QueryRelation { Table = ["orders"] }] };

    [Fact]
    public void Stars_of_stars_end()
    {
        var tree = Table;
        for (var i = 0; i < 40; i++)
        {
            tree = new QueryTree { Items = [new QueryItem { Star = [] }, new QueryItem { Star = [] }], From = [new QueryRelation { Query = tree }] };
        }

        Should.Throw<QueryException>(() => Resolve(tree)).Message.ShouldContain("columns");
    }

    [Fact]
    public void Deep_nesting_ends()
    {
        var tree = Table;
        for (var i = 0; i < 10_000; i++)
        {
            tree = new QueryTree { Items = [new QueryItem { Star = [] }], From = [new QueryRelation { Query = tree }] };
        }

        Should.Throw<QueryException>(() => Resolve(tree)).Message.ShouldContain("deeper");
    }

    [Fact]
    public void A_chain_of_expressions_ends()
    {
        var tables = Enumerable.Range(0, 10_000).Select(i => new CommonTable
        {
            As = $"t{i}",
            Query = new QueryTree { Items = [new QueryItem { Star = [] }], From = [new QueryRelation { Table = [i == 0 ? "orders" : $"t{i - 1}"] }] },
        });
        var tree = new QueryTree { With = [.. tables], Items = [new QueryItem { Star = [] }], From = [new QueryRelation { Table = ["t9999"] }] };
        Should.Throw<QueryException>(() => Resolve(tree)).Message.ShouldContain("deeper");
    }

    [Fact]
    public void Recursion_within_recursion_ends()
    {
        var tree = Table;
        for (var i = 0; i < 60; i++)
        {
            var self = new QueryTree { Items = [new QueryItem { Star = [] }], From = [new QueryRelation { Table = ["r"] }, new QueryRelation { Query = tree }] };
            tree = new QueryTree
            {
                With = [new CommonTable { As = "r", Query = new QueryTree { Branches = [tree, self] } }],
                Items = [new QueryItem { Star = [] }],
                From = [new QueryRelation { Table = ["r"] }],
            };
        }

        Should.Throw<QueryException>(() => Resolve(tree));
    }

    [Fact]
    public void A_table_that_reads_itself_has_what_its_first_branch_gives()
    {
        var self = new QueryTree { Items = [new QueryItem { As = "x", Refs = [["n"]] }], From = [new QueryRelation { Table = ["r"] }] };
        var first = new QueryTree { Items = [new QueryItem { As = "n", Refs = [["b"]] }], From = [new QueryRelation { Table = ["orders"] }] };
        var tree = new QueryTree
        {
            With = [new CommonTable { As = "r", Query = new QueryTree { Branches = [first, self] } }],
            Items = [new QueryItem { Star = [] }],
            From = [new QueryRelation { Table = ["r"] }],
        };
        var column = Resolve(tree).Columns.Columns.ShouldHaveSingleItem();
        column.Name.ShouldBe("n");
        column.Origins.ShouldBe([new ColumnOrigin("orders", "b")]);
    }

    [Theory]
    [InlineData("""{"queries": []}""")]
    [InlineData("""{"sqlglot": "1", "queries": []}""")]
    [InlineData("""{"sqlglot": "1", "queries": [null]}""")]
    [InlineData("""{"sqlglot": "1", "queries": [{"tree": {"from": [null]}}]}""")]
    [InlineData("""{"sqlglot": "1", "queries": [{"tree": {"items": [{"refs": [[null]]}]}}]}""")]
    [InlineData("""{"sqlglot": "1", "queries": [{"tree": {"items": null}}]}""")]
    [InlineData("""{"sqlglot": "1", "queries": [{"tree": {"more": 1}}]}""")]
    [InlineData("""{"sqlglot": "1", "queries": [{"tree": {"with": [{"as": "x"}]}}]}""")]
    [InlineData("""{"sqlglot": "1", "sqlglot": "2", "queries": [{}]}""")]
    [InlineData("not JSON")]
    public void An_answer_is_read_strictly(string answer) =>
        Should.Throw<InvalidDataException>(() => ParsedQueries.Read(System.Text.Encoding.UTF8.GetBytes(answer), 1));

    [Fact]
    public void What_is_kept_is_what_was_read()
    {
        var read = ParsedQueries.Read("""{"sqlglot": "1", "queries": [{"tree": {"items": [{"as": "x", "refs": [["o", "x"]]}], "from": [{"table": ["o"]}], "rows": {"items": [0]}}}]}"""u8, 1)[0];
        var again = ParsedQueries.ReadOne(ParsedQueries.Write(read));
        ParsedQueries.Write(again).ShouldBe(ParsedQueries.Write(read));
        again.Tree!.Items[0].Refs[0].ShouldBe(["o", "x"]);
    }

    private static ResolvedQuery Resolve(QueryTree tree) => QueryResolver.Resolve(tree, _ => Orders, _ => null, _ => null);
}
