using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>Identity of a dataset.</summary>
internal sealed record DatasetName(string Namespace, string Name);

/// <summary>
/// Names datasets after the servers that contracts state, so that others who tell of the same tables mean the same datasets. Where no server is
/// known, the namespace is one that was given for the system, else the system's scheme alone.
/// </summary>
internal sealed class DatasetNames(OpenLineageInput input)
{
    private readonly ImmutableArray<ContractServer> _servers = [.. input.Contracts.SelectMany(c => c.Servers)];
    private readonly DatasetSystem _own = DatasetSystem.Of(input.Schema.Dialect);

    /// <summary>The dataset that a table of the models is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="contracts">The contracts that promise it.</param>
    public DatasetName Of(Table table, IEnumerable<Contract> contracts)
    {
        var server = Preferred(contracts.SelectMany(c => c.Servers).Where(s => DatasetSystem.Of(s.Type) == _own && _own.NamespaceOf(s) is not null));
        if (server is null)
        {
            var ns = Given(_own) ?? input.Namespaces.FirstOrDefault(n => !DatasetSystem.HasScheme(n)) ?? _own.Scheme;
            return new DatasetName(ns, Dotted(table.Bind, table.Name.Schema, table.Name.Name));
        }

        var (catalog, schema) = (server.Database ?? server.ServiceName, table.Name.Schema ?? server.Schema ?? _own.DefaultSchema);
        return new DatasetName(
            _own.NamespaceOf(server)!,
            _own.HasCatalogs ? Dotted(catalog, schema, table.Name.Name) : Dotted(schema ?? catalog, table.Name.Name));
    }

    /// <summary>The dataset that a source, seed, model or snapshot of dbt is; null for what is no table of its own.</summary>
    public DatasetName? Of(LineageNode node)
    {
        if (node.Relation is not { } relation || node.Kind is not (NodeKind.Source or NodeKind.Seed or NodeKind.Model or NodeKind.Snapshot))
        {
            return null;
        }

        var system = DatasetSystem.Of(input.Dialects.GetValueOrDefault(node.Project ?? "", ""));
        var server = Preferred(_servers.Where(s =>
            DatasetSystem.Of(s.Type) == system && s.Database is { } database && relation.StartsWith($"{database}.", StringComparison.OrdinalIgnoreCase)));
        return new DatasetName((server is null ? null : system.NamespaceOf(server)) ?? Given(system) ?? system.Scheme, relation);
    }

    // What readers use is what runs in production.
    private static ContractServer? Preferred(IEnumerable<ContractServer> servers) =>
        servers.OrderBy(s => s.Environment?.StartsWith("prod", StringComparison.OrdinalIgnoreCase) == true ? 0 : 1).FirstOrDefault();

    private string? Given(DatasetSystem system) => input.Namespaces.FirstOrDefault(system.IsOwn);

    private static string Dotted(params ReadOnlySpan<string?> parts) => string.Join('.', parts.ToArray().Where(p => !string.IsNullOrEmpty(p)));
}
