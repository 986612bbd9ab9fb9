using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Tests.Contracts;

public sealed class OdcsErrorTests
{
    [Theory]
    [InlineData("physicalname: x", "10:9: unknown key 'physicalname' in a property (did you mean 'physicalName'?)")]
    [InlineData("physical_name: x", "10:9: unknown key 'physical_name' in a property (did you mean 'physicalName'?)")]
    [InlineData("requierd: true", "10:9: unknown key 'requierd' in a property (did you mean 'required'?)")]
    [InlineData("nullable: true", "10:9: unknown key 'nullable' in a property (facts of your own go into 'customProperties')")]
    [InlineData("required: yes", "10:19: 'required' must be true or false, not a string (write true)")]
    [InlineData("required: 'true'", "10:19: 'required' must be true or false, not a string (leave the quotes out)")]
    [InlineData("required: 1", "10:19: 'required' must be true or false, not an integer")]
    [InlineData("description: null", "10:22: 'description' must be a string, not null (give it a value, or leave the key out)")]
    [InlineData("description: 5", "10:22: 'description' must be a string, not an integer (put it in quotes: \"5\")")]
    [InlineData("description: [a]", "10:22: 'description' must be a string, not a list")]
    [InlineData("primaryKeyPosition: '1'", "10:29: 'primaryKeyPosition' must be an integer, not a string (leave the quotes out)")]
    [InlineData("primaryKeyPosition: 99999999999", "10:29: 'primaryKeyPosition' is out of range: 99999999999")]
    [InlineData("tags: finance", "10:15: 'tags' must be a list, not a string (write each item on a line of its own that begins with '- ')")]
    [InlineData(
        "logicalType: text",
        "10:22: 'text' cannot be 'logicalType' (one of string, date, number, integer, object, array, boolean, timestamp, time)")]
    [InlineData("logicalType: String", "10:22: 'String' cannot be 'logicalType' (did you mean 'string'?)")]
    [InlineData("id: a b", "10:13: 'a b' cannot be 'id' (ids are made of letters, digits, '-' and '_')")]
    [InlineData(
        "logicalTypeOptions: {maxLength: 5}",
        "10:9: 'logicalTypeOptions' without 'logicalType' (say which type the options belong to, such as 'logicalType: string')")]
    [InlineData(
        "logicalType: integer\n        logicalTypeOptions: {maxLength: 5}",
        "11:30: unknown key 'maxLength' in the logicalTypeOptions of 'integer' (known keys: multipleOf, format, minimum, maximum, exclusiveMinimum, exclusiveMaximum)")]
    [InlineData("logicalType: number\n        logicalTypeOptions: {multipleOf: 0}", "11:42: 'multipleOf' must be above 0, not 0")]
    [InlineData("logicalType: string\n        logicalTypeOptions: {maxLength: -1}", "11:41: 'maxLength' must not be below 0")]
    [InlineData("logicalType: string\n        items: {}", "11:9: 'items' in a column whose logicalType is 'string' (only 'array' has 'items')")]
    [InlineData("quality: [{metric: rowCount}]", "10:19: a quality rule says nothing about its result (add one operator, such as 'mustBe: 0')")]
    [InlineData("relationships: [{to: [t.a, t.b]}]", "10:31: 1 columns cannot refer to 2 (write one relationship for each referred table)")]
    [InlineData("relationships: [{to: orders}]", "10:30: 'orders' is no reference to a column (write 'table.column', by the names of the contract)")]
    [InlineData(
        "relationships: [{to: sales.orders.id}]",
        "10:30: 'sales.orders.id' is no reference to a column (before v3.2.0 a reference has two parts: 'table.column', by the names of the contract)")]
    [InlineData(
        "relationships: [{to: schema/x/properties/y}]",
        "10:30: 'schema/x/properties/y' leads to no column (write 'table.column', or 'schema/<id>/properties/<id>' with ids of this contract)")]
    public void A_column_that_breaks_the_standard_is_refused_with_the_way_out(string key, string error) =>
        ContractText.Errors($"schema:\n  - name: t\n    properties:\n      - name: c\n        {key}\n").ShouldBe([error]);

    [Theory]
    [InlineData("{from: t.a, to: [u.a]}", "8:26: 'from' and 'to' must both be strings or both be lists")]
    [InlineData("{from: [t.a, t.b], to: [u.a]}", "8:33: 'from' names 2 columns and 'to' names 1 (name as many of each)")]
    [InlineData("{from: [t.a, t.b], to: [u.a, v.b]}", "8:34: 'to' names columns of several tables (write one relationship for each referred table)")]
    [InlineData("{from: u.a, to: t.a}", "8:17: 'u.a' is no column of 't', in which the relationship stands (write 't.' and the name of a column)")]
    [InlineData("{to: t.a}", "8:10: a relationship of a schema object has no 'from' (add 'from:')")]
    public void A_relationship_that_does_not_fit_together_is_refused(string relationship, string error) =>
        ContractText.Errors($"schema:\n  - relationships:\n    -    {relationship}\n    name: t\n").ShouldBe([error]);

    [Fact]
    public void A_table_or_column_that_is_described_twice_is_refused() =>
        ContractText.Errors(
            """
            schema:
              - name: t
                properties:
                  - name: a
                  - name: a
                  - name: b
                    physicalName: c
                  - name: c
              - name: t
              - name: u
                physicalName: sales.u
              - name: v
                physicalName: sales.u
            """).ShouldBe(
        [
            "10:9: the column 'a' is described twice (it is first described in line 9)",
            "13:9: the column 'c' is described twice (it is first described in line 11)",
            "14:5: the table 't' is described twice (it is first described in line 7)",
            "17:5: the table 'sales.u' is described twice (it is first described in line 15)",
        ]);

    [Theory]
    [InlineData("v2.2.2", "raise the contract to v3: its tables move from 'dataset' to 'schema'")]
    [InlineData("3.1.0", "write 'apiVersion: v3.1.0'")]
    [InlineData("v3.3.0", "write 'apiVersion: v3.1.0'")]
    public void A_version_that_is_not_read_is_named_with_those_that_are(string apiVersion, string hint) =>
        ContractText.Errors("", apiVersion)
            .ShouldBe([$"1:13: apiVersion '{apiVersion}' is not read; read are v3.0.0, v3.0.1, v3.0.2, v3.1.0, v3.2.0 ({hint})"]);

    [Theory]
    [InlineData("services:\n  web:\n    image: nginx\n", "not a data contract of a known format (first key 'services')")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\n", "not a data contract of a known format (first key 'apiVersion')")]
    [InlineData("- a\n- b\n", "not a data contract of a known format")]
    [InlineData("", "not a data contract of a known format")]
    [InlineData("just text", "not a data contract of a known format")]
    [InlineData("a: [", "not valid YAML")]
    public void A_file_that_is_no_contract_says_so(string text, string message)
    {
        var error = ContractReader.Read("some.yaml", text).Errors.ShouldHaveSingleItem();

        error.Message.ShouldStartWith(message);
        error.Hint.ShouldBe(message.StartsWith("not a data", StringComparison.Ordinal)
            ? "known are CSV (suffix .csv or .tsv), ODCS (apiVersion and kind), Data Contract Specification (dataContractSpecification), "
                + "dbt (a list of sources or models); leave a file that is none out of the contracts setting"
            : null);
        error.Position.File.ShouldBe("some.yaml");
    }

    [Fact]
    public void A_file_that_is_named_a_contract_is_read_as_one() =>
        ContractReader.Read("a.odcs.yaml", "id: x\n").Errors.ShouldHaveSingleItem().ToString()
            .ShouldBe("a.odcs.yaml:1:1: the contract has no 'apiVersion' (write 'apiVersion: v3.1.0')");

    [Fact]
    public void Before_3_1_own_keys_pass_where_the_standard_let_them_but_slips_do_not() =>
        ContractText.Errors(
            "roles:\n  - role: r\n    costCentre: 5\n    acess: read\nsupport:\n  - channel: c\n", "v3.0.2").ShouldBe(
        [
            "9:5: unknown key 'acess' in a role (did you mean 'access'?)",
            "11:5: a support channel has no 'url' (add 'url:')",
        ]);

    [Fact]
    public void References_into_other_files_are_kept_without_a_target()
    {
        var relationship = ContractText.Contract(
            "schema:\n  - name: t\n    properties:\n      - name: c\n        relationships: [{to: other.yaml#schema/x/properties/y}]\n")
            .Tables[0].Relationships.ShouldHaveSingleItem();

        relationship.ToTable.ShouldBeNull();
        relationship.Text.ShouldBe("other.yaml#schema/x/properties/y");
    }

    [Fact]
    public void Ids_lead_to_tables_and_columns()
    {
        const string Body =
            "schema:\n  - {name: t, id: t-1, physicalName: s.t_1, properties: [{name: k, id: k-1, physicalName: key}]}\n"
            + "  - {name: u, properties: [{name: c, relationships: [{to: schema/t-1/properties/k-1}]}]}\n";

        var relationship = ContractText.Contract(Body).Tables[1].Relationships.ShouldHaveSingleItem();

        $"{relationship.ToTable} {relationship.ToColumns.Single()}".ShouldBe("s.t_1 key");
    }

    [Fact]
    public void Three_parts_name_a_schema_from_3_2_on() =>
        ContractText.Contract("schema:\n  - {name: u, properties: [{name: c, relationships: [{to: sales.t.id}]}]}\n", "v3.2.0")
            .Tables[0].Relationships[0].ToTable!.ToString().ShouldBe("sales.t");

    [Fact]
    public void A_flood_of_text_is_cut_in_messages() =>
        ContractText.Read($"name: {new string('1', 100_000)}\n").Errors.ShouldHaveSingleItem().Hint!.Length.ShouldBeLessThan(510);

    [Fact]
    public void One_id_in_two_files_is_an_error_at_the_later_one()
    {
        var contracts = new[] { "b.odcs.yaml", "a.odcs.yaml" }.Select(f => ContractText.Contract("", file: f));

        ContractSet.DuplicateIds(contracts).ShouldHaveSingleItem().ToString().ShouldBe(
            "b.odcs.yaml:3:1: the contract id 'shop' is already used at a.odcs.yaml:3:1 (give each contract its own id, or delete the file that is no longer meant)");
    }

    [Fact]
    public void Two_contracts_may_promise_on_one_table()
    {
        var contracts = new[] { "a", "b" }
            .Select(id => ContractText.Contract("schema:\n  - name: t\n", file: $"{id}.yaml") with { Id = id });

        ContractSet.DuplicateIds(contracts).ShouldBeEmpty();
    }
}
