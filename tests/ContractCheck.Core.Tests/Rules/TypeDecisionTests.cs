using System.Runtime.CompilerServices;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Rules.Promises;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Tests.Contracts;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>The decision table about types, and the columns of real applications in the spelling of each database.</summary>
public sealed class TypeDecisionTests
{
    private static readonly ContractPosition Here = new("contract.yaml", 1, 1);

    [Fact]
    public void Each_type_keeps_what_the_table_says()
    {
        var wrong = new List<string>();
        foreach (var block in File.ReadAllText(TableFile()).Split("\n\n").Where(b => !b.StartsWith('#')))
        {
            var lines = block.Trim().Split('\n');
            var dialects = lines[0].Split(", ");
            foreach (var row in lines.Skip(1).Select(l => l.Split(" | ")))
            {
                var type = new ColumnType { Sql = row[1], EnumValues = row[1].StartsWith("ENUM", StringComparison.Ordinal) ? ["a", "b"] : [] };
                if (IsKept(row[0], dialects[0], type, dialects[1]) != (row[2] == "kept"))
                {
                    wrong.Add($"{lines[0]}: {string.Join(" | ", row)}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("postgresql")]
    [InlineData("mysql")]
    [InlineData("mariadb")]
    [InlineData("sqlite")]
    [InlineData("mssql")]
    [InlineData("oracle")]
    [InlineData("snowflake")]
    [InlineData("bigquery")]
    [InlineData("redshift")]
    [InlineData("databricks")]
    public void A_warehouse_s_spelling_of_every_real_column_is_kept(string dialect)
    {
        var columns = 0;
        foreach (var table in SharedData.Files("truth", "*.json.gz").SelectMany(f => TruthFile.Read(f)))
        {
            foreach (var column in table.Columns.Where(c => TypeSpelling.In(dialect, TypeChange.Shape(c.Type)) is not null))
            {
                var spelt = TypeSpelling.In(dialect, TypeChange.Shape(column.Type))!;
                IsKept(spelt, dialect, column.Type, "postgresql").ShouldBeTrue($"{table.Name}.{column.Name}: {spelt} for {column.Type.Sql}");
                columns++;
            }
        }

        columns.ShouldBeGreaterThan(2000);
    }

    private static bool IsKept(string promised, string promisedDialect, ColumnType type, string actualDialect) => !TypePromise.Broken(
        new ContractColumn { Name = "x", Position = Here, PhysicalType = new Promise<string>(promised, Here) },
        type,
        (promisedDialect == "any" ? null : promisedDialect, actualDialect)).Any();

    private static string TableFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "type-decisions.txt");
}
