namespace ContractCheck.Core.Lineage.Dbt;

/// <summary>Dialects of dbt's adapters.</summary>
internal static class DbtDialects
{
    /// <summary>sqlglot's name of the dialect that an adapter speaks; empty where it has none.</summary>
    public static string Of(string? adapter) => adapter?.ToLowerInvariant() switch
    {
        "postgres" or "alloydb" or "greenplum" => "postgres",
        "duckdb" or "motherduck" => "duckdb",
        "snowflake" => "snowflake",
        "bigquery" => "bigquery",
        "redshift" => "redshift",
        "databricks" or "databricks_sql" => "databricks",
        "spark" or "glue" => "spark",
        "trino" or "starburst" => "trino",
        "athena" => "athena",
        "presto" => "presto",
        "hive" or "impala" => "hive",
        "sqlserver" or "synapse" or "fabric" => "tsql",
        "clickhouse" => "clickhouse",
        "mysql" or "mysql5" or "mariadb" or "tidb" or "singlestore" => "mysql",
        "oracle" => "oracle",
        "sqlite" => "sqlite",
        "teradata" => "teradata",
        "doris" => "doris",
        "starrocks" => "starrocks",
        "materialize" => "materialize",
        "risingwave" => "risingwave",
        "dremio" or "drill" => "drill",
        _ => "",
    };
}
