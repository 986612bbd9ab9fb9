using System.Collections.Immutable;
using System.Globalization;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Configuration;

/// <summary>Reads <c>.contractcheck.yml</c>.</summary>
public static class ConfigurationReader
{
    /// <summary>The file's usual name.</summary>
    public const string FileName = ".contractcheck.yml";

    /// <summary>Every setting, in the order of the documentation. To add one: a member of <see cref="CheckConfiguration"/>, and a line here.</summary>
    public static ImmutableArray<ConfigurationSetting> Settings { get; } =
    [
        Globs("contracts", "globs of contract files, relative to the repository, in any of [these formats](contracts.md)", "`contracts/**/*.odcs.yaml`, `**/*.odcs.yaml`, `**/*.odcs.yml`, `**/*.odcs.json`, `**/datacontract.yaml`, `**/datacontract.yml`, `**/*.datacontract.yaml`, `**/*.datacontract.yml`, `**/*.contract.csv`", (c, v) => c with { Contracts = v }),
        Globs("manifests", "globs of `manifest.json` files of dbt projects, committed or fetched into the checkout: who downstream is hit ([impact](impact.md))", "none", (c, v) => c with { Manifests = v }),
        Globs("catalogs", "globs of `catalog.json` files: which columns the warehouse has", "the file beside each manifest", (c, v) => c with { Catalogs = v }),
        Globs("consumers", "globs of CSV lists of consumers that dbt does not know", "none", (c, v) => c with { Consumers = v }),
        new(
            "loads", "a list of loads",
            "how a load into the warehouse names what it copies: the `schema` and `database` that it copies `models` to, the `name` it gives them (`shop_{table}`), in which `case`", "by name",
            LoadSetting.Shape, (c, n, errors) => c with { Loads = LoadSetting.Read(n, errors) }),
        new(
            "openlineage-namespace", "a namespace such as postgres://db:5432, or a list of them, one for each system",
            "[OpenLineage](openlineage.md) namespaces of tables that no server of a contract names, one for each system", "the system's scheme, such as `postgres`", SettingShape.Texts,
            (c, n, _) => Texts(n) is { } v ? c with { OpenLineageNamespaces = v } : null),
        Choice("dialect", "dialect that types are written in", "`postgresql`", Dialects.Names, (c, v) => c with { Dialect = v }),
        Choice(
            "profile", "whose view grades a change: `reader` (BI, dbt, reverse ETL), `writer` (services that insert), `both`", "`reader`", ["reader", "writer", "both"],
            (c, v) => c with { Profile = Enum.Parse<Profile>(v, ignoreCase: true) }),
        new("python", "the path of an interpreter", "interpreter that reads the models", "`python3` on `PATH`", SettingShape.Text, (c, n, _) => Text(n) is { } v ? c with { Python = v } : null),
        Choice(
            "sqlalchemy", "series of SQLAlchemy that the models are read with", "what the repository's lock files and requirements ask for, else 2.0", ["1.4", "2.0"],
            (c, v) => c with { SqlAlchemy = v }),
        Globs("include", "paths or globs that are read although they look like tests, migrations, examples or documentation", "none", (c, v) => c with { Include = v }),
        Globs("exclude", "paths or globs that are not read", "none", (c, v) => c with { Exclude = v }),
        new(
            "packages", "a list of distributions such as oslo.db or oslo.db==17.2.0", "distributions that models import, with versions or without: `[oslo.db, acme-orm==1.2]`", "none", SettingShape.Texts,
            (c, n, _) => Texts(n) is { } v && v.All(PackageRequirement.IsValid) ? c with { Packages = v } : null),
        new(
            "waivers", "a list of waivers", $"findings that are permitted, each with `reason` and what it is about; also in `{WaiverReader.FileName}` ([waivers](waivers.md))", "none",
            WaiverReader.Shape, (c, n, errors) => c with { Waivers = WaiverReader.Read(n, errors) }),
        new(
            "severity", "a list of severities",
            "the weight of findings, of a `rule`, the promises of a `contract`, a `table` or several of these: `error`, `warning`, `info` or `off`; the last line that fits counts", "the rule's own",
            SeverityRule.Shape, (c, n, errors) => c with { Severities = SeverityRule.Read(n, errors) }),
        Choice(
            "fail-on", "what fails the check: an `error`, a `warning` too, only an error that reaches a declared consumer (`consumers`), or nothing (`never`)", "`error`", ["error", "warning", "consumers", "never"],
            (c, v) => c with { FailOn = Enum.Parse<FailOn>(v, ignoreCase: true) }),
        new(
            "accept-trailer", "the name of a trailer such as Contract-Break", "trailer of a commit message that accepts the broken promises: `Contract-Break: agreed with Finance`", "none",
            SettingShape.Text, (c, n, _) => Text(n) is { } v && CommitTrailer.IsName(v) ? c with { AcceptTrailer = v } : null),
        new(
            "tables", "a list of mappings",
            "which table of the `models` a `table` of a contract is, where the names do not show it; `contract` narrows it to one contract's id", "by name",
            TableMapping.Shape, (c, n, errors) => c with { Tables = TableMapping.Read(n, errors) }),
        new(
            "renames", "a list of renames", "a `table` or `column` that goes on under the name `to`, where likeness does not show it", "by likeness and the ids of contracts",
            RenameSetting.Shape, (c, n, errors) => c with { Renames = RenameSetting.Read(n, errors) }),
        new(
            "sunsets", "a list of sunsets", "the `day` from which on a promised `table` or `column` may go, for contracts that cannot say it themselves", "none",
            SunsetSetting.Shape, (c, n, errors) => c with { Sunsets = SunsetSetting.Read(n, errors) }),
        Number("seconds", "wall clock and CPU for each revision", "120", 1, 3600, (c, v) => c with { Seconds = v }),
        Number("memory-mib", "address space for each revision", "4096", 256, 65_536, (c, v) => c with { MemoryMiB = v }),
        Number("result-mib", "size of each revision's schema document", "64", 1, 1024, (c, v) => c with { ResultMiB = v }),
        Number("log-mib", "what the models of each revision may print", "1", 1, 1024, (c, v) => c with { LogMiB = v }),
        Number("files", "files of each revision: Python, and small text that models may read", "100000", 1, 10_000_000, (c, v) => c with { Files = v }),
        Number("files-mib", "size of these files together", "512", 1, 65_536, (c, v) => c with { FilesMiB = v }),
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

        var before = errors.Count;
        if (setting.Apply(configuration, entry.Value, errors) is { } changed)
        {
            return changed;
        }

        if (errors.Count > before)
        {
            return configuration;
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

    private static ConfigurationSetting Globs(
        string key, string description, string otherwise, Func<CheckConfiguration, ImmutableArray<string>, CheckConfiguration> apply) =>
        new(key, key == "contracts" ? "a list of globs" : "a list of paths or globs", description, otherwise, SettingShape.Texts, (c, n, _) => Texts(n) is { } v ? apply(c, v) : null);

    private static ConfigurationSetting Choice(
        string key, string description, string otherwise, ImmutableArray<string> values, Func<CheckConfiguration, string, CheckConfiguration> apply) => new(
            key, $"one of {string.Join(", ", values)}", description, otherwise, SettingShape.OneOf(values),
            (c, n, _) => values.FirstOrDefault(v => string.Equals(v, Text(n), StringComparison.OrdinalIgnoreCase)) is { } v ? apply(c, v) : null);

    private static ConfigurationSetting Number(
        string key, string description, string otherwise, int least, int most, Func<CheckConfiguration, int, CheckConfiguration> apply) => new(
            key, $"a whole number from {least} to {most}", description, $"`{otherwise}`", SettingShape.Whole(least, most),
            (c, n, _) => Whole(n, least, most) is { } v ? apply(c, v) : null);
}
