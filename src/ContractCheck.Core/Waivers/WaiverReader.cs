using System.Collections.Immutable;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Rules;

namespace ContractCheck.Core.Waivers;

/// <summary>Reads waivers: the list <c>waivers</c> of the configuration, or of a file of its own.</summary>
public static class WaiverReader
{
    /// <summary>The file of its own, at the top of the repository.</summary>
    public const string FileName = ".contractcheck-waivers.yml";

    private static readonly string[] Needed = ["reason"];
    private static readonly string[] Keys = ["fingerprint", "rule", "table", "column", "reason", "owner", "until"];

    /// <summary>The shape of the list.</summary>
    internal static SettingShape Shape => new(IsList: true, [], null) { Members = [.. Keys.Select(key => (key, Needed.Contains(key, StringComparer.Ordinal)))] };

    /// <summary>Reads the file; an empty one holds none.</summary>
    /// <exception cref="CheckException">Exit code 2: it is not what is asked for; every error is named with its line.</exception>
    public static ImmutableArray<Waiver> ReadFile(string file, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var document = YamlNodes.Parse(file, text);
        var errors = document.Errors.ToList();
        ImmutableArray<Waiver> waivers = [];
        if (errors.Count == 0 && document.Root is null or DocumentScalar { Type: ScalarType.Null })
        {
            return [];
        }

        if (document.Root is DocumentMapping { Entries: [{ Key: "waivers" } only] })
        {
            waivers = Read(only.Value, errors);
        }
        else if (errors.Count == 0)
        {
            errors.Add(new ContractError(document.Root?.Position ?? new ContractPosition(file, 1, 1), "the file must hold 'waivers' and nothing else"));
        }

        return errors.Count == 0 ? waivers : throw new CheckException(ExitCode.Usage, string.Join('\n', errors), "Write waivers with 'contractcheck waive'.");
    }

    /// <summary>Reads a list of waivers; what is wrong is added to the errors.</summary>
    public static ImmutableArray<Waiver> Read(DocumentNode node, ICollection<ContractError> errors)
    {
        if (node is DocumentScalar { Type: ScalarType.Null })
        {
            return [];
        }

        if (node is not DocumentSequence list)
        {
            errors.Add(new ContractError(node.Position, "'waivers' must be a list"));
            return [];
        }

        return [.. list.Items.Select(item => ReadOne(item, errors)).OfType<Waiver>()];
    }

    private static Waiver? ReadOne(DocumentNode node, ICollection<ContractError> errors)
    {
        if (node is not DocumentMapping mapping)
        {
            errors.Add(new ContractError(node.Position, "a waiver must be a mapping with 'reason' and what it is about: 'rule', 'table', 'column' or 'fingerprint'"));
            return null;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var before = errors.Count;
        foreach (var entry in mapping.Entries)
        {
            if (!Keys.Contains(entry.Key, StringComparer.Ordinal))
            {
                errors.Add(new ContractError(entry.Position, $"a waiver has no '{entry.Key}'", $"known are {string.Join(", ", Keys)}"));
            }
            else if (entry.Value is DocumentScalar { Type: not ScalarType.Null, Text.Length: > 0 } scalar)
            {
                values[entry.Key] = scalar.Text;
            }
            else
            {
                errors.Add(new ContractError(entry.Value.Position, $"'{entry.Key}' of a waiver must be a text"));
            }
        }

        var until = Until(values.GetValueOrDefault("until"), mapping, errors);
        if (!values.ContainsKey("reason"))
        {
            errors.Add(new ContractError(mapping.Position, "a waiver needs a 'reason'"));
        }

        if (!values.Keys.Any(key => key is "fingerprint" or "rule" or "table"))
        {
            errors.Add(new ContractError(mapping.Position, "a waiver needs 'rule', 'table' or 'fingerprint': it must not waive everything"));
        }

        if (!values.ContainsKey("rule") && !values.ContainsKey("fingerprint") && values.TryGetValue("table", out var table) && table.All(c => c is '*' or '?' or '.'))
        {
            errors.Add(new ContractError(mapping.Position, $"a waiver for the table '{table}' needs a 'rule': it must not waive everything"));
        }

        if (values.TryGetValue("fingerprint", out var fingerprint) && !(fingerprint.Length == 16 && fingerprint.All(char.IsAsciiHexDigitLower)))
        {
            errors.Add(new ContractError(mapping.Position, $"a fingerprint has 16 digits such as 0a1b2c3d4e5f6071, not '{fingerprint}'"));
        }

        if (values.TryGetValue("rule", out var rule) && RuleCatalogue.Find(rule) is null)
        {
            errors.Add(new ContractError(mapping.Position, $"there is no rule '{rule}'", "list them with 'contractcheck explain'"));
        }

        if (rule is not null && RuleCatalogue.Find(rule) is ConditionRule or WaiverRule)
        {
            errors.Add(new ContractError(mapping.Position, $"{rule} cannot be waived", "it is about the check itself"));
        }

        return errors.Count > before
            ? null
            : new Waiver
            {
                Fingerprint = values.GetValueOrDefault("fingerprint"),
                Rule = rule is null ? null : RuleCatalogue.Find(rule)?.Id,
                Table = values.GetValueOrDefault("table"),
                Column = values.GetValueOrDefault("column"),
                Reason = values["reason"],
                Owner = values.GetValueOrDefault("owner"),
                Until = until,
                Position = mapping.Position,
            };
    }

    private static DateOnly? Until(string? text, DocumentMapping mapping, ICollection<ContractError> errors)
    {
        if (text is null)
        {
            return null;
        }

        if (Day.Read(text) is { } day)
        {
            return day;
        }

        errors.Add(new ContractError(mapping.Position, $"'until' must be a day such as 2027-03-31, not '{text}'"));
        return null;
    }
}
