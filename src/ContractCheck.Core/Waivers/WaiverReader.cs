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

    private static readonly RecordList Waivers = new(
        "a waiver", new("fingerprint"), new("rule"), new("table"), new("column"), new("reason", Required: true), new("owner"), new("until") { IsDay = true });

    /// <summary>The shape of the list.</summary>
    internal static SettingShape Shape => Waivers.Shape;

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
    public static ImmutableArray<Waiver> Read(DocumentNode node, ICollection<ContractError> errors) => Waivers.Read(node, errors, Make);

    private static Waiver? Make(RecordList.Record record)
    {
        var (rule, table, fingerprint) = (record["rule"], record["table"], record["fingerprint"]);
        var known = rule is null ? null : RuleCatalogue.Find(rule);
        var isGood = record.Require(rule is not null || table is not null || fingerprint is not null, "a waiver needs 'rule', 'table' or 'fingerprint': it must not waive everything")
            & record.Require(
                rule is not null || fingerprint is not null || table is null || !table.All(c => c is '*' or '?' or '.'),
                $"a waiver for the table '{table}' needs a 'rule': it must not waive everything")
            & record.Require(
                fingerprint is null || (fingerprint.Length == 16 && fingerprint.All(char.IsAsciiHexDigitLower)), $"a fingerprint has 16 digits such as 0a1b2c3d4e5f6071, not '{fingerprint}'")
            & record.Require(rule is null || known is not null, $"there is no rule '{rule}'", "list them with 'contractcheck explain'")
            & record.Require(known is not (ConditionRule or WaiverRule), $"{rule} cannot be waived", "it is about the check itself");
        return !isGood
            ? null
            : new Waiver
            {
                Fingerprint = fingerprint,
                Rule = known?.Id,
                Table = table,
                Column = record["column"],
                Reason = record["reason"]!,
                Owner = record["owner"],
                Until = record.DayOf("until"),
                Position = record.Position,
            };
    }
}
