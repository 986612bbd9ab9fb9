using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;

namespace ContractCheck.Page.Tests;

/// <summary>Reports made by hand.</summary>
internal static class Reports
{
    private static readonly RevisionInfo Head = new("feature/currency", "0123456789abcdef0123456789abcdef01234567", null)
    {
        Source = new SourceAddress(new Uri("https://github.com/example/shop/blob/0123456"), "#L"),
    };

    private static readonly Contract Contract = ContractReader.Read(
        "contracts/orders.odcs.yaml",
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: orders
        name: Orders
        version: 1.2.0
        status: active
        schema:
          - name: orders
            logicalType: object
            properties: [{name: currency, required: true}]
        """).Contract!;

    /// <summary>A change of the table orders that gives these findings, each with its impact.</summary>
    public static Report Of(LineageGraph graph, params Finding[] findings)
    {
        string[] plain = ["customer_id", "total", "placed_at"];
        var before = Schema(Table("orders", [.. plain, "currency", "legacy_code"]), Table("customers", ["email", "name"]));
        var orders = Table("orders", [.. plain, "currency"]);
        var after = Schema(orders with { Columns = orders.Columns.SetItem(4, orders.Columns[4] with { Type = new ColumnType { Sql = "VARCHAR(3)" } }) }, Table("customers", ["email", "name"]));
        return Compared(before, after, [.. findings.Select(f => f with { Impact = ImpactAnalysis.Of(graph, $"table.{f.Table}", f.Column is { } c ? [c] : []) })]) with { Lineage = graph };
    }

    /// <summary>A table with many columns, of which some changed, for every number.</summary>
    public static Report Many(int tables, int columns)
    {
        Table Numbered(int number, string type) => Table($"table_{number:0000}", [.. Enumerable.Range(0, columns - 1).Select(i => $"column_{i:00}")]) is var table && number % 10 == 0
            ? table with { Columns = table.Columns.SetItem(3, table.Columns[3] with { Type = new ColumnType { Sql = type } }) }
            : table;
        var findings = Enumerable.Range(0, tables).Where(n => n % 10 == 0)
            .Select(n => Finding("CC206", "type-narrowed", $"table_{n:0000}", "column_02", "holds less than before") with { Severity = n % 50 == 0 ? Severity.Error : Severity.Info });
        return Compared(
            Schema([.. Enumerable.Range(0, tables).Select(n => Numbered(n, "VARCHAR(80)"))]), Schema([.. Enumerable.Range(0, tables).Select(n => Numbered(n, "VARCHAR(40)"))]), [.. findings]);
    }

    public static Report Compared(DatabaseSchema before, DatabaseSchema after, params Finding[] findings)
    {
        var changes = SchemaDiff.Between(before, after);
        return new Report
        {
            Verdict = new Verdict { Outcome = findings.Any(f => f.Severity == Severity.Error) ? Outcome.Failed : Outcome.Passed, Introduced = [.. findings] },
            Head = Head,
            Base = new RevisionInfo("origin/main", "fedcba9876543210fedcba9876543210fedcba98", "merge base with origin/main"),
            Contracts = [Contract],
            Profile = Profile.Reader,
            Schemas = new ComparedSchemas(before, after, changes),
            Tables = after.Tables.Length,
            Columns = after.Tables.Sum(t => t.Columns.Length),
        };
    }

    public static Finding Finding(string rule, string name, string table, string? column, string message) => new()
    {
        Rule = rule,
        RuleName = name,
        Severity = Severity.Error,
        Table = new TableName(null, table),
        Column = column,
        Message = message,
        Location = new SourceLocation("shop/models.py", 12),
        BaseLocation = new SourceLocation("shop/models.py", 14),
        Promises = [new BrokenPromise("CC502", "orders", "Orders", "1.2.0", "2.0.0", "Shop", "column, required", new ContractPosition("contracts/orders.odcs.yaml", 20, 5))],
        Advice = ["restore the column", "deprecate it first"],
    };

    public static DatabaseSchema Schema(params Table[] tables) => DatabaseSchema.Empty("postgresql") with { Tables = [.. tables.OrderBy(t => t.Name)] };

    public static Table Table(string name, params string[] columns) => new()
    {
        Name = new TableName(null, name),
        Class = $"shop.{name}",
        Location = new SourceLocation("shop/models.py", 10),
        Columns =
        [
            new Column { Name = "id", Type = new ColumnType { Sql = "INTEGER" }, Nullable = false, PrimaryKey = true, Identity = true },
            .. columns.Select(c => new Column { Name = c, Type = new ColumnType { Sql = "VARCHAR(80)" }, Nullable = true, ServerDefault = c == "currency" ? "'EUR'" : null }),
        ],
        PrimaryKey = ["id"],
        Indexes = [new TableIndex(null, [columns[0]], Unique: false)],
    };
}
