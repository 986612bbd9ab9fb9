using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts.Csv;

public sealed class CsvReaderTests
{
    internal const string Shop =
        """
        contract,version,status,owner,schema,table,column,physical_name,logical_type,type,required,unique,primary_key,references,values,max_length,classification,deprecated,sunset,description
        shop,1.2.0,active,Sales,sales,orders,id,,integer,BIGINT,true,,1,,,,,,,
        ,,,,sales,orders,customer,customer_id,,,yes,,,customers.id,,,,,,
        ,,,,sales,orders,state,,string,,x,no,,,new|paid | sent,20,internal,,,"Where it is,
        and ""since"" when"
        ,,,,sales,orders,note,,String,,,,,,,,,TRUE,2027-03-01,
        ,,,,,customers,id,customer_no,,,1,1,true,,,,,,,
        """;

    [Fact]
    public void Every_header_gives_its_fact()
    {
        var contract = Contract(Shop);

        (contract.Id, contract.Version.Value, contract.Status, contract.Owner, contract.Format).ShouldBe(("shop", "1.2.0", "active", "Sales", "CSV"));
        contract.Position.ShouldBe(new ContractPosition("shop.csv", 2, 1));
        contract.Tables.Select(t => t.LookupName).ShouldBe([new TableName("sales", "orders"), new TableName(null, "customers")]);
        var orders = contract.Tables[0];
        orders.Columns.Select(c => c.LookupName).ShouldBe(["id", "customer_id", "state", "note"]);
        orders.PrimaryKey.ShouldHaveSingleItem().PrimaryKeyPosition!.Value.ShouldBe(1);
        contract.Tables[1].PrimaryKey.ShouldHaveSingleItem().PrimaryKeyPosition.ShouldBeNull();
        contract.Tables[1].Columns[0].Unique!.Value.ShouldBeTrue();

        var relationship = orders.Relationships.ShouldHaveSingleItem();
        (relationship.FromColumns[0], relationship.ToTable, relationship.ToColumns[0]).ShouldBe(("customer_id", new TableName(null, "customers"), "customer_no"));

        var state = orders.Columns[2];
        state.AllowedValues!.Values.ShouldBe(["new", "paid", "sent"]);
        state.Options.MaxLength!.Value.ShouldBe(20);
        (state.Required!.Value, state.Unique!.Value, state.Classification).ShouldBe((true, false, "internal"));
        state.Description.ShouldBe("Where it is,\nand \"since\" when");

        var note = orders.Columns[3];
        (note.LogicalType!.Value, note.Deprecated!.Value, note.Required).ShouldBe(("string", true, null));
        Lifecycle.SunsetOf(note.CustomProperties).ShouldBe(new DateOnly(2027, 3, 1));
    }

    [Fact]
    public void Every_promise_knows_its_cell()
    {
        var note = Contract(Shop).Tables[0].Columns[3];

        note.Position.ShouldBe(new ContractPosition("shop.csv", 6, 18));
        note.LogicalType!.Position.ShouldBe(new ContractPosition("shop.csv", 6, 24));
        Contract(Shop).Tables[1].Columns[0].Position.Line.ShouldBe(7);
    }

    [Theory]
    [InlineData("table;column;required\r\nt;a,b;WAHR\r\n", "2:7: 'WAHR' cannot be 'required' (write true, yes, x or 1; false, no or 0; or leave the cell empty)")]
    [InlineData("table\tcolumn\tmax_length\nt\ta\t-1\n", "2:5: '-1' cannot be 'max_length' (write a whole number)")]
    [InlineData("sep=;\r\ntable;column;type\r\nt;;x\r\n", "3:1: the row has no 'column' (every row names its table and its column)")]
    public void Separators_of_other_locales_are_known(string text, string error) => Errors(text).ShouldBe([error]);

    [Theory]
    [InlineData("table,column\r\nt,a\r\n")]
    [InlineData("table,column\rt,a\r")]
    [InlineData("table,column\nt,a")]
    [InlineData("\uFEFFtable,column\nt,a\n")]
    [InlineData("\n\nTable Name,column\nt,a\n", false)]
    [InlineData("\n\nTABLE,Column,,\n,,,\nt,a,,\n,,,\n\n")]
    [InlineData("\"table\",\"column\"\n\"t\",\"a\"\n")]
    [InlineData("table,column\n t , a \n")]
    public void What_spreadsheets_make_of_a_sheet_is_read(string text, bool read = true)
    {
        var reading = ContractReader.Read("contracts/People.csv", text);

        (reading.Contract is not null).ShouldBe(read);
        if (reading.Contract is { } contract)
        {
            (contract.Id, contract.Tables[0].Name, contract.Tables[0].Columns[0].Name).ShouldBe(("People", "t", "a"));
        }
    }

    [Fact]
    public void A_version_that_is_not_stated_is_no_release() =>
        Contract("table,column\nt,a\n").Version.ShouldBe(new Promise<string>("unversioned", new ContractPosition("shop.csv", 2, 1)));

    [Fact]
    public void A_formula_is_the_text_that_it_is() =>
        Contract("table,column,description\nt,a,=1+1\n").Tables[0].Columns[0].Description.ShouldBe("=1+1");

    [Fact]
    public void A_table_may_carry_its_schema() =>
        Contract("table,column\nsales.orders,a\n\"\"\"odd.name\"\"\",a\n").Tables.Select(t => t.LookupName)
            .ShouldBe([new TableName("sales", "orders"), new TableName(null, "odd.name")]);

    private static Contract Contract(string text)
    {
        var reading = ContractReader.Read("shop.csv", text);
        reading.Errors.ShouldBeEmpty();
        return reading.Contract.ShouldNotBeNull();
    }

    private static string[] Errors(string text) =>
        [.. ContractReader.Read("shop.csv", text).Errors.Select(e => e.ToString().Replace("shop.csv:", "", StringComparison.Ordinal))];
}
