using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Promises;

/// <summary>
/// Whether a type of the models keeps a promised physical type. Every decision stands in
/// tests/ContractCheck.Core.Tests/Rules/type-decisions.txt.
/// </summary>
internal static class PhysicalPromise
{
    /// <summary>
    /// Within one dialect a type must be the promised one, however it is spelt. A contract written for another database than the models',
    /// such as the warehouse that they are loaded into, is kept where the promised type holds what the models' does.
    /// </summary>
    /// <param name="promised">The promised type.</param>
    /// <param name="promisedDialect">The dialect that it is written in, or null where the contract does not say.</param>
    /// <param name="actual">The models' type.</param>
    /// <param name="actualDialect">Its dialect, or null.</param>
    public static bool IsKept(SqlType promised, string? promisedDialect, SqlType actual, string? actualDialect) =>
        promisedDialect is null || actualDialect is null || promisedDialect == actualDialect
            ? IsSame(promised, actual, actualDialect)
            : Holds(promised, promisedDialect, actual, actualDialect);

    /// <summary>Whether two promised types are one, spelt otherwise: each keeps the other, and neither leaves more open.</summary>
    public static bool IsSpelling(SqlType one, SqlType other) =>
        IsSame(one, other, null) && IsSame(other, one, null) && IsOpen(one) == IsOpen(other)
        && (one.Family is not (TypeFamily.Interval or TypeFamily.Json) || one.Name == other.Name);

    private static bool IsOpen(SqlType type) => type.Arguments.IsEmpty && type is { Length: null, Precision: null } && !IsUnlimited(type);

    private static bool IsSame(SqlType promised, SqlType actual, string? dialect)
    {
        if (promised.Dimensions != actual.Dimensions)
        {
            return false;
        }

        // Oracle's integers are NUMBER(38), its REAL is a FLOAT.
        if (dialect == "oracle" && actual.Family is TypeFamily.Integer && promised.Family == TypeFamily.Decimal)
        {
            return promised.Scale is null or 0;
        }

        return actual.Family == TypeFamily.Enum
            ? promised.Name == actual.Name || promised.Name == "ENUM" || promised is { Family: TypeFamily.Text, Arguments.IsEmpty: true }
            : promised.Family == actual.Family && promised.Family switch
            {
                TypeFamily.Other => promised.Name == actual.Name
                    && (promised.Arguments.IsEmpty || promised.Arguments.SequenceEqual(actual.Arguments, StringComparer.OrdinalIgnoreCase)),
                TypeFamily.Text or TypeFamily.Binary => promised.Fixed == actual.Fixed
                    && ((promised is { Arguments.IsEmpty: true, Length: null } && !IsUnlimited(promised)) || promised.Length == actual.Length),

                // SQLite stores every integer and every float alike.
                TypeFamily.Integer or TypeFamily.Float => dialect == "sqlite" || (promised.Width == actual.Width && promised.Unsigned == actual.Unsigned),
                TypeFamily.Json => promised.Name != "JSONB" || actual.Name == "JSONB",
                TypeFamily.Decimal => promised.Precision is null || (promised.Precision == actual.Precision && promised.Scale == actual.Scale),
                TypeFamily.Time or TypeFamily.Timestamp => promised.Timezone == actual.Timezone
                    && (promised.Precision is null || actual.Precision is null || promised.Precision == actual.Precision),
                _ => true,
            };
    }

    private static bool Holds(SqlType promised, string promisedDialect, SqlType actual, string actualDialect)
    {
        var isText = promised is { Family: TypeFamily.Text, Dimensions: 0 };
        var isOpen = promised.Family == TypeFamily.Json || promised.Name.Split('<', ' ')[0] is "OBJECT" or "MAP" or "STRUCT" or "RECORD";
        if (actual.Dimensions > 0)
        {
            return promised.Dimensions > 0 || promised.Name.StartsWith("ARRAY", StringComparison.Ordinal) || isOpen || isText;
        }

        return promised.Dimensions == 0 && actual.Family switch
        {
            TypeFamily.Text => isText && HoldsLength(promised, actual),
            TypeFamily.Integer => promised.Family switch
            {
                TypeFamily.Integer => promised.Width >= actual.Width || promisedDialect is "sqlite" or "bigquery",
                TypeFamily.Decimal => promised.Scale is null or 0 && (promised.Precision is null || promised.Precision >= Digits(actual)),

                // An integer of MySQL's TINYINT(1) is a truth value elsewhere.
                TypeFamily.Boolean => actual.Width == 1,
                _ => false,
            },
            TypeFamily.Boolean => promised.Family is TypeFamily.Boolean or TypeFamily.Integer || promised is { Family: TypeFamily.Decimal, Scale: null or 0 },
            TypeFamily.Decimal => promised.Family == TypeFamily.Float || (promised.Family == TypeFamily.Decimal && HoldsDigits(promised, actual))
                || (promised.Family == TypeFamily.Integer && actual.Scale == 0),
            TypeFamily.Float => promised.Family == TypeFamily.Float || promised is { Family: TypeFamily.Decimal, Precision: null },
            TypeFamily.Date => promised.Family == TypeFamily.Date,
            TypeFamily.Timestamp => (promised.Family == TypeFamily.Timestamp && Zone(promised, promisedDialect) is var zone
                    && (zone is null || Zone(actual, actualDialect) is not { } own || own == zone))
                || (promised.Family == TypeFamily.Date && promisedDialect == "oracle"),
            TypeFamily.Time => promised.Family == TypeFamily.Time,
            TypeFamily.Binary => promised.Family == TypeFamily.Binary,
            TypeFamily.Json => isOpen || isText,
            TypeFamily.Uuid => promised.Family == TypeFamily.Uuid || (isText && promised.Length is null or >= 32) || (promised.Family == TypeFamily.Binary && promised.Length is null or 16),
            TypeFamily.Enum => isText || promised.Family == TypeFamily.Enum || promised.Name == "ENUM",
            TypeFamily.Interval => isText || promised.Family is TypeFamily.Interval or TypeFamily.Integer,
            _ => isText || isOpen || promised.Family is TypeFamily.Other or TypeFamily.Binary,
        };
    }

    // A length that is a database's largest promises no more than that there is text.
    private static bool HoldsLength(SqlType promised, SqlType actual) =>
        promised.Length is null or >= 4000 || promised.Arguments.IsEmpty || promised.Length == actual.Length;

    private static bool HoldsDigits(SqlType promised, SqlType actual) =>
        promised.Precision is null
        || actual.Precision is null
        || (promised.Scale >= actual.Scale && promised.Precision - promised.Scale >= actual.Precision - actual.Scale);

    private static int Digits(SqlType integer) => integer.Width switch { 1 => 3, 2 => 5, 3 => 7, 4 => 10, _ => 19 };

    /// <summary>Whether the type carries a time zone in its dialect; null where that depends on settings, or the dialect has no such types.</summary>
    private static bool? Zone(SqlType type, string dialect) => (dialect, type.Name) switch
    {
        (_, _) when type.Timezone => true,
        ("bigquery" or "databricks", "TIMESTAMP") => true,
        ("snowflake", "TIMESTAMP") or ("mysql" or "sqlite", _) => null,
        _ => false,
    };

    // VARCHAR without a length leaves the length open; these names promise that there is none.
    private static bool IsUnlimited(SqlType type) => type.Arguments.IsEmpty
        && type.Name is "TEXT" or "CLOB" or "NCLOB" or "NTEXT" or "LONGTEXT" or "BYTEA" or "BLOB" or "LONGBLOB" or "BYTES";
}
