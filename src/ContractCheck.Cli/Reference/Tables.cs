using ContractCheck.Core.Configuration;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Reference;

/// <summary>Tables of the documentation.</summary>
internal static class Tables
{
    /// <summary>A row for each setting of the configuration.</summary>
    public static string Settings() =>
        "| setting | meaning | values | default |\n|---|---|---|---|\n"
        + string.Concat(ConfigurationReader.Settings.Select(s => $"| `{s.Key}` | {s.Description} | {s.Expected} | {s.Otherwise} |\n"));

    /// <summary>A row for each option of a check.</summary>
    public static string Options() =>
        "| command line | action | MSBuild | meaning |\n|---|---|---|---|\n"
        + string.Concat(OptionCatalogue.All.Select(o =>
            $"| `--{o.Name}`{Value(o)} | {(FrontEnds.IsOfAction(o) ? $"`{o.Name}`" : "")} | {(FrontEnds.IsOfTask(o) ? $"`{FrontEnds.Property(o)}`" : "")} | {o.FullDescription} |\n"));

    private static string Value(RunOption option) => option.Kind == OptionKind.Flag ? "" : $" `{option.ValueName.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
