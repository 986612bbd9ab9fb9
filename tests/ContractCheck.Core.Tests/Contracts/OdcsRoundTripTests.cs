using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts;

/// <summary>What the writer promises of real schemas, the reader finds again, and the schema keeps.</summary>
public sealed class OdcsRoundTripTests
{
    public static TheoryData<string> Truths() => [.. SharedData.Files("truth", "*.json.gz")];

    [Fact]
    public void There_are_twelve_schemas() => SharedData.Files("truth", "*.json.gz").Count().ShouldBe(12);

    [Theory]
    [MemberData(nameof(Truths))]
    public void Facts_survive_writing_and_reading(string file)
    {
        var tables = TruthFile.Read(file);

        var text = OdcsWriter.Write("urn:truth", file, tables, "postgresql");
        var reading = ContractReader.Read("truth.odcs.yaml", text);

        reading.Errors.ShouldBeEmpty();
        reading.Contract!.Tables.Select(t => t.LookupName).ShouldBe(tables.Select(t => t.Name).Order());
        foreach (var table in tables)
        {
            var promised = reading.Contract.Tables.Single(t => t.LookupName == table.Name);
            promised.Columns.Select(ColumnFacts).ShouldBe(table.Columns.Select(c => ColumnFacts(table, c)));
            promised.PrimaryKey.Select(c => c.LookupName).ShouldBe(table.PrimaryKey);
            promised.Uniques.Select(u => string.Join(',', u.Columns))
                .ShouldBe(table.Uniques.Where(u => u.Columns.Length > 1).Select(u => string.Join(',', u.Columns)));
            promised.Relationships.Select(r => $"{string.Join(',', r.FromColumns)}>{r.ToTable}({string.Join(',', r.ToColumns)})")
                .ShouldBe(ForeignKeys(table), ignoreOrder: true);
        }
    }

    [Theory]
    [MemberData(nameof(Truths))]
    public void The_same_tables_in_any_order_give_the_same_text(string file)
    {
        var tables = TruthFile.Read(file);

        OdcsWriter.Write("id", null, tables.Reverse(), "postgresql").ShouldBe(OdcsWriter.Write("id", null, tables, "postgresql"));
    }

    private static IEnumerable<string> ForeignKeys(Table table) =>
        table.ForeignKeys.Select(k => $"{string.Join(',', k.Columns)}>{k.Target}({string.Join(',', k.TargetColumns)})");

    private static string ColumnFacts(Table table, Column column) => string.Join(
        " | ",
        column.Name,
        column.Type.Sql,
        column.Type.EnumValues.IsEmpty ? LogicalTypes.LogicalTypeOf(column.Type.Sql) : "string",
        column.Type.EnumValues.IsEmpty ? column.Type.Length : null,
        column.Type.Timezone,
        column.Nullable,
        table.PrimaryKey.Contains(column.Name, StringComparer.Ordinal),
        table.Uniques.Any(u => u.Columns is [var only] && only == column.Name),
        string.Join(',', column.Type.EnumValues));

    private static string ColumnFacts(ContractColumn column) => string.Join(
        " | ",
        column.LookupName,
        column.PhysicalType?.Value,
        column.LogicalType?.Value,
        column.Options.MaxLength?.Value,
        column.Options.Timezone?.Value,
        column.Required is not { Value: true },
        column.PrimaryKey is { Value: true },
        column.Unique is { Value: true },
        string.Join(',', column.AllowedValues?.Values ?? []));
}
