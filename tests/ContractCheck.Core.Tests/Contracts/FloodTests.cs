using ContractCheck.Core.Contracts;

namespace ContractCheck.Core.Tests.Contracts;

/// <summary>Files of the largest size that is read, which make the reader look for what was meant as often as they can.</summary>
public sealed class FloodTests
{
    private const string Specification = "dataContractSpecification: 1.1.0\nid: x\ninfo: {title: t, version: 1.0.0}\n";

    public static TheoryData<string, string> Floods() => new()
    {
        { "schema.yml", "sources: []\n" + Lines(300_000, i => $"modul{i}: 1\n") },
        { "schema.yml", "sources: [{name: s, tables: [{name: t, columns: [" + Lines(60_000, i => $"{{name: c{i}, tests: [{{relationships: {{to: ref('m{i}'), field: f}}}}]}},") + "]}]}]\n" },
        { "schema.yml", "sources: [{name: s, tables: [" + Lines(60_000, i => $"{{name: t{i}, columns: [{{name: c, data_typ: x}}]}},") + "]}]\n" },
        { "datacontract.yaml", Specification + Lines(300_000, i => $"modul{i}: 1\n") },
        { "datacontract.yaml", Specification + "models: {m: {fields: {" + Lines(60_000, i => $"f{i}: {{$ref: '#/definitions/e{i}'}},") + "}}}\ndefinitions: {" + Lines(30_000, i => $"d{i}: {{type: text}},") + "}\n" },
        { "datacontract.yaml", Specification + "models: {m: {primaryKey: [" + Lines(100_000, i => $"g{i},") + "], fields: {" + Lines(60_000, i => $"f{i}: {{type: int}},") + "}}}\n" },
        { "sheet.csv", "table,column," + Lines(900_000, _ => "colum,") + "\n" },
        { "sheet.csv", "table,column,logical_type\n" + Lines(150_000, i => $"t,c{i},strin{i}\n") },
        { "sheet.csv", "table,column,contract\n" + Lines(150_000, i => $"t,c{i},k{i}\n") },
    };

    [Theory]
    [MemberData(nameof(Floods), DisableDiscoveryEnumeration = true)]
    public async Task A_flood_is_read_or_refused_in_time(string file, string text)
    {
        var reading = await Task.Run(() => ContractReader.Read(file, text)).WaitAsync(TimeSpan.FromSeconds(30));

        (reading.Contract is null).ShouldBe(!reading.Errors.IsEmpty);
    }

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));
}
