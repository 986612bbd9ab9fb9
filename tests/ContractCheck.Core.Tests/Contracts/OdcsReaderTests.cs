using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts;

public sealed class OdcsReaderTests
{
    [Fact]
    public void The_full_example_gives_its_facts()
    {
        const string File = "odcs/examples/full-example.odcs.yaml";
        var contract = ContractReader.Read(File, SharedData.Text(File)).Contract.ShouldNotBeNull();

        contract.Id.ShouldBe("53581432-6c55-4ba2-a65f-72344a91553a");
        contract.Version.ShouldBe(new Promise<string>("1.1.0", new ContractPosition(File, 4, 1)));
        contract.Status.ShouldBe("active");
        contract.Format.ShouldBe("ODCS v3.1.0");
        contract.Position.ShouldBe(new ContractPosition(File, 6, 1));
        contract.Owner.ShouldBe("daustin");
        contract.Team!.Members.Select(m => m.Left).ShouldBe(["2022-10-01", null, null]);
        contract.Support.Select(s => s.Channel).ShouldBe(["#product-help", "datacontract-ann", "Feedback", "product-issues"]);
        contract.ServiceLevels.First(s => s.Property == "endOfSupport").Value.ShouldBe("2032-05-12T09:30:10-08:00");
        var server = contract.Servers.ShouldHaveSingleItem();
        (server.Type, server.Database, server.Schema).ShouldBe(("postgres", "pypl-edw", "pp_access_views"));

        var table = contract.Tables[0];
        table.LookupName.ShouldBe(new TableName(null, "tbl_1"));
        table.Columns.Select(c => c.LookupName).ShouldBe(["txn_ref_dt", "rcvr_id", "rcvr_cntry_code"]);
        table.PrimaryKey.ShouldHaveSingleItem().Name.ShouldBe("rcvr_id");
        table.Relationships
            .Select(r => $"{r.Text}: {string.Join('+', r.FromColumns)} > {r.ToTable} {string.Join('+', r.ToColumns)}").ShouldBe(
        [
            "receivers.id: rcvr_id > receivers_master id",
            "receivers.id, receivers.country_code: rcvr_id+rcvr_cntry_code > receivers_master id+country_code",
        ]);
        contract.Tables[1].PrimaryKey.Select(c => c.Name).ShouldBe(["id", "country_code"]);
    }

    [Fact]
    public void Every_promise_knows_its_line()
    {
        var column = ContractText.Contract(
            """
            schema:
              - name: orders
                physicalName: sales.orders
                properties:
                  - name: total
                    physicalName: total_amount
                    logicalType: number
                    logicalTypeOptions:
                      format: f64
                    physicalType: NUMERIC(10, 2)
                    required: true
                    unique: false
                    classification: internal
                    customProperties:
                      - property: sunset
                        value: 2027-01-01
            """).Tables.ShouldHaveSingleItem().Columns.ShouldHaveSingleItem();

        column.LookupName.ShouldBe("total_amount");
        column.Position.Line.ShouldBe(10);
        column.LogicalType!.Position.Line.ShouldBe(12);
        column.Options.Format!.ShouldBe(new Promise<string>("f64", new ContractPosition("shop.odcs.yaml", 14, 11)));
        column.PhysicalType!.Position.Line.ShouldBe(15);
        column.Required.ShouldBe(new Promise<bool>(true, new ContractPosition("shop.odcs.yaml", 16, 9)));
        column.Unique!.Value.ShouldBeFalse();
        column.PrimaryKey.ShouldBeNull();
        column.Classification.ShouldBe("internal");
        column.CustomProperties.ShouldHaveSingleItem().Value.ShouldBe("2027-01-01");
    }

    [Fact]
    public void Json_is_read_as_yaml_is()
    {
        const string Json = """
            { "apiVersion": "v3.0.2", "kind": "DataContract", "id": "shop", "version": "1.0.0", "status": "active",
              "schema": [
                { "name": "orders", "properties": [ { "name": "id", "required": true, "logicalType": "integer" } ] } ] }
            """;

        var contract = ContractReader.Read("shop.odcs.json", Json).Contract.ShouldNotBeNull();

        contract.Tables[0].Columns[0].Required!.Position.ShouldBe(new ContractPosition("shop.odcs.json", 3, 57));
    }

    [Theory]
    [InlineData("quality: [{metric: invalidValues, arguments: {validValues: [a, null, 1]}, mustBe: 0}]", "v3.1.0", "a,1")]
    [InlineData("quality: [{metric: invalidValues, arguments: {validValues: [a]}, mustBeLessOrEqualTo: 5}]", "v3.1.0", null)]
    [InlineData("quality: [{metric: invalidValues, arguments: {pattern: x}, mustBe: 0}]", "v3.1.0", null)]
    [InlineData("enum: [{value: a}, {value: 2, label: two}, {value: null}]", "v3.2.0", "a,2")]
    public void Allowed_values_are_those_that_no_row_may_miss(string key, string apiVersion, string? values)
    {
        var contract = ContractText.Contract($"schema:\n  - name: t\n    properties:\n      - name: c\n        {key}\n", apiVersion);

        var column = contract.Tables[0].Columns[0];
        (column.AllowedValues is { } allowed ? string.Join(',', allowed.Values) : null).ShouldBe(values);
    }

    [Fact]
    public void Unique_groups_are_given_in_names_of_the_database()
    {
        var table = ContractText.Contract(
            """
            schema:
              - name: t
                properties:
                  - {name: a, physicalName: a_1}
                  - {name: b}
                quality:
                  - {metric: duplicateValues, mustBe: 0, arguments: {properties: [a, b]}}
                  - {metric: duplicateValues, mustBeLessThan: 5, arguments: {properties: [a]}}
                  - {metric: duplicateValues, mustBe: 0}
                  - {metric: rowCount, mustBe: 0}
            """).Tables[0];

        var unique = table.Uniques.ShouldHaveSingleItem();
        unique.Columns.ShouldBe(["a_1", "b"]);
        unique.Position.Line.ShouldBe(12);
    }

    [Fact]
    public void A_list_of_members_is_a_team_too()
    {
        var contract = ContractText.Contract("team:\n  - username: ada\n    role: Data Owner\n  - username: bob\n", "v3.0.2");

        contract.Owner.ShouldBe("ada");
        contract.Team!.Position.Line.ShouldBe(6);
    }

    [Theory]
    [InlineData("team: {name: checkout}", "checkout")]
    [InlineData("team: {name: checkout, members: [{username: ada, role: owner, dateOut: '2024-01-01'}]}", "checkout")]
    [InlineData("team: {members: [{username: ada}]}", null)]
    [InlineData("tags: [a]", null)]
    public void The_owner_is_whoever_is_named_one(string body, string? owner) => ContractText.Contract(body).Owner.ShouldBe(owner);

    [Fact]
    public void Nested_columns_are_under_their_parent()
    {
        var contract = ContractText.Contract(
            "schema:\n  - name: t\n    properties:\n      - {name: o, logicalType: object, properties: [{name: inner}]}\n");

        contract.Tables[0].Columns[0].Properties.ShouldHaveSingleItem().Name.ShouldBe("inner");
    }

    [Fact]
    public void Keys_of_version_3_2_are_read_with_that_version()
    {
        const string Body = "schema:\n  - name: t\n    deprecated: true\n    properties:\n      - name: c\n        deprecated: true\n";

        var table = ContractText.Contract(Body, "v3.2.0").Tables[0];
        table.Deprecated!.Value.ShouldBeTrue();
        table.Columns[0].Deprecated!.Position.Line.ShouldBe(11);

        ContractText.Errors(Body).ShouldBe(
        [
            "8:5: 'deprecated' in a schema object needs ODCS v3.2.0, and this contract says apiVersion v3.1.0 (set 'apiVersion: v3.2.0')",
            "11:9: 'deprecated' in a property needs ODCS v3.2.0, and this contract says apiVersion v3.1.0 (set 'apiVersion: v3.2.0')",
        ]);
    }

    [Fact]
    public void The_catalogue_offers_every_format() =>
        ContractFormat.All.Select(f => f.Name).ShouldBe(["CSV", "ODCS", "Data Contract Specification", "dbt"]);
}
