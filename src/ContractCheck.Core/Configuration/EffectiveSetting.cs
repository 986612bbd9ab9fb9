using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Configuration;

/// <summary>A setting as it counts for a check.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value as one line; of a list, its items; of waivers, how many.</param>
/// <param name="Origin">Where it comes from: <c>.contractcheck.yml:3</c>, <c>--dialect</c> or <c>default</c>.</param>
public sealed record EffectiveSetting(string Key, string Value, string Origin)
{
    /// <summary>Every setting, in the order of the documentation.</summary>
    /// <param name="file">The configuration's name.</param>
    /// <param name="text">Its text; empty where there is none.</param>
    /// <param name="options">Values that the command line gives, and the option that does.</param>
    /// <exception cref="CheckException">Exit code 2: the configuration is wrong.</exception>
    public static ImmutableArray<EffectiveSetting> Of(string file, string text, IReadOnlyDictionary<string, (string Option, string Value)> options)
    {
        ConfigurationReader.Read(file, text);
        var written = string.IsNullOrWhiteSpace(text) ? null : YamlNodes.Parse(file, text).Root as DocumentMapping;
        return
        [
            .. ConfigurationReader.Settings.Select(setting =>
                options.TryGetValue(setting.Key, out var given) ? new EffectiveSetting(setting.Key, given.Value, given.Option)
                : written?.Entry(setting.Key) is { } entry ? new EffectiveSetting(setting.Key, Told(entry.Value), $"{entry.Position.File}:{entry.Position.Line}")
                : new EffectiveSetting(setting.Key, setting.Otherwise.Replace("`", "", StringComparison.Ordinal), "default")),
        ];
    }

    private static string Told(DocumentNode node) => node switch
    {
        DocumentScalar scalar => scalar.Text,
        DocumentSequence list when list.Items.All(i => i is DocumentScalar) => string.Join(", ", list.Items.Select(Told)),
        DocumentSequence list => $"{list.Items.Length}",
        _ => node.Kind,
    };
}
