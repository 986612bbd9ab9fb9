using System.Collections.Frozen;
using System.Globalization;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>A kind of database, as OpenLineage's naming convention (openlineage.io/docs/spec/naming) names what is in it.</summary>
/// <param name="Scheme">Scheme of its namespaces; the whole namespace where nothing says which server it is.</param>
/// <param name="Port">Port of a server that states none; null where the namespace has no port.</param>
/// <param name="DefaultSchema">Schema of tables that state none; null where that is the connection's to say.</param>
internal sealed record DatasetSystem(string Scheme, int? Port = null, string? DefaultSchema = null)
{
    private const string Unknown = "warehouse";

    private static readonly FrozenDictionary<string, DatasetSystem> Known = new Dictionary<string, DatasetSystem>(StringComparer.OrdinalIgnoreCase)
    {
        ["postgresql"] = new("postgres", 5432, "public"),
        ["mysql"] = new("mysql", 3306) { HasCatalogs = false },
        ["mssql"] = new("mssql", 1433, "dbo"),
        ["tsql"] = new("mssql", 1433, "dbo"),
        ["synapse"] = new("sqlserver", 1433, "dbo") { HasCatalogs = false },
        ["oracle"] = new("oracle", 1521),
        ["redshift"] = new("redshift", 5439, "public"),
        ["trino"] = new("trino", 8080),
        ["snowflake"] = new("snowflake"),
        ["bigquery"] = new("bigquery"),
        ["databricks"] = new("databricks"),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether names have a part above schema and table.</summary>
    public bool HasCatalogs { get; private init; } = true;

    /// <summary>The system of a server's type, of a dialect of SQLAlchemy's, or of one of sqlglot's.</summary>
    public static DatasetSystem Of(string name) =>
        Known.GetValueOrDefault(name) ?? Known.GetValueOrDefault(SqlDialect.Find(name) ?? "") ?? new DatasetSystem(name.Length == 0 ? Unknown : name.ToLowerInvariant());

    /// <summary>The namespace of what a server holds; null where the contract does not say enough of the server.</summary>
    public string? NamespaceOf(ContractServer server) => (Scheme, server) switch
    {
        ("bigquery", _) => Scheme,
        ("snowflake", { Account: { } account }) => $"{Scheme}://{account}",
        ("databricks", { Host: { } host }) => $"{Scheme}://{host}",
        ("redshift", { Host: { } host }) => $"{Scheme}://{Cluster(host)}:{PortOf(server)}",
        (_, { Host: { } host }) when Port is not null => $"{Scheme}://{host}:{PortOf(server)}",
        _ => null,
    };

    /// <summary>Whether a namespace is one of this system's.</summary>
    public bool IsOwn(string ns) => ns == Scheme || ns.StartsWith($"{Scheme}://", StringComparison.Ordinal);

    /// <summary>Whether a namespace says which system it is of.</summary>
    public static bool HasScheme(string ns) =>
        Known.Values.Any(s => s.Scheme == ns) || (ns.Split("://", 2) is [{ Length: > 0 } scheme, _] && scheme.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'));

    private string PortOf(ContractServer server) => server.Port ?? Port!.Value.ToString(CultureInfo.InvariantCulture);

    // cluster.account.region.redshift.amazonaws.com; a workgroup's has the same order.
    private static string Cluster(string host) =>
        host.Split('.') is [var cluster, _, var region, "redshift" or "redshift-serverless", ..] ? $"{cluster}.{region}" : host;
}
