using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>Holds a column's type against what a contract says of it. What a contract leaves out is not promised.</summary>
internal static class TypePromise
{
    /// <summary>What a column's type does not keep: the aspect, what is promised of it, and where.</summary>
    /// <param name="promise">The promised column.</param>
    /// <param name="type">The models' type.</param>
    /// <param name="dialects">The dialects that contract and models write types in, by any name; null where it is not known.</param>
    public static IEnumerable<(string Aspect, string Promised, ContractPosition Position)> Broken(ContractColumn promise, ColumnType type, (string? Promised, string? Actual) dialects)
    {
        if (promise.PhysicalType is { } physical && !KeepsPhysical(physical.Value, type, dialects))
        {
            yield return ("physicalType", physical.Value, physical.Position);
            yield break;
        }

        var shape = TypeChange.Shape(type);
        if (promise.LogicalType is { } logical && promise.PhysicalType is null && !(type.Resolved && KeepsLogical(logical.Value, shape)))
        {
            yield return ("logicalType", logical.Value, logical.Position);
            yield break;
        }

        if (promise.Options.MaxLength is { } length && shape is { Family: TypeFamily.Text, Dimensions: 0 } && !(shape.Length <= length.Value))
        {
            yield return ("maxLength", $"{length.Value}", length.Position);
        }

        if (promise.Options.Timezone is { } zone && shape.Family is TypeFamily.Time or TypeFamily.Timestamp && shape.Timezone != zone.Value)
        {
            yield return ("timezone", zone.Value ? "true" : "false", zone.Position);
        }
    }

    private static bool KeepsPhysical(string physical, ColumnType type, (string? Promised, string? Actual) dialects)
    {
        if (!type.Resolved)
        {
            return string.Equals(Squeeze(physical), Squeeze(type.Sql), StringComparison.OrdinalIgnoreCase);
        }

        return PhysicalPromise.IsKept(SqlType.Parse(physical), SqlDialect.Find(dialects.Promised), TypeChange.Shape(type), SqlDialect.Find(dialects.Actual));
    }

    private static bool KeepsLogical(string logical, SqlType type) =>
        type.Dimensions > 0
            ? logical == "array"
            : logical switch
            {
                "string" => type.Family is TypeFamily.Text or TypeFamily.Enum or TypeFamily.Uuid or TypeFamily.Binary
                    or TypeFamily.Interval or TypeFamily.Json or TypeFamily.Other,
                "integer" => type.Family is TypeFamily.Integer || type is { Family: TypeFamily.Decimal, Scale: 0 },
                "number" => type.Family is TypeFamily.Integer or TypeFamily.Decimal or TypeFamily.Float,
                "boolean" => type.Family is TypeFamily.Boolean or TypeFamily.Integer,
                "date" => type.Family is TypeFamily.Date or TypeFamily.Timestamp,
                "timestamp" => type.Family is TypeFamily.Timestamp,
                "time" => type.Family is TypeFamily.Time,
                "object" or "array" or "map" or "vector" => type.Family is TypeFamily.Json or TypeFamily.Other or TypeFamily.Binary,
                _ => true,
            };

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
