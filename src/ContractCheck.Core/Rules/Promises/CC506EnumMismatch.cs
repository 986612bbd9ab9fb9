using System.Collections.Immutable;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>A column's enumeration has other values than promised. Columns without an enumeration are not judged: nothing states their values.</summary>
internal sealed class EnumMismatch() : ContractRule("CC506", "contract-enum-mismatch", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised) =>
        from pair in promised.Columns
        where pair.Promise.AllowedValues is not null && pair.Column is { Type.EnumValues.IsEmpty: false }
        let difference = Difference(pair.Promise.AllowedValues!.Values, pair.Column!.Type.EnumValues)
        where difference.Length > 0
        select new Breach
        {
            Rule = Id,
            Promised = promised,
            Column = pair.Column!.Name,
            Columns = [pair.Column.Name],
            Promise = $"values {string.Join(", ", pair.Promise.AllowedValues!.Values)}",
            Message = $"has other values than promised: {difference}",
            Position = pair.Promise.AllowedValues.Position,
        };

    private static string Difference(ImmutableArray<string> promised, ImmutableArray<string> actual)
    {
        var more = actual.Except(promised, StringComparer.Ordinal).Select(v => $"'{v}' is not promised");
        var less = promised.Except(actual, StringComparer.Ordinal).Select(v => $"'{v}' is missing");
        return string.Join(", ", more.Concat(less));
    }
}
