using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Tests.Rules;

/// <summary>How people and loaders write a column's type in each database, taken from the databases' own documentation.</summary>
internal static class TypeSpelling
{
    /// <summary>The type's name in that dialect, or null where it has none that is usual.</summary>
    public static string? In(string dialect, SqlType type) => type.Dimensions > 0
        ? Pick(dialect, "text[]", "json", "json", "TEXT", "nvarchar(max)", "CLOB", "ARRAY", "ARRAY<STRING>", "super", "ARRAY<STRING>")
        : type.Family switch
        {
            TypeFamily.Text when type is { Length: null } => Pick(dialect, "text", "longtext", "longtext", "TEXT", "nvarchar(max)", "CLOB", "VARCHAR", "STRING", "varchar(65535)", "STRING"),
            TypeFamily.Text => Pick(
                dialect, $"{(type.Fixed ? "char" : "varchar")}({type.Length})", $"varchar({type.Length})", $"varchar({type.Length})", $"VARCHAR({type.Length})", $"nvarchar({type.Length})",
                $"VARCHAR2({type.Length} CHAR)", $"VARCHAR({type.Length})", "STRING", $"varchar({type.Length})", "STRING"),
            TypeFamily.Integer => Integer(dialect, type.Width ?? 4),
            TypeFamily.Decimal => Pick(
                dialect, "numeric", "decimal(65,30)", "decimal(65,30)", "NUMERIC", "decimal(38,10)", "NUMBER", "NUMBER(38,10)", "NUMERIC", "numeric(38,10)", "DECIMAL(38,10)"),
            TypeFamily.Float => Pick(dialect, type.Width == 4 ? "real" : "float8", "double", "double", "REAL", "float", "BINARY_DOUBLE", "FLOAT", "FLOAT64", "double precision", "DOUBLE"),
            TypeFamily.Boolean => Pick(dialect, "boolean", "tinyint(1)", "bool", "BOOLEAN", "bit", "NUMBER(1)", "BOOLEAN", "BOOL", "boolean", "BOOLEAN"),
            TypeFamily.Date => Pick(dialect, "date", "date", "date", "DATE", "date", "DATE", "DATE", "DATE", "date", "DATE"),
            TypeFamily.Time => Pick(dialect, "time", "time", "time", "TIME", "time", null, "TIME", "TIME", "time", null),
            TypeFamily.Timestamp when type.Timezone => Pick(
                dialect, "timestamptz", "datetime", "timestamp", "DATETIME", "datetimeoffset", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_TZ", "TIMESTAMP", "timestamptz", "TIMESTAMP"),
            TypeFamily.Timestamp => Pick(dialect, "timestamp", "datetime", "datetime", "DATETIME", "datetime2", "TIMESTAMP", "TIMESTAMP_NTZ", "DATETIME", "timestamp", "TIMESTAMP_NTZ"),
            TypeFamily.Interval => Pick(dialect, "interval", "varchar(64)", "varchar(64)", "TEXT", "nvarchar(64)", "INTERVAL DAY TO SECOND", "VARCHAR", "STRING", "varchar(64)", "STRING"),
            TypeFamily.Binary => Pick(dialect, type.Length is null ? "bytea" : null, "longblob", "blob", "BLOB", "varbinary(max)", "BLOB", "BINARY", "BYTES", "varbyte", "BINARY"),
            TypeFamily.Json => Pick(dialect, type.Name.ToLowerInvariant(), "json", "json", "JSON", "nvarchar(max)", "CLOB", "VARIANT", "JSON", "super", "STRING"),
            TypeFamily.Uuid => Pick(dialect, "uuid", "char(36)", "char(36)", "CHAR(32)", "uniqueidentifier", "RAW(16)", "VARCHAR(36)", "STRING", "varchar(36)", "STRING"),
            TypeFamily.Enum => Pick(dialect, "text", "varchar(255)", "varchar(255)", "VARCHAR(255)", "nvarchar(255)", "VARCHAR2(255)", "VARCHAR", "STRING", "varchar(255)", "STRING"),
            _ => null,
        };

    private static string? Integer(string dialect, int width) => width switch
    {
        2 => Pick(dialect, "smallint", "smallint", "smallint", "INTEGER", "smallint", "NUMBER(5)", "NUMBER(38,0)", "INT64", "smallint", "SMALLINT"),
        8 => Pick(dialect, "bigint", "bigint", "bigint(20)", "INTEGER", "bigint", "NUMBER(19)", "NUMBER(38,0)", "INT64", "bigint", "BIGINT"),
        _ => Pick(dialect, "int4", "int(11)", "int", "INTEGER", "int", "NUMBER(10)", "NUMBER(38,0)", "INT64", "integer", "INT"),
    };

    private static string? Pick(
        string dialect, string? postgresql, string? mysql, string? mariadb, string? sqlite, string? mssql, string? oracle, string? snowflake, string? bigquery, string? redshift,
        string? databricks) => dialect switch
    {
        "postgresql" => postgresql,
        "mysql" => mysql,
        "mariadb" => mariadb,
        "sqlite" => sqlite,
        "mssql" => mssql,
        "oracle" => oracle,
        "snowflake" => snowflake,
        "bigquery" => bigquery,
        "redshift" => redshift,
        _ => databricks,
    };
}
