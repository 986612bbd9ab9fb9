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
internal sealed class DatasetNames
{
    private readonly OpenLineageInput _input;
    private readonly DatasetSystem _own;
    private readonly ContractServer? _only;

    /// <summary>Names of what an input tells.</summary>
    public DatasetNames(OpenLineageInput input)
    {
        _input = input;
        _own = DatasetSystem.Of(input.Schema.Dialect);

        // What no contract promises is in the same database as the rest, where that is only one.
        _only = input.Contracts.Select(c => OwnServer([c])).OfType<ContractServer>()
            .DistinctBy(s => (_own.NamespaceOf(s), s.Database, s.ServiceName, s.Schema)).ToArray() is [var only] ? only : null;
    }

    /// <summary>The dataset that a table or view of the models is.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="bind">Key of its database, where there are several.</param>
    /// <param name="contracts">The contracts that promise it.</param>
    public DatasetName Of(TableName name, string? bind, IEnumerable<Contract> contracts)
    {
        var server = OwnServer(contracts) ?? (bind is null ? _only : null);
        if (server is null)
        {
            var ns = Given(_own) ?? _input.Namespaces.FirstOrDefault(n => !DatasetSystem.HasScheme(n)) ?? _own.Scheme;
            return new DatasetName(ns, Dotted(bind, name.Schema, name.Name));
        }

        var (catalog, schema) = (server.Database ?? server.ServiceName, name.Schema ?? server.Schema ?? _own.DefaultSchema);
        return new DatasetName(
            _own.NamespaceOf(server)!,
            _own.HasCatalogs ? Dotted(catalog, schema, name.Name) : Dotted(schema ?? catalog, name.Name));
    }

    /// <summary>The dataset that a source, seed, model or snapshot of dbt is; null for what is no table of its own.</summary>
    public DatasetName? Of(LineageNode node)
    {
        if (node.Relation is not { } relation || node.Kind is not (NodeKind.Source or NodeKind.Seed or NodeKind.Model or NodeKind.Snapshot))
        {
            return null;
        }

        var system = DatasetSystem.Of(_input.Dialects.GetValueOrDefault(node.Project ?? "", ""));
        var server = Preferred(_input.Contracts.SelectMany(c => c.Servers).Where(s =>
            DatasetSystem.Of(s.Type) == system && s.Database is { } database && relation.StartsWith($"{database}.", StringComparison.OrdinalIgnoreCase)));
        return new DatasetName((server is null ? null : system.NamespaceOf(server)) ?? Given(system) ?? system.Scheme, relation);
    }

    // The database that the models' own tables are in, and not one that they are copied to.
    private ContractServer? OwnServer(IEnumerable<Contract> contracts) =>
        Preferred(contracts.SelectMany(c => c.Servers).Where(s => DatasetSystem.Of(s.Type) == _own && _own.NamespaceOf(s) is not null));

    // What readers use is what runs in production.
    private static ContractServer? Preferred(IEnumerable<ContractServer> servers) =>
        servers.OrderBy(s => s.Environment?.StartsWith("prod", StringComparison.OrdinalIgnoreCase) == true ? 0 : 1).FirstOrDefault();

    private string? Given(DatasetSystem system) => _input.Namespaces.FirstOrDefault(system.IsOwn);

    private static string Dotted(params ReadOnlySpan<string?> parts) => string.Join('.', parts.ToArray().Where(p => !string.IsNullOrEmpty(p)));
}
