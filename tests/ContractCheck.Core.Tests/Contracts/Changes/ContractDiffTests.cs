using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;

namespace ContractCheck.Core.Tests.Contracts.Changes;

/// <summary>What a difference between two versions of a contract means.</summary>
public sealed class ContractDiffTests
{
    private const string Code = "- name: code\n  logicalType: string";

    [Theory]
    [InlineData(Code + "\n  required: true", Code, "breaking orders.code required is no longer promised")]
    [InlineData(Code, Code + "\n  required: true", "additive orders.code required is promised now")]
    [InlineData(Code + "\n  required: false", Code, null)]
    [InlineData(Code + "\n  unique: true", Code + "\n  unique: false", "breaking orders.code unique is no longer promised")]
    [InlineData(Code + "\n  physicalType: varchar(8)", Code + "\n  physicalType: CHARACTER VARYING(8)", "editorial orders.code physicalType: varchar(8) → CHARACTER VARYING(8)")]
    [InlineData(Code + "\n  physicalType: varchar(8)", Code + "\n  physicalType: varchar(20)", "breaking orders.code physicalType: varchar(8) → varchar(20)")]
    [InlineData(Code, Code + "\n  physicalType: varchar(8)", "additive orders.code physicalType varchar(8) is promised now")]
    [InlineData(Code + "\n  logicalTypeOptions: {maxLength: 8}", Code + "\n  logicalTypeOptions: {maxLength: 20}", "breaking orders.code maxLength: 8 → 20")]
    [InlineData(Code + "\n  logicalTypeOptions: {maxLength: 20}", Code + "\n  logicalTypeOptions: {maxLength: 8}", "additive orders.code maxLength: 20 → 8")]
    [InlineData(Code + "\n  logicalTypeOptions: {minLength: 2}", Code + "\n  logicalTypeOptions: {minLength: 1}", "breaking orders.code minLength: 2 → 1")]
    [InlineData(Code, "- name: code\n  physicalName: kode\n  logicalType: string", "breaking orders.kode physicalName: code → kode")]
    [InlineData(Code, Code + "\n  description: What the customer sees", "editorial orders.code description: none → What the customer sees")]
    [InlineData(Code + "\n  primaryKey: true", Code, "breaking orders primaryKey (code) is no longer promised")]
    [InlineData(Code, Code + "\n  customProperties: [{property: sunset, value: '2027-01-01'}]", "additive orders.code sunset 2027-01-01 is promised now")]
    public void A_change_has_its_grade(string before, string after, string? expected) =>
        Changes(before, after).ShouldBe(expected is null ? [] : [expected]);

    [Fact]
    public void A_further_value_loosens_and_one_less_tightens()
    {
        static string Values(string values) => $"{Code}\n  quality: [{{type: library, metric: invalidValues, arguments: {{validValues: [{values}]}}, mustBe: 0}}]";
        Changes(Values("a, b"), Values("b, c")).ShouldBe(["breaking orders.code value c may occur now", "additive orders.code value a occurs no longer"]);
    }

    [Fact]
    public void An_id_stays_where_all_names_change() => Changes(
        "- name: code\n  id: code_id\n  logicalType: string", "- name: number\n  id: code_id\n  logicalType: string")
        .ShouldBe(["breaking orders.number physicalName: code → number", "editorial orders.number name: code → number"]);

    [Theory]
    [InlineData("active", "draft", ContractChangeGrade.Breaking)]
    [InlineData("active", "retired", ContractChangeGrade.Breaking)]
    [InlineData("draft", "active", ContractChangeGrade.Additive)]
    [InlineData("active", "deprecated", ContractChangeGrade.Editorial)]
    public void A_status_that_no_longer_binds_is_breaking(string before, string after, ContractChangeGrade grade) => ContractDiff.GradeOf(
        ContractDiff.Between(Sample.Contract("1.0.0", Code, status: before), Sample.Contract("1.0.0", Code, status: after))).ShouldBe(grade);

    private static IEnumerable<string> Changes(string before, string after) => ContractDiff.Between(Sample.Contract("1.0.0", before), Sample.Contract("1.0.0", after))
        .Select(c => $"{c.Grade.ToString().ToLowerInvariant()} {c.Target} {c.What}");
}
