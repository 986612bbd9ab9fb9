using System.Globalization;
using ContractCheck.Core.Rules.Promises;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>Compares a promised column with itself in another version.</summary>
internal static class ContractColumnDiff
{
    /// <summary>Options of which a greater number promises less.</summary>
    private static readonly string[] Upper = ["maxLength", "maximum", "exclusiveMaximum", "maxItems", "maxProperties"];

    /// <summary>Options of which a smaller number promises less.</summary>
    private static readonly string[] Lower = ["minLength", "minimum", "exclusiveMinimum", "minItems", "minProperties"];

    public static IEnumerable<ContractChange> Between(TableName table, string name, ContractColumn before, ContractColumn after)
    {
        ContractChange? Make(ContractChangeGrade grade, string aspect, string? old, string? now, ContractPosition? position) =>
            old == now ? null : new ContractChange(grade, table, name, aspect, old, now, position ?? after.Position, position ?? after.Position);

        ContractChange? MakePromise(string aspect, Promise<string>? old, Promise<string>? now, Func<string, string, ContractChangeGrade>? grade = null) => Make(
            old is null ? ContractChangeGrade.Additive : now is null ? ContractChangeGrade.Breaking : grade?.Invoke(old.Value, now.Value) ?? ContractChangeGrade.Breaking,
            aspect, old?.Value, now?.Value, now?.Position);

        ContractChange? MakeFlag(string aspect, Promise<bool>? old, Promise<bool>? now) => Make(
            old is { Value: true } ? ContractChangeGrade.Breaking : ContractChangeGrade.Additive,
            aspect, ContractTableDiff.Truth(old), ContractTableDiff.Truth(now), now?.Position);

        var options = before.Options.All.Concat(after.Options.All).Select(o => o.Key).Distinct(StringComparer.Ordinal)
            .Select(key => MakePromise(key, before.Options.Find(key), after.Options.Find(key), (old, now) => OptionGrade(key, old, now)));
        return new[]
        {
            Make(ContractChangeGrade.Breaking, "physicalName", before.LookupName, after.LookupName, after.PhysicalName?.Position),
            MakePromise("logicalType", before.LogicalType, after.LogicalType),
            MakePromise("physicalType", before.PhysicalType, after.PhysicalType, PhysicalGrade),
            MakeFlag("required", before.Required, after.Required),
            MakeFlag("unique", before.Unique, after.Unique),
        }
        .Concat(options)
        .Concat(AllowedValues(before.AllowedValues, after.AllowedValues, Make))
        .Concat(
        [
            Make(ContractChangeGrade.Additive, "deprecated", ContractTableDiff.Truth(before.Deprecated), ContractTableDiff.Truth(after.Deprecated), after.Deprecated?.Position),
            Make(ContractTableDiff.SunsetGrade(before.CustomProperties, after.CustomProperties), "sunset", ContractTableDiff.Sunset(before.CustomProperties), ContractTableDiff.Sunset(after.CustomProperties), null),
            Make(ContractChangeGrade.Editorial, "name", before.Name, after.Name, null),
            Make(ContractChangeGrade.Editorial, "description", before.Description, after.Description, null),
            Make(ContractChangeGrade.Editorial, "classification", before.Classification, after.Classification, null),
        ])
        .OfType<ContractChange>();
    }

    // A list is a promise that nothing else occurs: a further value loosens it, one less tightens it.
    private static IEnumerable<ContractChange?> AllowedValues(
        AllowedValues? before, AllowedValues? after, Func<ContractChangeGrade, string, string?, string?, ContractPosition?, ContractChange?> make)
    {
        if (before is null || after is null)
        {
            yield return make(
                before is null ? ContractChangeGrade.Additive : ContractChangeGrade.Breaking, "values",
                before is null ? null : string.Join(", ", before.Values), after is null ? null : string.Join(", ", after.Values), after?.Position);
            yield break;
        }

        foreach (var value in after.Values.Except(before.Values, StringComparer.Ordinal))
        {
            yield return make(ContractChangeGrade.Breaking, "value", null, value, after.Position);
        }

        foreach (var value in before.Values.Except(after.Values, StringComparer.Ordinal))
        {
            yield return make(ContractChangeGrade.Additive, "value", value, null, after.Position);
        }
    }

    private static ContractChangeGrade OptionGrade(string key, string before, string after)
    {
        if (!double.TryParse(before, NumberStyles.Float, CultureInfo.InvariantCulture, out var old) || !double.TryParse(after, NumberStyles.Float, CultureInfo.InvariantCulture, out var now))
        {
            return ContractChangeGrade.Breaking;
        }

        var tightened = (Upper.Contains(key, StringComparer.Ordinal) && now < old) || (Lower.Contains(key, StringComparer.Ordinal) && now > old);
        return tightened ? ContractChangeGrade.Additive : ContractChangeGrade.Breaking;
    }

    private static ContractChangeGrade PhysicalGrade(string before, string after) =>
        PhysicalPromise.IsSpelling(SqlType.Parse(before), SqlType.Parse(after)) ? ContractChangeGrade.Editorial : ContractChangeGrade.Breaking;
}
