using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Contracts;

public sealed class PhysicalNameTests
{
    [Theory]
    [InlineData("orders", null, "orders")]
    [InlineData("sales.orders", "sales", "orders")]
    [InlineData("warehouse.sales.orders", "sales", "orders")]
    [InlineData("\"a.b\"", null, "a.b")]
    [InlineData("\"a.b\".c", "a.b", "c")]
    [InlineData("\"a\"\"b\"", null, "a\"b")]
    [InlineData("", null, "")]
    public void Names_are_read(string text, string? schema, string name) =>
        PhysicalName.Parse(text).ShouldBe(new TableName(schema, name));

    [Theory]
    [InlineData(null, "orders")]
    [InlineData("sales", "orders")]
    [InlineData("a.b", "c\"d")]
    [InlineData(null, "\"quoted\"")]
    [InlineData("", "x")]
    public void Names_are_written_so_that_they_can_be_read(string? schema, string name) =>
        PhysicalName.Parse(PhysicalName.Format(new TableName(schema, name))).ShouldBe(new TableName(schema, name));
}
