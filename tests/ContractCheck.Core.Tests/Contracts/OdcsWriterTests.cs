using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts;

public sealed class OdcsWriterTests
{
    [Fact]
    public void A_contract_reads_from_the_whole_to_the_parts()
    {
        var customers = new Table
        {
            Name = new TableName("sales", "customers"),
            Columns =
            [
                Column("id", "INTEGER") with { Nullable = false },
                Column("region", "VARCHAR(2)", length: 2) with { Nullable = false },
            ],
            PrimaryKey = ["region", "id"],
        };
        var orders = new Table
        {
            Name = new TableName("sales", "orders"),
            Comment = "One row per order: paid or not.",
            Complete = false,
            Missing = [new MissingPart("acme.db.Audited", "acme", "columns of this base are unknown")],
            PrimaryKey = ["id"],
            Columns =
            [
                Column("id", "BIGINT") with { Nullable = false },
                Column("parent_id", "BIGINT") with { Comment = "The order that this one mends" },
                Column("customer_id", "INTEGER"),
                Column("region", "VARCHAR(2)", length: 2),
                Column("status", "order_status", "open", "no") with { Nullable = false },
                Column("placed_at", "TIMESTAMP WITH TIME ZONE", timezone: true),
                new Column { Name = "embedding", Nullable = true, Type = new ColumnType { Sql = "Vector(1536)", Resolved = false } },
            ],
            Uniques = [new UniqueConstraint(null, ["parent_id"]), new UniqueConstraint("uq_orders", ["customer_id", "placed_at"])],
            ForeignKeys =
            [
                new ForeignKey { Columns = ["parent_id"], Target = new TableName("sales", "orders"), TargetColumns = ["id"] },
                new ForeignKey
                {
                    Columns = ["region", "customer_id"], Target = customers.Name, TargetColumns = ["region", "id"],
                },
                new ForeignKey { Columns = ["customer_id"], Target = new TableName(null, "not_listed"), TargetColumns = ["id"] },
            ],
        };

        OdcsWriter.Write("shop", "Shop", [orders, customers], "postgresql").ShouldBe(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: shop
            name: Shop
            version: 1.0.0
            status: active
            schema:
              - name: customers
                physicalName: sales.customers
                physicalType: table
                properties:
                  - name: id
                    logicalType: integer
                    physicalType: INTEGER
                    required: true
                    primaryKey: true
                    primaryKeyPosition: 2
                  - name: region
                    logicalType: string
                    logicalTypeOptions:
                      maxLength: 2
                    physicalType: VARCHAR(2)
                    required: true
                    primaryKey: true
                    primaryKeyPosition: 1
              - name: orders
                physicalName: sales.orders
                physicalType: table
                description: "One row per order: paid or not. Columns of acme.db.Audited (acme) are not listed."
                relationships:
                  - type: foreignKey
                    from:
                      - orders.region
                      - orders.customer_id
                    to:
                      - customers.region
                      - customers.id
                properties:
                  - name: id
                    logicalType: integer
                    physicalType: BIGINT
                    required: true
                    primaryKey: true
                    primaryKeyPosition: 1
                  - name: parent_id
                    logicalType: integer
                    physicalType: BIGINT
                    unique: true
                    description: The order that this one mends
                    relationships:
                      - type: foreignKey
                        to: orders.id
                  - name: customer_id
                    logicalType: integer
                    physicalType: INTEGER
                  - name: region
                    logicalType: string
                    logicalTypeOptions:
                      maxLength: 2
                    physicalType: VARCHAR(2)
                  - name: status
                    logicalType: string
                    physicalType: order_status
                    required: true
                    quality:
                      - type: library
                        metric: invalidValues
                        arguments:
                          validValues:
                            - open
                            - "no"
                        mustBe: 0
                  - name: placed_at
                    logicalType: timestamp
                    logicalTypeOptions:
                      timezone: true
                    physicalType: TIMESTAMP WITH TIME ZONE
                  - name: embedding
                quality:
                  - name: uq_orders
                    type: library
                    metric: duplicateValues
                    arguments:
                      properties:
                        - customer_id
                        - placed_at
                    mustBe: 0
            customProperties:
              - property: sqlDialect
                value: postgresql

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("null")]
    [InlineData("1e3")]
    [InlineData("0x1F")]
    [InlineData("2024-01-01")]
    [InlineData("12:30")]
    [InlineData("#x")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData("- a")]
    [InlineData("? a")]
    [InlineData("{a}")]
    [InlineData("[a")]
    [InlineData("*a")]
    [InlineData("&a")]
    [InlineData("!a")]
    [InlineData("%a")]
    [InlineData("@a")]
    [InlineData("`a")]
    [InlineData("|")]
    [InlineData("~")]
    [InlineData("")]
    [InlineData(" a")]
    [InlineData("a ")]
    [InlineData("a\nb\r\n\tc\n")]
    [InlineData("it's \"quoted\" \\ here")]
    [InlineData("größe 日本 😀")]
    [InlineData("\u0001\u0085\u2028\u202E\uFEFF")]
    [InlineData("---")]
    [InlineData("...")]
    public void Any_name_comes_back_as_it_was(string name)
    {
        var table = new Table
        {
            Name = new TableName(name, name + "."),
            Comment = name,
            Columns = [Column(name, name, name, "other") with { Comment = name }],
            Uniques = [new UniqueConstraint(name, [name, "other"])],
        };

        var contract = Read(OdcsWriter.Write(name, name, [table], name));

        contract.Id.ShouldBe(name);
        contract.Name.ShouldBe(name);
        contract.CustomProperties.ShouldHaveSingleItem().Value.ShouldBe(name);
        var read = contract.Tables.ShouldHaveSingleItem();
        read.LookupName.ShouldBe(table.Name);
        read.Uniques.ShouldHaveSingleItem().Columns.ShouldBe([name, "other"]);
        var column = read.Columns.ShouldHaveSingleItem();
        column.LookupName.ShouldBe(name);
        column.PhysicalType!.Value.ShouldBe(name);
        column.AllowedValues!.Values.ShouldBe([name, "other"]);
        column.Description.ShouldBe(name.Length == 0 ? null : name);
    }

    [Fact]
    public void Names_that_cannot_stand_in_a_reference_get_one_that_can()
    {
        var target = new Table { Name = new TableName(null, "my-table"), Columns = [Column("größe", "TEXT"), Column("gr__e", "TEXT")] };
        var other = new Table { Name = new TableName("s", "my-table"), Columns = [Column("größe", "TEXT")] };
        var source = new Table
        {
            Name = new TableName(null, "source"),
            Columns = [Column("1st", "TEXT")],
            ForeignKeys =
            [
                new ForeignKey { Columns = ["1st"], Target = target.Name, TargetColumns = ["größe"] },
                new ForeignKey { Columns = ["1st"], Target = other.Name, TargetColumns = ["größe"] },
            ],
        };

        var contract = Read(OdcsWriter.Write("id", null, [source, target, other], "postgresql"));

        contract.Tables.Single(t => t.LookupName == source.Name).Relationships
            .Select(r => $"{r.FromColumns.Single()} > {r.ToTable} {r.ToColumns.Single()}")
            .ShouldBe(["1st > my-table größe", "1st > s.my-table größe"]);
        contract.Tables.Single(t => t.LookupName == target.Name).Columns.Select(c => (c.Name, c.LookupName))
            .ShouldBe([("gr__e_2", "größe"), ("gr__e", "gr__e")]);
    }

    [Fact]
    public void A_table_without_columns_and_a_contract_without_tables_can_be_read()
    {
        Read(OdcsWriter.Write("id", null, [], "sqlite")).Tables.ShouldBeEmpty();
        Read(OdcsWriter.Write("id", null, [new Table { Name = new TableName(null, "t"), Columns = [] }], "sqlite"))
            .Tables.ShouldHaveSingleItem().Columns.ShouldBeEmpty();
    }

    private static Contract Read(string text)
    {
        var reading = ContractReader.Read("written.odcs.yaml", text);
        reading.Errors.ShouldBeEmpty();
        return reading.Contract!;
    }

    private static Column Column(string name, string sql, params string[] values) => Column(name, sql, null, null, values);

    private static Column Column(string name, string sql, int? length = null, bool? timezone = null, params string[] values) => new()
    {
        Name = name,
        Nullable = true,
        Type = new ColumnType { Sql = sql, Length = length, Timezone = timezone, EnumValues = [.. values] },
    };
}
