using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>Holds a column's type against what a contract says of it. What a contract leaves out is not promised.</summary>
internal static class TypePromise
{
    public static IEnumerable<(string Aspect, string Promised, ContractPosition Position)> Broken(ContractColumn promise, ColumnType type)
    {
        if (promise.PhysicalType is { } physical && !KeepsPhysical(physical.Value, type))
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

    private static bool KeepsPhysical(string physical, ColumnType type)
    {
        if (!type.Resolved)
        {
            return string.Equals(Squeeze(physical), Squeeze(type.Sql), StringComparison.OrdinalIgnoreCase);
        }

        var promised = SqlType.Parse(physical);
        var actual = TypeChange.Shape(type);
        if (promised.Dimensions != actual.Dimensions)
        {
            return false;
        }

        if (type.EnumValues.Length > 0 && actual.Family == TypeFamily.Enum)
        {
            return promised.Name == actual.Name || promised.Name == "ENUM" || promised is { Family: TypeFamily.Text, Arguments.IsEmpty: true };
        }

        return promised.Family == actual.Family && promised.Family switch
        {
            TypeFamily.Other => promised.Name == actual.Name
                && (promised.Arguments.IsEmpty || promised.Arguments.SequenceEqual(actual.Arguments, StringComparer.OrdinalIgnoreCase)),
            TypeFamily.Text or TypeFamily.Binary => promised.Fixed == actual.Fixed
                && ((promised.Arguments.IsEmpty && !IsUnlimited(promised)) || promised.Length == actual.Length),
            TypeFamily.Integer or TypeFamily.Float => promised.Width == actual.Width && promised.Unsigned == actual.Unsigned,
            TypeFamily.Json => promised.Name != "JSONB" || actual.Name == "JSONB",
            TypeFamily.Decimal => promised.Precision is null || (promised.Precision == actual.Precision && promised.Scale == actual.Scale),
            TypeFamily.Time or TypeFamily.Timestamp => promised.Timezone == actual.Timezone
                && (promised.Precision is null || actual.Precision is null || promised.Precision == actual.Precision),
            _ => true,
        };
    }

    // VARCHAR without a length leaves the length open; these names promise that there is none.
    private static bool IsUnlimited(SqlType type) => type.Arguments.IsEmpty
        && type.Name is "TEXT" or "CLOB" or "NCLOB" or "NTEXT" or "LONGTEXT" or "BYTEA" or "BLOB" or "LONGBLOB" or "BYTES";

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
