using System.Text;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Schema;

public sealed class SchemaDocumentReaderTests
{
    internal const string Valid = """
        {
          "format": "contractcheck-schema", "version": 1, "dialect": "postgresql",
          "tables": [
            {
              "schema": null, "name": "orders", "class": "shop.Order", "file": "shop.py", "line": 12, "complete": true,
              "missing": [{ "class": "acme.Audited", "distribution": "acme", "reason": "unknown" }],
              "comment": null, "primaryKey": ["id"],
              "uniques": [{ "name": null, "columns": ["number"] }],
              "foreignKeys": [
                { "name": null, "columns": ["customer_id"], "targetSchema": null, "targetTable": "customers", "targetColumns": ["key"],
                  "onDelete": null, "onUpdate": null }
              ],
              "indexes": [{ "name": "ix", "columns": ["number"], "unique": false }],
              "checks": [{ "name": null, "sql": "total >= 0" }],
              "columns": [
                {
                  "name": "total", "attribute": "total", "type": "NUMERIC(10, 2)", "typeResolved": true, "python": null,
                  "nullable": true, "primaryKey": true, "serverDefault": "0", "clientDefault": false,
                  "computed": { "sql": "1", "persisted": null }, "identity": { "always": false, "start": null, "increment": 1 },
                  "enum": ["a"], "length": null, "precision": 10, "scale": 2, "timezone": null, "comment": null,
                  "file": "shop.py", "line": 20
                }
              ]
            }
          ],
          "diagnostics": {
            "python": "3.13.5", "sqlalchemy": "2.0.40",
            "unloaded": [{ "table": "audit", "class": null, "file": "a.py", "line": 5, "reason": "r", "distribution": "acme" }],
            "failed": [{ "file": "a.py", "line": 3, "error": "e" }],
            "inherited": [{ "table": "t", "class": "C", "file": "c.py", "line": 4 }],
            "unparsed": [{ "file": "b.py", "line": 9, "error": "s" }],
            "mocked": [{ "distribution": "celery", "modules": ["celery"] }]
          },
          "closure": { "files": ["shop.py"], "absent": ["celery.py"] }
        }
        """;

    [Fact]
    public void Reads_every_fact()
    {
        var schema = Read(Valid);
        var table = schema.Tables.Single();
        table.Name.ShouldBe(new TableName(null, "orders"));
        table.Location.ShouldBe(new SourceLocation("shop.py", 12));
        table.Missing.Single().Distribution.ShouldBe("acme");
        table.Uniques.Single().Columns.ShouldBe(["number"]);
        table.ForeignKeys.Single().Target.Name.ShouldBe("customers");
        table.Checks.Single().Sql.ShouldBe("total >= 0");
        var column = table.Columns.Single();
        column.Nullable.ShouldBeFalse("a primary key is never NULL");
        column.Type.EnumValues.ShouldBe(["a"]);
        column.ServerDefault.ShouldBe("0");
        column.Identity.ShouldBeTrue();
        schema.Diagnostics.Unloaded.Single().Name.ShouldBe("audit");
        schema.Diagnostics.Unloaded.Single().Distribution.ShouldBe("acme");
        schema.Diagnostics.Unparsed.Single().Location.ShouldBe(new SourceLocation("b.py", 9));
        schema.Diagnostics.Mocked.ShouldBe(["celery"]);
    }

    [Fact]
    public void Members_may_come_in_any_order_and_tables_are_sorted()
    {
        var orders = Valid[Valid.IndexOf("    {\n      \"schema\"", StringComparison.Ordinal)..Valid.IndexOf("\n  ],", StringComparison.Ordinal)];
        var two = Valid.Replace(orders, orders + "," + orders.Replace("\"orders\"", "\"baskets\"", StringComparison.Ordinal), StringComparison.Ordinal);
        Read(two).Tables.Select(t => t.Name.Name).ShouldBe(["baskets", "orders"]);
        Read(Valid.Replace("\"format\": \"contractcheck-schema\", \"version\": 1,", "\"version\": 1, \"format\": \"contractcheck-schema\",", StringComparison.Ordinal))
            .Tables.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"dialect\"", "\"extra\": 1, \"dialect\"", "unknown member of the document")]
    [InlineData("\"complete\"", "\"extra\": 1, \"complete\"", "unknown member of a table")]
    [InlineData("\"attribute\"", "\"extra\": null, \"attribute\"", "unknown member of a column")]
    [InlineData("\"sql\": \"total >= 0\"", "\"sql\": \"total >= 0\", \"extra\": 1", "unknown member of a check")]
    [InlineData("\"dialect\"", "\"Dialect\"", "member in another case")]
    [InlineData("\"version\": 1", "\"version\": 1, \"version\": 1", "doubled member of the document")]
    [InlineData("\"complete\": true", "\"complete\": true, \"complete\": false", "doubled member of a table")]
    [InlineData("\"nullable\": true", "\"nullable\": true, \"nullable\": false", "doubled member of a column")]
    [InlineData("\"dialect\": \"postgresql\",", "", "missing member of the document")]
    [InlineData("\"comment\": null, \"primaryKey\"", "\"primaryKey\"", "missing member of a table")]
    [InlineData("\"timezone\": null,", "", "missing member of a column")]
    [InlineData("\"name\": null, \"columns\": [\"number\"]", "\"columns\": [\"number\"]", "missing member of a constraint")]
    [InlineData(", \"absent\": [\"celery.py\"]", "", "missing member of the closure")]
    [InlineData("\"version\": 1", "\"version\": 2", "another version")]
    [InlineData("contractcheck-schema", "something-else", "another format")]
    [InlineData("\"version\": 1", "\"version\": \"1\"", "number as text")]
    [InlineData("\"version\": 1", "\"version\": 1.0", "number with a point")]
    [InlineData("\"line\": 12", "\"line\": 99999999999", "number too large")]
    [InlineData("\"complete\": true", "\"complete\": 1", "truth as number")]
    [InlineData("\"complete\": true", "\"complete\": null", "null for a truth")]
    [InlineData("\"name\": \"orders\"", "\"name\": null", "null for a table's name")]
    [InlineData("\"type\": \"NUMERIC(10, 2)\"", "\"type\": null", "null for a type")]
    [InlineData("\"sql\": \"total >= 0\"", "\"sql\": null", "null for a check's text")]
    [InlineData("\"sql\": \"1\"", "\"sql\": null", "null for an expression")]
    [InlineData("\"targetTable\": \"customers\"", "\"targetTable\": null", "null for a target")]
    [InlineData("\"reason\": \"unknown\"", "\"reason\": null", "null for a reason")]
    [InlineData("\"error\": \"e\"", "\"error\": null", "null for an error")]
    [InlineData("\"primaryKey\": [\"id\"]", "\"primaryKey\": null", "null for a list")]
    [InlineData("\"columns\": [\"customer_id\"]", "\"columns\": null", "null for a key's columns")]
    [InlineData("\"files\": [\"shop.py\"]", "\"files\": null", "null for the closure's files")]
    [InlineData("\"primaryKey\": [\"id\"]", "\"primaryKey\": [null]", "null in a primary key")]
    [InlineData("\"name\": null, \"columns\": [\"number\"]", "\"name\": null, \"columns\": [null]", "null in a constraint's columns")]
    [InlineData("\"name\": \"ix\", \"columns\": [\"number\"]", "\"name\": \"ix\", \"columns\": [null]", "null in an index's columns")]
    [InlineData("\"columns\": [\"customer_id\"]", "\"columns\": [\"customer_id\", null]", "null in a key's columns")]
    [InlineData("\"targetColumns\": [\"key\"]", "\"targetColumns\": [null]", "null in a key's target columns")]
    [InlineData("\"enum\": [\"a\"]", "\"enum\": [\"a\", null]", "null among values")]
    [InlineData("\"modules\": [\"celery\"]", "\"modules\": [null]", "null among modules")]
    [InlineData("\"files\": [\"shop.py\"]", "\"files\": [null]", "null among files")]
    [InlineData("\"absent\": [\"celery.py\"]", "\"absent\": [null]", "null among look-ups")]
    [InlineData("\"tables\": [", "\"tables\": [null,", "null among tables")]
    [InlineData("\"missing\": [", "\"missing\": [null,", "null among missing parts")]
    [InlineData("\"uniques\": [", "\"uniques\": [null,", "null among unique constraints")]
    [InlineData("\"foreignKeys\": [", "\"foreignKeys\": [null,", "null among foreign keys")]
    [InlineData("\"indexes\": [", "\"indexes\": [null,", "null among indexes")]
    [InlineData("\"checks\": [", "\"checks\": [null,", "null among checks")]
    [InlineData("\"unloaded\": [", "\"unloaded\": [null,", "null among unloaded tables")]
    [InlineData("\"failed\": [", "\"failed\": [null,", "null among failed statements")]
    [InlineData("\"mocked\": [", "\"mocked\": [null,", "null among mocks")]
    [InlineData("\"class\": \"shop.Order\"", "\"class\": \"\\ud800\"", "half of a character")]
    [InlineData("\"class\": \"shop.Order\"", "\"class\": [[[[[[[[[[[[[[[[[[[[\"x\"]]]]]]]]]]]]]]]]]]]]", "too deep")]
    [InlineData("\"celery.py\"] }\n}", "\"celery.py\"] }\n} {}", "a second document")]
    [InlineData("\"celery.py\"] }\n}", "\"celery.py\"] }\n", "no end")]
    [InlineData("\"dialect\"", "/* why */ \"dialect\"", "a comment")]
    public void Refuses_what_does_not_fit(string old, string replacement, string why)
    {
        var at = Valid.IndexOf(old, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, why);
        ShouldRefuse(Encoding.UTF8.GetBytes(Valid[..at] + replacement + Valid[(at + old.Length)..]), why);
    }

    [Fact]
    public void Refuses_every_truncation()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        for (var length = 0; length < bytes.Length; length++)
        {
            ShouldRefuse(bytes[..length], $"{length} bytes");
        }
    }

    [Fact]
    public void Refuses_other_roots_and_bytes_that_are_no_text()
    {
        foreach (var text in (string[])["null", "[]", "1", "\"contractcheck-schema\"", "{}"])
        {
            ShouldRefuse(Encoding.UTF8.GetBytes(text), text);
        }

        ShouldRefuse([.. Encoding.UTF8.GetBytes(Valid.Replace("shop.Order\"", "", StringComparison.Ordinal)), 0xFF, 0x22], "no UTF-8");
        var inside = Encoding.UTF8.GetBytes(Valid);
        inside[Valid.IndexOf("orders", StringComparison.Ordinal)] = 0xFF;
        ShouldRefuse(inside, "no UTF-8 in a name");
    }

    private static void ShouldRefuse(byte[] document, string why)
    {
        var refusal = Should.Throw<CheckException>(() => SchemaDocumentReader.Read(document), why);
        refusal.ExitCode.ShouldBe(ExitCode.NoVerdict);
        refusal.Rule.ShouldBe("CC901");
    }

    private static DatabaseSchema Read(string text) => SchemaDocumentReader.Read(Encoding.UTF8.GetBytes(text));
}
