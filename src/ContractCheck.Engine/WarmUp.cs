using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Schema;

namespace ContractCheck.Engine;

/// <summary>
/// Runs what the end of a check runs, over almost nothing, while Python imports SQLAlchemy on another core: the runtime compiles generic
/// code at its first use, and after the models are read nothing else hides that time.
/// </summary>
internal static class WarmUp
{
    private static readonly byte[] Document = """
        {"format":"contractcheck-schema","version":1,"dialect":"postgresql","tables":[{"schema":null,"name":"t","class":null,"file":"f",
        "line":1,"complete":true,"missing":[{"class":null,"distribution":null,"reason":""}],"comment":null,"primaryKey":["c"],
        "uniques":[{"name":null,"columns":["c"]}],"foreignKeys":[{"name":null,"columns":["c"],"targetSchema":null,"targetTable":"t",
        "targetColumns":["c"],"onDelete":null,"onUpdate":null}],"indexes":[{"name":null,"columns":["c"],"unique":true}],
        "checks":[{"name":null,"sql":""}],"columns":[{"name":"c","attribute":null,"type":"INTEGER","typeResolved":true,"python":null,
        "nullable":false,"primaryKey":true,"serverDefault":null,"clientDefault":false,"computed":null,"identity":null,"enum":["v"],
        "length":1,"precision":null,"scale":null,"timezone":null,"comment":null,"file":"f","line":1}]}],"diagnostics":{"python":"",
        "sqlalchemy":"","unloaded":[],"failed":[],"unparsed":[],"mocked":[]},"closure":{"files":[],"absent":[]}}
        """u8.ToArray();

    /// <summary>Starts it; nothing depends on its end.</summary>
    public static void Start() => _ = Task.Run(Run);

    private static void Run()
    {
        var schema = SchemaDocumentReader.Read(Document);
        var table = schema.Tables[0];
        var contract = ContractReader.Read("c", OdcsWriter.Write("c", null, schema.Tables, schema.Dialect)).Contract!;
        var verdict = Judge.Run(new CheckInput
        {
            Base = schema,
            Head = schema with { Tables = [table with { Columns = [], Uniques = [], Indexes = [] }, table with { Name = new TableName(null, "u") }] },
            BaseContracts = [contract],
            HeadContracts = [contract],
        });
        TextRenderer.Render(
            new Report
            {
                Verdict = verdict,
                Head = new RevisionInfo(Dialects.Default, null, null),
                Base = null,
                Contracts = [contract],
                Profile = Profile.Reader,
            },
            TextStyle.Plain);
    }
}
