using System.Collections.Frozen;

namespace ContractCheck.Core.Contracts;

/// <summary>What kind of value an SQL type holds, in the words of ODCS.</summary>
public static class LogicalTypes
{
    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["string"] =
        [
            "CHAR", "CHARACTER", "VARCHAR", "VARCHAR2", "NCHAR", "NVARCHAR", "NVARCHAR2", "BPCHAR", "CHARACTER VARYING", "CHAR VARYING",
            "NATIONAL CHAR", "NATIONAL VARCHAR", "NATIONAL CHARACTER", "NATIONAL CHARACTER VARYING", "TEXT", "TINYTEXT", "MEDIUMTEXT",
            "LONGTEXT", "NTEXT", "STRING", "CLOB", "NCLOB", "LONG", "CITEXT", "NAME", "UUID", "UNIQUEIDENTIFIER", "GUID", "ENUM", "SET",
            "XML", "INET", "CIDR", "MACADDR", "MACADDR8", "INTERVAL", "BIT VARYING", "VARBIT", "TSVECTOR", "TSQUERY", "LTREE", "SYSNAME", "ROWID",
            "BINARY", "VARBINARY", "BYTEA", "BYTES", "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB", "IMAGE", "RAW", "LONG RAW",
        ],
        ["integer"] =
        [
            "INT", "INTEGER", "SMALLINT", "BIGINT", "TINYINT", "MEDIUMINT", "INT2", "INT4", "INT8", "INT16", "INT32", "INT64", "HUGEINT",
            "SERIAL", "SERIAL2", "SERIAL4", "SERIAL8", "SMALLSERIAL", "BIGSERIAL", "UINTEGER", "UBIGINT", "USMALLINT", "UTINYINT", "YEAR",
            "BYTEINT", "OID",
        ],
        ["number"] =
        [
            "NUMERIC", "DECIMAL", "DEC", "FIXED", "NUMBER", "FLOAT", "FLOAT4", "FLOAT8", "FLOAT64", "REAL", "DOUBLE", "DOUBLE PRECISION",
            "MONEY", "SMALLMONEY", "BIGNUMERIC", "BINARY_FLOAT", "BINARY_DOUBLE",
        ],
        ["boolean"] = ["BOOL", "BOOLEAN", "BIT"],
        ["date"] = ["DATE", "DATE32"],
        ["timestamp"] =
        [
            "TIMESTAMP", "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP WITH LOCAL TIME ZONE",
            "TIMESTAMP_NTZ", "TIMESTAMP_LTZ", "TIMESTAMP_TZ", "TIMESTAMPNTZ", "TIMESTAMPLTZ", "DATETIME", "DATETIME2", "DATETIME64",
            "DATETIMEOFFSET", "SMALLDATETIME",
        ],
        ["time"] = ["TIME", "TIMETZ", "TIME WITH TIME ZONE", "TIME WITHOUT TIME ZONE"],
        ["object"] = ["JSON", "JSONB", "HSTORE", "STRUCT", "RECORD", "MAP", "OBJECT", "VARIANT", "SUPER"],
        ["array"] = ["ARRAY", "LIST"],
    }.SelectMany(t => t.Value.Select(name => KeyValuePair.Create(name, t.Key))).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>
    /// The logical type of a DDL type text of any dialect: string, integer, number, boolean, date, timestamp, time, object or array;
    /// null where the type is not known, as with types of the application's own.
    /// </summary>
    /// <param name="sqlType">DDL text, such as <c>VARCHAR(80)</c>, <c>timestamp(3) with time zone</c>, <c>text[]</c>.</param>
    public static string? LogicalTypeOf(string sqlType)
    {
        var (name, arguments, isArray) = Parse(sqlType);
        return isArray ? "array" : (name, arguments) switch
        {
            ("TINYINT", "1") => "boolean",
            ("BIT", not null and not "1") => "string",
            ("NUMBER", { } digits) when !digits.Contains(',', StringComparison.Ordinal) && digits != "*" => "integer",
            ("NUMBER", { } digits) when digits.EndsWith(",0", StringComparison.Ordinal) => "integer",
            _ => ByName.GetValueOrDefault(name) ?? (name.StartsWith("INTERVAL ", StringComparison.Ordinal) ? "string" : null),
        };
    }

    /// <summary>Takes a type apart: its name in capitals without arguments, its arguments without blanks, whether it is an array.</summary>
    private static (string Name, string? Arguments, bool IsArray) Parse(string sqlType)
    {
        var text = sqlType.ToUpperInvariant().Trim();
        var isArray = text.EndsWith(']')
            || text.EndsWith(" ARRAY", StringComparison.Ordinal)
            || text.StartsWith("ARRAY<", StringComparison.Ordinal);
        var open = text.AsSpan().IndexOfAny('(', '<');
        var close = text.AsSpan().LastIndexOfAny(')', '>');
        string? arguments = null;
        if (open >= 0 && close > open)
        {
            arguments = text[(open + 1)..close].Replace(" ", "", StringComparison.Ordinal);
            text = $"{text[..open]} {text[(close + 1)..]}";
        }

        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(w => w is not ("CHARSET" or "COLLATE" or "GENERATED"))
            .Where(w => w is not ("UNSIGNED" or "SIGNED" or "ZEROFILL"));
        var name = string.Join(' ', words);
        var set = name.IndexOf(" CHARACTER SET", StringComparison.Ordinal);
        return (set < 0 ? name : name[..set], arguments, isArray);
    }
}
