using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Tests.Contracts;

/// <summary>The standard's own documents, judged as its JSON Schemas judge them, but for what decision 9 lets pass.</summary>
public sealed class OdcsSharedDataTests
{
    private static readonly Dictionary<string, string[]> Expected = new(StringComparer.Ordinal)
    {
        ["additional-unknown-property.odcs.yaml"] = ["9: unknown key 'unknownRootField' in the contract"],
        ["enum-empty.odcs.yaml"] = ["15: 'enum' has 0 items and must have at least 1"],
        ["invalid-api-version.odcs.yaml"] = ["5: apiVersion 'v4.0.0' is not read; read are v3.0.0, v3.0.1, v3.0.2, v3.1.0, v3.2.0"],
        ["invalid-quality-dimension.odcs.yaml"] = ["20: 'validity' cannot be 'dimension'"],
        ["invalid-quality-type.odcs.yaml"] = ["17: 'unknown' cannot be 'type'"],
        ["map-missing-key.odcs.yaml"] = ["16: a map has no 'key'"],
        ["missing-required-fields.odcs.yaml"] = ["4: the contract has no 'id'"],
        ["quality-element-field.odcs.yaml"] = ["18: unknown key 'element' in a quality rule", "19: unknown key 'rule' in a quality rule"],
        ["quality-multiple-operators.odcs.yaml"] = ["20: a quality rule has several operators: mustBe, mustNotBe"],
        ["quality-sql-missing-query.odcs.yaml"] = ["17: a quality rule has no 'query'"],
        ["relationship-schema-level-missing-from-to.odcs.yaml"] = ["13: a relationship of a schema object has no 'from'", "13: a relationship of a schema object has no 'to'"],
        ["schema-property-missing-name.odcs.yaml"] = ["13: a property has no 'name'"],
        ["server-missing-conditional-fields.odcs.yaml"] = ["10: a server has no 'schema'"],
        ["sla-missing-required-value.odcs.yaml"] = ["10: a service level has no 'value'"],
    };

    public static TheoryData<string> Valid() =>
        [.. SharedData.Files("odcs/examples", "*.yaml").Concat(SharedData.Files("contracts", "*.yaml"))];

    public static TheoryData<string> Invalid() => [.. SharedData.Files("odcs/invalid", "*.yaml")];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Conforming_documents_are_read(string file)
    {
        var reading = ContractReader.Read(file, SharedData.Text(file));

        reading.Errors.ShouldBeEmpty();
        reading.Contract.ShouldNotBeNull().Tables.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Documents_that_must_be_refused_are_refused(string file)
    {
        var reading = ContractReader.Read(file, SharedData.Text(file));

        reading.Contract.ShouldBeNull();
        reading.Errors.Select(e => $"{e.Position.Line}: {e.Message}").ShouldBe(Expected[Path.GetFileName(file)]);
    }
}
