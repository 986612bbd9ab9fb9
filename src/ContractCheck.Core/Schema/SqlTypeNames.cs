using System.Collections.Immutable;

namespace ContractCheck.Core.Schema;

/// <summary>
/// The one table of type names: what the dialects of PostgreSQL, MySQL, MariaDB, SQLite, SQL Server, Oracle, Snowflake, BigQuery,
/// Redshift and Databricks call the same thing.
/// </summary>
internal static class SqlTypeNames
{
    /// <summary>Describes a folded name with its arguments.</summary>
    public static SqlType Describe(string name, ImmutableArray<string> arguments)
    {
        SqlType Make(TypeFamily family) => new() { Family = family, Name = name, Arguments = arguments };
        var first = SqlType.Number(arguments, 0);
        switch (name)
        {
            case "VARCHAR" or "CHARACTER VARYING" or "VARCHAR2" or "NVARCHAR" or "NVARCHAR2" or "CHAR VARYING" or "STRING":
                return Make(TypeFamily.Text) with { Length = first };
            case "CHAR" or "CHARACTER" or "NCHAR" or "BPCHAR":
                return Make(TypeFamily.Text) with { Length = first ?? 1, Fixed = true };
            case "TEXT" or "LONGTEXT" or "CLOB" or "NCLOB" or "NTEXT":
                return Make(TypeFamily.Text) with { Length = name == "TEXT" ? first : null };
            case "TINYTEXT":
                return Make(TypeFamily.Text) with { Length = 255 };
            case "MEDIUMTEXT":
                return Make(TypeFamily.Text) with { Length = 16_777_215 };
            case "TINYINT" or "INT1" or "BYTEINT":
                return arguments is ["1"] ? Make(TypeFamily.Boolean) : Make(TypeFamily.Integer) with { Width = 1 };
            case "SMALLINT" or "INT2" or "SMALLSERIAL":
                return Make(TypeFamily.Integer) with { Width = 2 };
            case "MEDIUMINT":
                return Make(TypeFamily.Integer) with { Width = 3 };
            case "INTEGER" or "INT" or "INT4" or "SERIAL":
                return Make(TypeFamily.Integer) with { Width = 4 };
            case "BIGINT" or "INT8" or "INT64" or "BIGSERIAL" or "LONG":
                return Make(TypeFamily.Integer) with { Width = 8 };
            case "NUMERIC" or "DECIMAL" or "DEC" or "NUMBER" or "BIGNUMERIC":
                return Make(TypeFamily.Decimal) with { Precision = first, Scale = first is null ? null : SqlType.Number(arguments, 1) ?? 0 };
            case "REAL" or "FLOAT4" or "BINARY_FLOAT":
                return Make(TypeFamily.Float) with { Width = 4 };
            case "FLOAT":
                return Make(TypeFamily.Float) with { Width = first is <= 24 ? 4 : 8 };
            case "DOUBLE PRECISION" or "DOUBLE" or "FLOAT8" or "FLOAT64" or "BINARY_DOUBLE":
                return Make(TypeFamily.Float) with { Width = 8 };
            case "BOOLEAN" or "BOOL":
                return Make(TypeFamily.Boolean);
            case "BIT":
                return first is null or 1 ? Make(TypeFamily.Boolean) : Make(TypeFamily.Other);
            case "DATE":
                return Make(TypeFamily.Date);
            case "TIME" or "TIME WITHOUT TIME ZONE":
                return Make(TypeFamily.Time) with { Precision = first };
            case "TIME WITH TIME ZONE" or "TIMETZ":
                return Make(TypeFamily.Time) with { Precision = first, Timezone = true };
            case "TIMESTAMP" or "TIMESTAMP WITHOUT TIME ZONE" or "DATETIME" or "DATETIME2" or "SMALLDATETIME" or "TIMESTAMP_NTZ" or "TIMESTAMPNTZ":
                return Make(TypeFamily.Timestamp) with { Precision = first };
            case "TIMESTAMP WITH TIME ZONE" or "TIMESTAMPTZ" or "DATETIMEOFFSET" or "TIMESTAMP_TZ" or "TIMESTAMP_LTZ" or "TIMESTAMP WITH LOCAL TIME ZONE":
                return Make(TypeFamily.Timestamp) with { Precision = first, Timezone = true };
            case var interval when interval.Split(' ')[0] == "INTERVAL":
                return Make(TypeFamily.Interval);
            case "TINYBLOB":
                return Make(TypeFamily.Binary) with { Length = 255 };
            case "BYTEA" or "BLOB" or "LONGBLOB" or "MEDIUMBLOB" or "BYTES" or "IMAGE":
                return Make(TypeFamily.Binary);
            case "VARBINARY" or "BINARY" or "RAW" or "BINARY VARYING" or "VARBYTE":
                return Make(TypeFamily.Binary) with { Length = first, Fixed = name == "BINARY" };
            case "JSON" or "JSONB" or "VARIANT" or "SUPER":
                return Make(TypeFamily.Json);
            case "UUID" or "UNIQUEIDENTIFIER" or "GUID":
                return Make(TypeFamily.Uuid);
            default:
                // MySQL's attributes of numbers: INTEGER UNSIGNED, DECIMAL(10, 2) UNSIGNED ZEROFILL.
                var end = name.IndexOf(" UNSIGNED", StringComparison.Ordinal);
                return end > 0 ? Describe(name[..end], arguments) with { Name = name } : Make(TypeFamily.Other);
        }
    }
}
