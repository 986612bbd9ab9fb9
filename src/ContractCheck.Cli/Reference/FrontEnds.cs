using System.Collections.Immutable;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Reference;

/// <summary>What the action and the MSBuild task say of each option.</summary>
internal static class FrontEnds
{
    // Each of them tells its own host, and prints for its own log.
    private static readonly ImmutableArray<RunOption> OfNone = [OptionCatalogue.Format, OptionCatalogue.Publish];

    /// <summary>Whether the action has it as an input.</summary>
    public static bool IsOfAction(RunOption option) => !OfNone.Contains(option);

    /// <summary>Whether the task has it as a property.</summary>
    public static bool IsOfTask(RunOption option) => option != OptionCatalogue.Format;

    /// <summary>Its property in MSBuild.</summary>
    public static string Property(RunOption option) => $"ContractCheck{Pascal(option)}";

    /// <summary>The inputs of action.yml.</summary>
    public static string ActionInputs() => string.Concat(OptionCatalogue.All.Where(IsOfAction).Select(o =>
        $"  {o.Name}:\n    description: {Quoted(ActionDescription(o))}\n    required: false\n    default: ''\n"));

    /// <summary>The rows of the action's catalogue.</summary>
    public static string ActionCatalogue() => string.Concat(OptionCatalogue.All.Where(IsOfAction).Select(o =>
        $"        new(\"{o.Name}\", InputKind.{KindOf(o)}),\n"));

    /// <summary>The properties of the task.</summary>
    public static string TaskProperties() => string.Join('\n', OptionCatalogue.All.Where(IsOfTask).Select(o =>
        $"    /// <summary>{o.Description.Replace("<", "&lt;", StringComparison.Ordinal)}.</summary>\n    public {TypeOf(o)} {Pascal(o)} {{ get; set; }}{(TypeOf(o) == "ITaskItem[]" ? " = [];" : "")}\n"))
        + "\n    private IEnumerable<string> Arguments()\n    {\n        return\n        [\n"
        + string.Concat(OptionCatalogue.All.Where(IsOfTask).Select(o => $"            .. Option(\"--{o.Name}\", {Pascal(o)}),\n"))
        + "        ];\n    }\n";

    /// <summary>The element of the task that judges.</summary>
    public static string TaskElement() => Element(
        """
                CliFolder="$(_ContractCheckCli)"
                DotNetHost="$(DOTNET_HOST_PATH)">
              <Output TaskParameter="Verdict" PropertyName="ContractCheckVerdict" />
              <Output TaskParameter="Findings" ItemName="ContractCheckFinding" />
            </ContractCheckTask>

        """);

    /// <summary>The element of the task that looks whether anything has changed.</summary>
    public static string StateElement() => Element(
        """
                StateFile="$(_ContractCheckState)"
                CliFolder="$(_ContractCheckCli)"
                DotNetHost="$(DOTNET_HOST_PATH)" />

        """);

    private static string Element(string end) =>
        "    <ContractCheckTask\n"
        + string.Concat(OptionCatalogue.All.Where(IsOfTask).Select(o => $"        {Pascal(o)}=\"$({Property(o)})\"\n"))
        + end;

    private static string KindOf(RunOption option) => option.Kind switch
    {
        OptionKind.Flag => "Flag",
        OptionKind.List or OptionKind.Folders => "List",
        _ => "Text",
    };

    private static string TypeOf(RunOption option) => option.Kind switch
    {
        OptionKind.Flag => "bool",
        OptionKind.List or OptionKind.Folders => "ITaskItem[]",
        _ => "string?",
    };

    private static string ActionDescription(RunOption option) => option.Kind switch
    {
        OptionKind.Flag => $"{option.Description}: true or false (false)",
        OptionKind.Choice => $"{option.Description}: {string.Join(", ", option.Values)}",
        OptionKind.List or OptionKind.Folders => $"{option.Description}, one a line",
        _ => option.Description,
    };

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Pascal(RunOption option) =>
        string.Concat(option.Name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
