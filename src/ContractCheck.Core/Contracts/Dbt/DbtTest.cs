using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>A test of a column or table that fails a run of dbt.</summary>
/// <param name="Name">Its name, such as <c>not_null</c> or <c>dbt_utils.unique_combination_of_columns</c>.</param>
/// <param name="Settings">Its arguments and configuration, or null.</param>
/// <param name="Position">Where it is written.</param>
internal sealed record DbtTest(string Name, DocumentMapping? Settings, ContractPosition Position)
{
    private static readonly string[] Weakenings = ["where", "error_if", "fail_calc"];

    /// <summary>The tests of a column or table that hold for every row and fail when one row misses them; others promise nothing.</summary>
    public static IEnumerable<DbtTest> Of(DocumentMapping node) =>
        node.Items("tests").Concat(node.Items("data_tests")).Select(Read).OfType<DbtTest>().Where(t => t.IsBinding);

    /// <summary>An argument, which newer files write under <c>arguments</c>.</summary>
    public DocumentNode? Argument(string name) => Settings?.Mapping("arguments")?[name] ?? Settings?[name];

    /// <summary>The same as text.</summary>
    public string? Text(string name) => Argument(name) is DocumentScalar { Type: not ScalarType.Null } scalar ? scalar.Text : null;

    private bool IsBinding => new[] { Settings, Settings?.Mapping("config") }.OfType<DocumentMapping>().All(HoldsAlways);

    private static DbtTest? Read(DocumentNode item) => item switch
    {
        DocumentScalar scalar => new DbtTest(scalar.Text, null, scalar.Position),
        DocumentMapping mapping when mapping.Text("test_name") is { } name => new DbtTest(name, mapping, mapping.Position),
        DocumentMapping { Entries: [var first, ..] } mapping =>
            new DbtTest(first.Key, first.Value as DocumentMapping ?? (mapping.Entries.Length > 1 ? mapping : null), first.Position),
        _ => null,
    };

    private static bool HoldsAlways(DocumentMapping settings) =>
        (settings.Text("severity") is not { } severity || severity.Equals("error", StringComparison.OrdinalIgnoreCase))
        && settings["enabled"] is not DocumentScalar { Text: "false" }
        && Array.TrueForAll(Weakenings, w => settings[w] is null or DocumentScalar { Type: ScalarType.Null });
}
