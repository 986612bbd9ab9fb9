using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts.Dbt;

public sealed class DbtReaderTests
{
    internal const string Shop =
        """
        version: 2
        sources:
          - name: shop
            schema: sales
            database: "{{ target.database }}"
            meta: {owner: Finance, contract_version: 1.4.0}
            loader: airbyte
            freshness: {warn_after: {count: 12, period: hour}}
            tables:
              - name: orders
                identifier: tbl_orders
                data_tests:
                  - dbt_utils.unique_combination_of_columns:
                      arguments:
                        combination_of_columns: [customer_id, placed]
                columns:
                  - name: id
                    data_type: bigint
                    tests: [unique, not_null]
                  - name: customer_id
                    data_type: "{{ dbt.type_int() }}"
                    tests:
                      - not_null: {config: {severity: warn}}
                      - relationships: {to: "source('shop', 'customers')", field: id}
                  - name: state
                    data_tests:
                      - accepted_values: {arguments: {values: [new, paid, 3]}}
                      - not_null: {where: "id > 5"}
                      - unique: {config: {enabled: false}}
                  - name: placed
                    config: {meta: {sunset: 2027-03-01}}
                    tests:
                      - {name: placed_is_there, test_name: not_null}
              - name: customers
              - {name: hidden, config: {enabled: false}}
          - name: raw
            schema: "{{ var('raw') }}"
            tables: [{name: events}]
        models:
          - name: fct_orders
            config: {contract: {enforced: true}, alias: orders_fact}
            deprecation_date: 2027-01-31 00:00:00+00:00
            constraints:
              - {type: primary_key, columns: [order_id, line]}
              - {type: foreign_key, columns: [order_id], to: "source('shop', 'orders')", to_columns: [id]}
              - {type: unique, columns: [order_id, line]}
              - {type: check, columns: [line], expression: "line > 0"}
            columns:
              - name: order_id
                data_type: int
                constraints: [{type: not_null}, {type: foreign_key, expression: "sales.customers (id)"}]
              - {name: line, data_type: int, quote: true}
          - name: stg_orders
            columns: [{name: anything, tests: [not_null]}]
        """;

    [Fact]
    public void Sources_and_enforced_models_are_tables()
    {
        var contract = Contract(Shop);

        (contract.Id, contract.Version.Value, contract.Owner, contract.Format).ShouldBe(("models/shop/schema", "1.4.0", "Finance", "dbt"));
        contract.Version.Position.Line.ShouldBe(6);
        contract.Tables.Select(t => t.LookupName).ShouldBe(
        [
            new TableName("sales", "tbl_orders"), new TableName("sales", "customers"), new TableName(null, "events"), new TableName(null, "orders_fact"),
        ]);
        Lifecycle.SunsetOf(contract.Tables[3].CustomProperties).ShouldBe(new DateOnly(2027, 1, 31));
        Lifecycle.SunsetOf(contract.Tables[0].Columns[3].CustomProperties).ShouldBe(new DateOnly(2027, 3, 1));
        contract.Tables[3].Deprecated!.Value.ShouldBeTrue();
    }

    [Fact]
    public void Tests_that_hold_for_every_row_are_promises()
    {
        var orders = Contract(Shop).Tables[0];

        orders.Columns.Select(c => $"{c.Name} {c.PhysicalType?.Value} {c.Required?.Position.Line} {c.Unique?.Position.Line}").ShouldBe(
            ["id bigint 19 19", "customer_id   ", "state   ", "placed  33 "]);
        orders.Columns[2].AllowedValues!.Values.ShouldBe(["new", "paid", "3"]);
        orders.Uniques.ShouldHaveSingleItem().Columns.ShouldBe(["customer_id", "placed"]);
        var relationship = orders.Relationships.ShouldHaveSingleItem();
        (relationship.FromColumns[0], relationship.ToTable, relationship.ToColumns[0]).ShouldBe(("customer_id", new TableName("sales", "customers"), "id"));
    }

    [Fact]
    public void Constraints_are_promises()
    {
        var fact = Contract(Shop).Tables[3];

        fact.PrimaryKey.Select(c => c.Name).ShouldBe(["order_id", "line"]);
        fact.Columns[0].Required!.Value.ShouldBeTrue();
        fact.Columns[1].Required.ShouldBeNull();
        fact.Uniques.ShouldHaveSingleItem().Columns.ShouldBe(["order_id", "line"]);
        fact.Relationships.Select(r => $"{r.ToTable} {r.ToColumns[0]}").ShouldBe(["sales.tbl_orders id", "sales.customers id"]);
    }

    [Fact]
    public void Without_a_version_in_meta_the_contract_has_none() =>
        Contract("sources: [{name: s, tables: [{name: t}]}]\n").Version.Value.ShouldBe("unversioned");

    [Theory]
    [InlineData("data_typ: int", "6:13: unknown key 'data_typ' in a column (did you mean 'data_type'?)")]
    [InlineData("constraint: []", "6:13: unknown key 'constraint' in a column (did you mean 'constraints'?)")]
    [InlineData("data_type: 5", "6:24: 'data_type' must be a string, not an integer (put it in quotes: \"5\")")]
    [InlineData("tests: not_null", "6:20: 'tests' must be a list, not a string (write each item on a line of its own that begins with '- ')")]
    [InlineData("constraints: [{type: nonull}]", "6:34: 'nonull' cannot be 'type' (did you mean 'not_null'?)")]
    [InlineData("constraints: [{type: foreign_key}]", "6:27: the foreign key does not say what it refers to (write \"to: ref('table')\" and 'to_columns: [column]')")]
    [InlineData("constraints: [{type: foreign_key, to: ref('x'), to_columns: [a, b]}]", "6:27: 1 columns cannot refer to 2 (name as many in 'to_columns' as in 'columns')")]
    [InlineData("tests: [{accepted_values: {value: [a]}}]", "6:22: the test accepted_values has no list 'values' (write 'values: [one, other]')")]
    [InlineData("tests: [relationships]", "6:21: the test relationships has no 'to' or no 'field' (write \"to: ref('table')\" and 'field: column')")]
    public void A_column_that_cannot_be_meant_is_refused_with_the_way_out(string key, string error) =>
        Errors($"sources:\n  - name: s\n    tables:\n      - name: t\n        columns:\n          - {key}\n            name: c\n").ShouldBe([error]);

    [Theory]
    [InlineData("sources: [{name: s, tables: [{name: \"{{ x }}\"}]}]\n", "1:37: the name '{{ x }}' is a template, and no dbt runs here (write the name out)")]
    [InlineData("sources: [{name: s, tables: [{name: t}, {name: t}]}]\n", "1:41: the table 's.t' is described twice (it is first described in line 1)")]
    [InlineData("sources: [{name: s, tables: [{name: t, columns: [{name: c}, {name: c}]}]}]\n", "1:61: the column 'c' is described twice (it is first described in line 1)")]
    [InlineData("sources: [{tables: []}]\n", "1:11: a source has no 'name' (add 'name:')")]
    [InlineData("models: [{name: m, config: {contract: {enforced: 'true'}}}]\n", "1:50: 'enforced' must be true or false, not a string (leave the quotes out)")]
    [InlineData("models: [{name: m, config: {contract: {enforced: true}}, constraints: [{type: primary_key, columns: [x]}]}]\n", "1:102: the constraint names 'x', which the table does not describe (describe it under 'columns:')")]
    [InlineData("sources: [{name: s, meta: {contract_version: 1}, tables: [{name: t}]}, {name: r, meta: {contract_version: 2}, tables: [{name: t}]}]\n", "1:107: the contract_version '2' beside '1' in line 1 (keep one contract per file)")]
    [InlineData("version: 2\nmodels: [{name: m}]\n", "1:1: nothing in the dbt file promises anything: it has no table of a source, and no model whose contract is enforced (set 'contract: {enforced: true}' in the model's config, or leave the file out of the contracts setting)")]
    public void A_file_that_cannot_be_meant_is_refused_with_the_way_out(string text, string error) => Errors(text).ShouldBe([error]);

    [Fact]
    public void Keys_of_other_versions_of_dbt_are_let_be() =>
        Contract("sources: [{name: s, novelty: 1, tables: [{name: t, columns: [{name: c, masking: x, description: 5}]}]}]\nseeds: []\n").Tables.ShouldHaveSingleItem();

    private static Contract Contract(string text)
    {
        var reading = ContractReader.Read("models/shop/schema.yml", text);
        reading.Errors.ShouldBeEmpty();
        return reading.Contract.ShouldNotBeNull();
    }

    private static string[] Errors(string text) =>
        [.. ContractReader.Read("schema.yml", text).Errors.Select(e => e.ToString().Replace("schema.yml:", "", StringComparison.Ordinal))];
}
