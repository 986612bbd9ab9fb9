using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>
/// A column's enumeration has other values than promised. A column that never was an enumeration is not judged: nothing states its values.
/// </summary>
internal sealed class EnumMismatch() : ContractRule("CC506", "contract-enum-mismatch", Severity.Error)
{
    public override IEnumerable<Breach> Judge(PromisedTable promised)
    {
        foreach (var (promise, column) in promised.Columns)
        {
            if (promise.AllowedValues is not { } allowed || column is null)
            {
                continue;
            }

            if (column.Type.EnumValues.IsEmpty)
            {
                yield return Broken(promised, column, allowed, "enumeration", "holds any value, promised are only some") with { OnlyIfKeptBefore = true };
                continue;
            }

            foreach (var value in column.Type.EnumValues.Except(allowed.Values, StringComparer.Ordinal))
            {
                yield return Broken(promised, column, allowed, $"more {value}", $"has the value '{value}', which is not promised");
            }

            foreach (var value in allowed.Values.Except(column.Type.EnumValues, StringComparer.Ordinal))
            {
                yield return Broken(promised, column, allowed, $"less {value}", $"lacks the promised value '{value}'");
            }
        }
    }

    private Breach Broken(PromisedTable promised, Column column, AllowedValues allowed, string subject, string message) => new()
    {
        Rule = Id,
        Promised = promised,
        Column = column.Name,
        Columns = [column.Name],
        Subject = subject,
        Promise = $"values {string.Join(", ", allowed.Values)}",
        Message = message,
        Position = allowed.Position,
    };
}
