using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts.DataContractSpecification;

public sealed class DataContractSpecificationTests
{
    internal const string Orders =
        """
        dataContractSpecification: 1.1.0
        id: urn:datacontract:checkout:orders
        info:
          title: Orders
          version: 2.1.0
          status: in development
          owner: Checkout Team
          contact: {name: John Doe, url: https://chat.example/checkout}
        servers:
          production: {type: postgres, host: db, port: 5432, database: shop, schema: sales}
        terms:
          noticePeriod: P3M
        models:
          orders:
            description: One record per order.
            type: table
            primaryKey: [order_id, line]
            fields:
              order_id:
                $ref: '#/definitions/checkout/order_id'
                required: true
                unique: true
              line:
                type: int
              customer_id:
                type: text
                references: customers.id
                minLength: 10
                maxLength: 20
              state:
                type: varchar
                enum: [new, paid]
              total:
                type: decimal
                precision: 10
                scale: 2
              placed:
                type: timestamp
              shipped:
                type: timestamp_ntz
                config:
                  postgresType: timestamp(3)
                  snowflakeType: TIMESTAMP_NTZ
                  sunset: 2027-03-01
              address:
                type: record
                fields:
                  street: {type: string, references: customers.address.street}
          customers:
            fields:
              id: {type: long, primary: true}
        definitions:
          checkout/order_id:
            type: text
            format: uuid
            title: Order ID
            pii: true
            classification: restricted
        servicelevels:
          retention: {description: kept for a year, period: P1Y}
        """;

    [Fact]
    public void Facts_of_the_contract_are_read()
    {
        var contract = Contract(Orders);

        (contract.Id, contract.Name, contract.Version.Value, contract.Owner).ShouldBe(("urn:datacontract:checkout:orders", "Orders", "2.1.0", "Checkout Team"));
        contract.Format.ShouldBe("Data Contract Specification 1.1.0");
        contract.Version.Position.ShouldBe(new ContractPosition("datacontract.yaml", 5, 3));
        Lifecycle.IsDraft(contract).ShouldBeTrue();
        var server = contract.Servers.ShouldHaveSingleItem();
        (server.Name, server.Type, server.Database, server.Schema).ShouldBe(("production", "postgres", "shop", "sales"));
        contract.Support.ShouldHaveSingleItem().Channel.ShouldBe("John Doe");
        contract.ServiceLevels.ShouldHaveSingleItem().Value.ShouldBe("P1Y");
    }

    [Fact]
    public void Fields_are_columns()
    {
        var table = Contract(Orders).Tables[0];

        table.LookupName.ShouldBe(new TableName(null, "orders"));
        table.Columns.Select(c => $"{c.Name} {c.LogicalType?.Value} {c.PhysicalType?.Value}".TrimEnd()).ShouldBe(
        [
            "order_id string", "line integer", "customer_id string", "state string", "total number NUMERIC(10, 2)", "placed timestamp",
            "shipped timestamp timestamp(3)", "address object",
        ]);
        table.PrimaryKey.Select(c => c.Name).ShouldBe(["order_id", "line"]);
        table.Columns[2].Options.MaxLength!.Value.ShouldBe(20);
        table.Columns[3].AllowedValues!.Values.ShouldBe(["new", "paid"]);
        table.Columns[5].Options.Timezone!.Value.ShouldBeTrue();
        table.Columns[6].Options.Timezone!.Value.ShouldBeFalse();
        Lifecycle.SunsetOf(table.Columns[6].CustomProperties).ShouldBe(new DateOnly(2027, 3, 1));
        table.Columns[7].Properties.ShouldHaveSingleItem().Name.ShouldBe("street");
        var relationship = table.Relationships.ShouldHaveSingleItem();
        (relationship.FromColumns[0], relationship.ToTable, relationship.ToColumns[0]).ShouldBe(("customer_id", new TableName(null, "customers"), "id"));
        Contract(Orders).Tables[1].PrimaryKey.ShouldHaveSingleItem().PrimaryKey!.Position.Line.ShouldBe(51);
    }

    [Fact]
    public void A_field_completes_itself_by_its_definition()
    {
        var column = Contract(Orders).Tables[0].Columns[0];

        (column.LogicalType!.Value, column.Options.Format!.Value, column.Classification, column.Required!.Value).ShouldBe(("string", "uuid", "restricted", true));
        column.LogicalType.Position.Line.ShouldBe(54);
        column.Required.Position.Line.ShouldBe(21);
        column.CustomProperties.ShouldHaveSingleItem().Property.ShouldBe("pii");
    }

    [Theory]
    [InlineData("0.9.3")]
    [InlineData("1.2.0")]
    [InlineData("1.3.7")]
    public void Versions_that_describe_tables_alike_are_read(string version) =>
        Contract(Orders.Replace("1.1.0", version, StringComparison.Ordinal)).Tables.Length.ShouldBe(2);

    [Theory]
    [InlineData("dataContractSpecification: 0.9.0\n", "1:28: dataContractSpecification '0.9.0' is not read; read are 1.x.y and 0.9.3 (write 'dataContractSpecification: 1.1.0')")]
    [InlineData("dataContractSpecification: 1.1\n", "1:28: dataContractSpecification '1.1' is not read; read are 1.x.y and 0.9.3 (write 'dataContractSpecification: 1.1.0')")]
    [InlineData("id: x\n", "1:1: the contract has no 'dataContractSpecification' (write 'dataContractSpecification: 1.1.0')")]
    [InlineData("dataContractSpecification: 1.1.0\nid: x\ninfo: {title: t, version: 1.0}\n", "3:27: 'version' must be a string, not a number (put it in quotes: \"1.0\")")]
    [InlineData("dataContractSpecification: 1.1.0\nid: x\ninfo: {title: t}\n", "3:7: the info has no 'version' (add 'version:')")]
    public void A_contract_without_its_fundamentals_is_refused(string text, string error) => Errors(text).ShouldBe([error]);

    [Theory]
    [InlineData("typ: text", "8:9: unknown key 'typ' in a field (did you mean 'type'?)")]
    [InlineData("type: strin", "8:15: 'strin' cannot be 'type' (did you mean 'string'?)")]
    [InlineData("required: yes", "8:19: 'required' must be true or false, not a string (write true)")]
    [InlineData("enum: new", "8:15: 'enum' must be a list, not a string (write each item on a line of its own that begins with '- ')")]
    [InlineData("$ref: '#/definitions/y'", "8:15: there is no definition 'y' (describe it under 'definitions:')")]
    [InlineData("$ref: https://example.com/definition.yaml", "8:15: 'https://example.com/definition.yaml' leads out of the file (only '#/definitions/NAME' is followed; write the keys out)")]
    [InlineData("references: orders", "8:21: 'orders' is no reference to a field (write 'model.field')")]
    [InlineData("maxLength: -1", "8:20: 'maxLength' must not be below 0")]
    public void A_field_that_breaks_the_specification_is_refused_with_the_way_out(string key, string error) =>
        Errors($"dataContractSpecification: 1.1.0\nid: x\ninfo: {{title: t, version: 1.0.0}}\nmodels:\n  m:\n    fields:\n      f:\n        {key}\n").ShouldBe([error]);

    [Fact]
    public void A_key_that_names_no_field_is_refused() =>
        Errors("dataContractSpecification: 1.1.0\nid: x\ninfo: {title: t, version: 1.0.0}\nmodels:\n  m:\n    primaryKey: [idd]\n    fields:\n      id: {type: int}\n")
            .ShouldBe(["6:18: the primary key names 'idd', which is no field of the model (did you mean 'id'?)"]);

    [Fact]
    public void Keys_of_ones_own_are_let_be() =>
        Contract("dataContractSpecification: 1.1.0\nid: x\ncostCentre: 7\ninfo: {title: t, version: 1.0.0, jira: A}\nmodels:\n  m:\n    x-owner: me\n    fields:\n      f: {type: int, nullability: none}\n")
            .Tables.ShouldHaveSingleItem();

    private static Contract Contract(string text)
    {
        var reading = ContractReader.Read("datacontract.yaml", text);
        reading.Errors.ShouldBeEmpty();
        return reading.Contract.ShouldNotBeNull();
    }

    private static string[] Errors(string text) =>
        [.. ContractReader.Read("datacontract.yaml", text).Errors.Select(e => e.ToString().Replace("datacontract.yaml:", "", StringComparison.Ordinal))];
}
