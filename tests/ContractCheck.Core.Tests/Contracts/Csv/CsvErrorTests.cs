using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Tests.Contracts.Csv;

public sealed class CsvErrorTests
{
    private const string Known =
        "contract, version, status, owner, schema, table, column, physical_name, logical_type, type, required, unique, primary_key, "
        + "references, values, max_length, classification, deprecated, sunset, description";

    [Theory]
    [InlineData("", "1:1: the file is empty (begin it with a header: contract,version,status,owner,schema,table,column,physical_name,logical_type,type,required,unique,primary_key,references,values,max_length,classification,deprecated,sunset,description)")]
    [InlineData("table,column\n", "1:1: no row follows the header (write one row for each column that is promised)")]
    [InlineData("table,name\nt,a\n", $"1:7: unknown header 'name' (known are {Known})", "1:1: the header has no 'column' (the first row names what the cells below it hold)")]
    [InlineData("table,colum\nt,a\n", "1:7: unknown header 'colum' (did you mean 'column'?)", "1:1: the header has no 'column' (the first row names what the cells below it hold)")]
    [InlineData("table,column,primary key,Primary-Key\n", "1:26: the header 'Primary-Key' is given twice ('primary key' means the same)")]
    [InlineData("table,column,\nt,a,b\n", "2:5: 'b' stands under no header (name the cell in the first row, or empty it)")]
    [InlineData("table,column\nt,a,\nt\nt,b\n", "2:1: the row has 3 cells and the header 2 (put a cell that holds the separator in quotes)", "3:1: the row has 1 cells and the header 2 (put a cell that holds the separator in quotes)")]
    [InlineData("table,column\nt,a\"b\n", "2:1: a quote in the middle of a cell (put the whole cell in quotes, and write a quote within it twice)")]
    [InlineData("table,column\nt,\"a\nt,b\n", "2:1: a quote that is opened in this row is never closed (end the cell with a quote; a quote within it is written twice)")]
    [InlineData("table,column\nt,a\0b\n", "2:4: the character U+0000, which is no text (save the sheet as CSV in UTF-8)")]
    [InlineData("table,column\nt,\u001b[31m\n", "2:3: the character U+001B, which is no text (save the sheet as CSV in UTF-8)")]
    [InlineData("table,column\nt,a\n,b\n", "3:1: the row has no 'table' (every row names its table and its column)")]
    [InlineData("table,column\nt,a\nt,a\n", "3:3: the column 't.a' is described twice (it is first described in line 2)")]
    [InlineData("table,column,physical_name\nt,a,b\nt,b,\n", "3:3: the column 't.b' is described twice (it is first described in line 2)")]
    [InlineData("table,column,primary_key\nt,a,1\nt,b,1\n", "3:5: 'a' and 'b' are both at place 1 of the primary key (number the columns of the key 1, 2, …, or write true where their order is open)")]
    [InlineData("table,column,primary_key\nt,a,first\n", "2:5: 'first' cannot be 'primary_key' (write the column's place in the key (1, 2, …), true or false)")]
    [InlineData("table,column,logical_type\nt,a,Interger\n", "2:5: 'Interger' cannot be 'logical_type' (did you mean 'integer'?)")]
    [InlineData("table,column,logical_type\nt,a,VARCHAR\n", "2:5: 'VARCHAR' cannot be 'logical_type' (one of string, integer, number, boolean, date, timestamp, time, object, array, map; a type of the database goes into 'type')")]
    [InlineData("table,column,references\nt,a,b\n", "2:5: 'b' cannot be 'references' (write table.column)")]
    [InlineData("table,column,values\nt,a,|\n", "2:5: '|' cannot be 'values' (write the values with '|' between them)")]
    [InlineData("contract,table,column\ns,t,a\n,t,b\nx,t,c\n", "4:1: the contract 'x' beside 's' in line 2 (keep one contract per file)")]
    public void What_is_wrong_is_told_with_its_place(string text, params string[] errors) => Errors(text).ShouldBe(errors, ignoreOrder: true);

    [Fact]
    public void All_errors_are_reported_at_once() =>
        ContractReader.Read("t.csv", "table,column,required,unique\nt,a,maybe,often\nt,a,,\n").Errors.Select(e => e.Position.Line).ShouldBe([2, 2, 3]);

    [Fact]
    public void A_sheet_is_not_read_without_end()
    {
        var cells = new string(',', DocumentLimits.Events);

        Errors($"table,column\n{cells}\n").ShouldBe(["2:1: more than 1,000,000 values"]);
    }

    [Fact]
    public async Task Many_rows_are_read_in_a_time_that_grows_with_them()
    {
        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"t,c{i},t.c{i}\nt{i},c,t{i}.c\n"));

        var reading = await Task.Run(() => ContractReader.Read("t.csv", $"table,column,references\n{rows}")).WaitAsync(TimeSpan.FromSeconds(30));

        reading.Contract.ShouldNotBeNull().Tables.Length.ShouldBe(100_001);
    }

    [Fact]
    public void A_huge_cell_is_read_and_a_message_cuts_it()
    {
        var huge = new string('x', 3_000_000);

        ContractReader.Read("t.csv", $"table,column,description\nt,a,{huge}\n").Contract.ShouldNotBeNull();
        ContractReader.Read("t.csv", $"table,column,required\nt,a,{huge}\n").Errors.ShouldHaveSingleItem().Message.Length.ShouldBe(501);
    }

    /// <summary>Cuts and blows into well-formed text give what the parser's own tests would not think of.</summary>
    [Fact]
    public void Mangled_text_never_throws()
    {
        const string Text = "sep=;\r\ntable;column;values\r\n\"t\";\"a\"\"b\";\"x|\ny\"\r\n;;\nt;c;\r";
        for (var at = 0; at < Text.Length; at++)
        {
            foreach (var blow in "\",;\t\r\n\0=\uFEFF")
            {
                Should.NotThrow(() => ContractReader.Read("t.csv", Text[..at] + blow + Text[(at + 1)..]));
                Should.NotThrow(() => ContractReader.Read("t.csv", Text[..at] + blow));
                Should.NotThrow(() => ContractReader.Read("t.csv", blow + Text[at..]));
            }
        }
    }

    private static string[] Errors(string text) =>
        [.. ContractReader.Read("t.csv", text).Errors.Select(e => e.ToString().Replace("t.csv:", "", StringComparison.Ordinal))];
}
