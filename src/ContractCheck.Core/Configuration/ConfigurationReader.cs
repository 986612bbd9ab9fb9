using System.Collections.Immutable;
using System.Globalization;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Configuration;

/// <summary>Reads <c>.contractcheck.yml</c>.</summary>
public static class ConfigurationReader
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = ".contractcheck.yml";

    private static readonly ImmutableArray<Setting> Settings =
    [
        new("contracts", "a list of globs", (c, n) => Texts(n) is { } v ? c with { Contracts = v } : null),
        new("dialect", "one of " + string.Join(", ", Dialects.Names), (c, n) => Dialects.Find(Text(n)) is { } v ? c with { Dialect = v } : null),
        new("profile", "reader, writer or both", (c, n) => ProfileOf(Text(n)) is { } v ? c with { Profile = v } : null),
        new("python", "the path of an interpreter", (c, n) => Text(n) is { } v ? c with { Python = v } : null),
        new("sqlalchemy", "1.4 or 2.0", (c, n) => Text(n) is "1.4" or "2.0" ? c with { SqlAlchemy = Text(n) } : null),
        new("include", "a list of paths or globs", (c, n) => Texts(n) is { } v ? c with { Include = v } : null),
        new("exclude", "a list of paths or globs", (c, n) => Texts(n) is { } v ? c with { Exclude = v } : null),
        new(
            "packages",
            "a list of distributions such as oslo.db or oslo.db==17.2.0",
            (c, n) => Texts(n) is { } v && v.All(PackageRequirement.IsValid) ? c with { Packages = v } : null),
        new("seconds", "a whole number from 1 to 3600", (c, n) => Whole(n, 1, 3600) is { } v ? c with { Seconds = v } : null),
        new("memory-mib", "a whole number from 256 to 65536", (c, n) => Whole(n, 256, 65536) is { } v ? c with { MemoryMiB = v } : null),
        new("result-mib", "a whole number from 1 to 1024", (c, n) => Whole(n, 1, 1024) is { } v ? c with { ResultMiB = v } : null),
        new("log-mib", "a whole number from 1 to 1024", (c, n) => Whole(n, 1, 1024) is { } v ? c with { LogMiB = v } : null),
        new("files", "a whole number from 1 to 10000000", (c, n) => Whole(n, 1, 10_000_000) is { } v ? c with { Files = v } : null),
        new("files-mib", "a whole number from 1 to 65536", (c, n) => Whole(n, 1, 65536) is { } v ? c with { FilesMiB = v } : null),
    ];

    /// <summary>Reads a configuration; an empty file is an empty configuration.</summary>
    /// <exception cref="CheckException">Exit code 2: the file is not what is asked for; every error is named with its line.</exception>
    public static CheckConfiguration Read(string file, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new CheckConfiguration();
        }

        var document = YamlNodes.Parse(file, text);
        var errors = document.Errors.ToList();
        var configuration = new CheckConfiguration();
        switch (document.Root)
        {
            case DocumentMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    configuration = Apply(configuration, entry, errors);
                }

                break;
            case { } other when errors.Count == 0:
                errors.Add(new ContractError(other.Position, $"the configuration is {other.Kind}, not a mapping"));
                break;
        }

        return errors.Count == 0
            ? configuration
            : throw new CheckException(
                ExitCode.Usage,
                string.Join('\n', errors),
                $"Known settings: {string.Join(", ", Settings.Select(s => s.Key))}.");
    }

    private static CheckConfiguration Apply(CheckConfiguration configuration, DocumentEntry entry, List<ContractError> errors)
    {
        var setting = Settings.FirstOrDefault(s => s.Key == entry.Key);
        if (setting is null)
        {
            errors.Add(new ContractError(entry.Position, $"there is no setting '{entry.Key}'"));
            return configuration;
        }

        if (setting.Apply(configuration, entry.Value) is { } changed)
        {
            return changed;
        }

        errors.Add(new ContractError(entry.Value.Position, $"'{entry.Key}' must be {setting.Expected}"));
        return configuration;
    }

    private static string? Text(DocumentNode node) => node is DocumentScalar { Type: not ScalarType.Null, Text.Length: > 0 } scalar ? scalar.Text : null;

    private static ImmutableArray<string>? Texts(DocumentNode node) => node switch
    {
        DocumentSequence list when list.Items.All(i => Text(i) is not null) => [.. list.Items.Select(i => Text(i)!)],
        DocumentScalar when Text(node) is { } one => [one],
        _ => null,
    };

    private static int? Whole(DocumentNode node, int least, int most) =>
        int.TryParse(Text(node), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : null;

    private static Profile? ProfileOf(string? text) =>
        Enum.GetValues<Profile>().Cast<Profile?>().FirstOrDefault(p => string.Equals(p.ToString(), text, StringComparison.OrdinalIgnoreCase));

    private sealed record Setting(string Key, string Expected, Func<CheckConfiguration, DocumentNode, CheckConfiguration?> Apply);
}
