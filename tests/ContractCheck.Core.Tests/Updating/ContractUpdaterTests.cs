using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Updating;
using static ContractCheck.Core.Tests.Sample;

namespace ContractCheck.Core.Tests.Updating;

/// <summary>A contract is brought in line with the models, and keeps whatever else stands in its file.</summary>
public sealed class ContractUpdaterTests
{
    private const string Text = """
        # Ours.
        apiVersion: v3.1.0
        kind: DataContract
        id: shop
        version: 1.2.0   # raised by hand
        status: active
        schema:
          # The heart of it.
          - name: orders
            physicalType: table
            properties:
              - name: id
                logicalType: integer
                primaryKey: true
              # What the customer sees.
              - name: code
                logicalType: string
                logicalTypeOptions:
                  maxLength: 20   # characters
                physicalType: "VARCHAR(20)"  # as in the ledger
                required: true
                unique: true
              - {name: total, logicalType: number, required: true}
              - name: status
                logicalType: string
                quality:
                  - type: library
                    metric: invalidValues
                    arguments:
                      validValues:
                        - new
                        - paid
                    mustBe: 0
              # The last one.
              - name: customer_id
                logicalType: integer
                relationships:
                  - to: customers.id

          - name: customers
            properties:
              - name: id
                logicalType: integer
        """;

    private static readonly Table Customers = Sample.Table("customers");

    private static readonly Table Orders = Sample.Table(
        "orders", Column("code", "VARCHAR(20)"), Column("total", "NUMERIC(10, 2)"), Column("status", "VARCHAR(8)", "new", "paid"), Column("customer_id", "INTEGER")) with
    {
        Uniques = [Unique("code")], ForeignKeys = [Reference("customer_id", "customers")],
    };

    [Fact]
    public void What_is_kept_stays_as_it_is() => Updated(Tables(Orders, Customers)).ShouldBe((Text, "1.2.0"));

    [Fact]
    public void A_column_that_is_gone_goes_with_its_block_and_no_more()
    {
        var (text, version) = Updated(Tables(Orders with { Columns = [.. Orders.Columns.Where(c => c.Name != "code")], Uniques = [] }, Customers));
        version.ShouldBe("2.0.0");
        text.ShouldBe(Without(Text, "      - name: code", "        unique: true").Replace("version: 1.2.0 ", "version: 2.0.0 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Facts_change_in_place()
    {
        var changed = Orders with
        {
            Columns =
            [
                .. Orders.Columns.Select(c => c.Name switch
                {
                    "code" => c with { Type = new ColumnType { Sql = "VARCHAR(40)" } },
                    "total" => c with { Nullable = true },
                    "status" => c with { Type = new ColumnType { Sql = "VARCHAR(8)", EnumValues = ["new", "paid", "lost"] } },
                    _ => c,
                }),
            ],
            ForeignKeys = [],
        };
        var (text, version) = Updated(Tables(changed, Customers));
        version.ShouldBe("2.0.0");
        text.ShouldBe(Without(Text, "        relationships:", "          - to: customers.id")
            .Replace("version: 1.2.0 ", "version: 2.0.0 ", StringComparison.Ordinal)
            .Replace("maxLength: 20   #", "maxLength: 40   #", StringComparison.Ordinal)
            .Replace("\"VARCHAR(20)\"  #", "VARCHAR(40)  #", StringComparison.Ordinal)
            .Replace("number, required: true}", "number, required: false}", StringComparison.Ordinal)
            .Replace("                - paid\n", "                - paid\n                - lost\n", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_that_is_gone_goes()
    {
        var (text, version) = Updated(Tables(Orders with { ForeignKeys = [] }));
        version.ShouldBe("2.0.0");
        text.ShouldNotContain("customers");
        text.ShouldContain("# The last one.");
    }

    [Fact]
    public void What_is_renamed_gets_its_physical_name()
    {
        var renamed = Orders with { Columns = [.. Orders.Columns.Select(c => c.Name == "code" ? c with { Name = "code_nr" } : c)], Uniques = [Unique("code_nr")] };
        var (text, version) = Updated(Tables(renamed, Customers));
        version.ShouldBe("2.0.0");
        text.ShouldBe(Text.Replace("version: 1.2.0 ", "version: 2.0.0 ", StringComparison.Ordinal)
            .Replace("      - name: code\n", "      - name: code\n        physicalName: code_nr\n", StringComparison.Ordinal));
    }

    [Fact]
    public void Further_columns_are_promised_where_that_is_asked_for()
    {
        var more = Orders with { Columns = [.. Orders.Columns, Column("note", "TEXT") with { Nullable = true }] };
        Updated(Tables(more, Customers)).ShouldBe((Text, "1.2.0"));
        var (text, version) = Updated(Tables(more, Customers), addColumns: true);
        version.ShouldBe("1.3.0");
        text.ShouldContain("          - to: customers.id\n      - name: note\n        logicalType: string\n        physicalType: TEXT\n");
    }

    [Fact]
    public void A_version_that_was_raised_far_enough_stays()
    {
        var gone = Tables(Orders with { Columns = [.. Orders.Columns.Where(c => c.Name != "status")] }, Customers);
        Update(Text.Replace("1.2.0", "2.0.0", StringComparison.Ordinal), gone, Read(Text)).Version.ShouldBe("2.0.0");
        Update(Text.Replace("1.2.0", "1.3.0", StringComparison.Ordinal), gone, Read(Text)).Version.ShouldBe("2.0.0");
    }

    [Fact]
    public void A_second_time_there_is_nothing_to_do()
    {
        var schema = Tables(Orders with { Columns = [.. Orders.Columns.Where(c => c.Name != "status")], Uniques = [] }, Customers);
        var once = Updated(schema).Text;
        Update(once, schema, Read(Text)).Text.ShouldBe(once);
    }

    [Fact]
    public void Json_keeps_its_order()
    {
        const string Json = """
            {"version": "1.0.0", "kind": "DataContract", "apiVersion": "v3.1.0", "id": "shop", "status": "active",
             "schema": [{"name": "customers", "properties": [{"name": "id", "logicalType": "integer"}, {"name": "mail", "required": true}]}]}
            """;
        var reading = ContractReader.Read("shop.odcs.json", Json).Contract!;
        var update = ContractUpdater.Update(Input(reading, Json, Tables(Customers), reading));
        update.Text.ShouldStartWith("{\n  \"version\": \"2.0.0\",\n  \"kind\"");
        update.Text.ShouldNotContain("mail");
    }

    [Fact]
    public void A_comment_at_the_margin_ends_no_block()
    {
        var text = Text.Replace("        logicalTypeOptions:\n          maxLength: 20", "# of the customer\n        logicalTypeOptions:\n          maxLength: 20", StringComparison.Ordinal);
        var gone = Tables(Orders with { Columns = [.. Orders.Columns.Where(c => c.Name != "code")], Uniques = [] }, Customers);
        Update(text, gone, Read(text)).Text.ShouldBe(Without(Text, "      - name: code", "        unique: true").Replace("version: 1.2.0 ", "version: 2.0.0 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("      - {name: total,\n         logicalType: string,\n         logicalTypeOptions: {maxLength: 10}, required: true,\n         classification: x}")]
    public void A_flow_of_several_lines_is_left_alone(string flow)
    {
        var text = Text.Replace("      - {name: total, logicalType: number, required: true}", flow, StringComparison.Ordinal);
        Should.Throw<CheckException>(() => Update(text, Tables(Orders, Customers), Read(text))).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Theory]
    [InlineData('\u2028')]
    [InlineData('\u0085')]
    [InlineData('\r')]
    public void Line_breaks_of_yaml_alone_are_refused(char separator)
    {
        var text = $"# a{separator}# b{separator}# c\n{Text}";
        var gone = Tables(Orders with { Columns = [.. Orders.Columns.Where(c => c.Name != "code")], Uniques = [] }, Customers);
        Should.Throw<CheckException>(() => Update(text, gone, Read(text))).ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public void Line_ends_stay_those_of_the_file()
    {
        var text = Text.Replace("\n", "\r\n", StringComparison.Ordinal);
        var renamed = Orders with { Columns = [.. Orders.Columns.Select(c => c.Name == "code" ? c with { Name = "code_nr" } : c)], Uniques = [Unique("code_nr")] };
        Update(text, Tables(renamed, Customers), Read(text)).Text.ShouldContain("      - name: code\r\n        physicalName: code_nr\r\n");
    }

    [Fact]
    public void Relationships_follow_a_renamed_table()
    {
        var clients = Customers with { Name = new TableName(null, "clients") };
        var (text, version) = Updated(Tables(Orders with { ForeignKeys = [Reference("customer_id", "clients")] }, clients));
        version.ShouldBe("2.0.0");
        text.ShouldBe(Text.Replace("version: 1.2.0 ", "version: 2.0.0 ", StringComparison.Ordinal).Replace("  - name: customers\n", "  - name: customers\n    physicalName: clients\n", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_known_is_not_taken_out()
    {
        var unknown = Tables(Orders with { Columns = [.. Orders.Columns.Where(c => c.Name != "code")], Uniques = [] }, Customers) is var schema
            ? schema with { Tables = [.. schema.Tables.Select(t => t.Name.Name == "orders" ? t.Incomplete() : t)] }
            : throw new InvalidOperationException();
        Should.Throw<CheckException>(() => Updated(unknown)).ExitCode.ShouldBe(ExitCode.NoVerdict);
    }

    [Fact]
    public void A_style_that_cannot_be_kept_is_refused_with_its_line()
    {
        var text = Text.Replace("                        - new\n                        - paid\n", "", StringComparison.Ordinal).Replace("validValues:\n", "validValues: [new, paid]\n", StringComparison.Ordinal)
            .Replace("                - new\n                - paid\n", "", StringComparison.Ordinal);
        var more = Orders with { Columns = [.. Orders.Columns.Select(c => c.Name == "status" ? c with { Type = new ColumnType { Sql = "VARCHAR(8)", EnumValues = ["new", "paid", "lost"] } } : c)] };
        Should.Throw<CheckException>(() => Update(text, Tables(more, Customers), null)).Message.ShouldContain("contracts/shop.odcs.yaml:30:");
    }

    private static (string Text, string Version) Updated(DatabaseSchema schema, bool addColumns = false) => Update(Text, schema, Read(Text), addColumns);

    private static (string Text, string Version) Update(string text, DatabaseSchema schema, Contract? before, bool addColumns = false)
    {
        var update = ContractUpdater.Update(Input(Read(text), text, schema, before) with { AddColumns = addColumns });
        return (update.Text, Read(update.Text).Version.Value);
    }

    private static ContractUpdateInput Input(Contract contract, string text, DatabaseSchema schema, Contract? before) =>
        new() { Contract = contract, Text = text, Base = before, BaseSchema = Tables(Orders, Customers), Schema = schema };

    private static Contract Read(string text)
    {
        var reading = ContractReader.Read("contracts/shop.odcs.yaml", text);
        reading.Errors.ShouldBeEmpty();
        return reading.Contract!;
    }

    /// <summary>The text without the lines from one to another.</summary>
    private static string Without(string text, string first, string last)
    {
        var start = text.IndexOf(first, StringComparison.Ordinal);
        var end = text.IndexOf(last, start, StringComparison.Ordinal) + last.Length + 1;
        return text[..start] + text[end..];
    }
}
