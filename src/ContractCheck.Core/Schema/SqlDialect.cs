using System.Collections.Frozen;

namespace ContractCheck.Core.Schema;

/// <summary>The dialects whose type names are known, and what contracts call them.</summary>
public static class SqlDialect
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["postgresql"] = "postgresql", ["postgres"] = "postgresql", ["cloudsql"] = "postgresql", ["cockroachdb"] = "postgresql",
        ["mysql"] = "mysql", ["mariadb"] = "mysql",
        ["sqlite"] = "sqlite",
        ["mssql"] = "mssql", ["sqlserver"] = "mssql", ["synapse"] = "mssql",
        ["oracle"] = "oracle",
        ["snowflake"] = "snowflake",
        ["bigquery"] = "bigquery",
        ["redshift"] = "redshift",
        ["databricks"] = "databricks", ["spark"] = "databricks",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The dialect that a server's type or a name of SQLAlchemy's stands for, MariaDB being one with MySQL; null where it is none of the known.</summary>
    public static string? Find(string? name) => name is null ? null : Names.GetValueOrDefault(name);
}
