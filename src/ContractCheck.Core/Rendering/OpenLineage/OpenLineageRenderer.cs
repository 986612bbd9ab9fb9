using System.Collections.Immutable;
using System.Globalization;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.OpenLineage;

/// <summary>
/// Writes OpenLineage events: one for each table and view of the models, then one for each table of the warehouse that their data reaches, inputs before
/// what derives from them.
/// </summary>
public sealed class OpenLineageRenderer
{
    private readonly OpenLineageInput _input;
    private readonly string _time;
    private readonly ILookup<string, (Contract Contract, ContractTable Table)> _promises;
    private readonly ImmutableDictionary<string, DatasetName> _tables;
    private readonly Dictionary<string, DatasetName> _nodes;
    private readonly ColumnInputs _inputs;

    private OpenLineageRenderer(OpenLineageInput input, DateTimeOffset time)
    {
        _input = input;
        _time = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        _promises = input.Contracts
            .SelectMany(c => c.Tables.Select(t => (Contract: c, Table: t, Found: ContractMatcher.FindFirst(t, input.Schema))))
            .Where(p => p.Found is not null)
            .ToLookup(p => Id(p.Found!), p => (p.Contract, p.Table), StringComparer.Ordinal);
        var names = new DatasetNames(input);
        _tables = input.Schema.Tables.Select(t => (Id: Id(t), t.Name, t.Bind)).Concat(input.Schema.Views.Select(v => (Id: Id(v), v.Name, Bind: (string?)null)))
            .DistinctBy(t => t.Id, StringComparer.Ordinal)
            .ToImmutableDictionary(t => t.Id, t => names.Of(t.Name, t.Bind, _promises[t.Id].Select(p => p.Contract)), StringComparer.Ordinal);
        _nodes = input.Graph.Nodes.Select(n => (n.Id, Name: _tables.GetValueOrDefault(n.Id) ?? names.Of(n))).Where(n => n.Name is not null)
            .ToDictionary(n => n.Id, n => n.Name!, StringComparer.Ordinal);
        _inputs = new ColumnInputs(input.Graph, _nodes.ContainsKey);
    }

    /// <summary>The events, each a JSON document on one line that ends in a line break.</summary>
    /// <param name="input">What to tell.</param>
    /// <param name="time">When it was so.</param>
    public static ImmutableArray<Encoded<JsonSink>> Events(OpenLineageInput input, DateTimeOffset time)
    {
        var renderer = new OpenLineageRenderer(input, time);
        return [.. renderer.TableEvents().Concat(renderer.NodeEvents()).Select(e => JsonSink.Instance.Document(e, OpenLineageJson.Default.DatasetEvent))];
    }

    /// <summary>Events as one text, a line each (ndjson).</summary>
    public static Encoded<JsonSink> Lines(IEnumerable<Encoded<JsonSink>> events) => JsonSink.Instance.Join("", events);

    private static string Id(Table table) => SourceTable.IdOf(table.Name, table.Bind);

    private static string Id(View view) => SourceTable.IdOf(view.Name, null);

    private IEnumerable<DatasetEvent> TableEvents() =>
        _input.Schema.Tables.Select(t => (Name: _tables[Id(t)], Facets: TableFacets.Of(t, [.. _promises[Id(t)]])))
            .Concat(_input.Schema.Views.Select(v => _input.Graph.Find(Id(v))).OfType<LineageNode>().Select(n => (Name: _tables[n.Id], Facets: FacetsOf(n))))
            .DistinctBy(t => t.Name).Select(t => Event(t.Name, t.Facets));

    // Where the warehouse is the models' own database, a source may be the very table that is told already; a model of one project, another's source.
    private IEnumerable<DatasetEvent> NodeEvents()
    {
        var reached = Reached();
        var nodes = _input.Graph.Nodes.Where(n => !_tables.ContainsKey(n.Id) && reached.Contains(n.Id) && _nodes.ContainsKey(n.Id)).ToImmutableArray();
        var models = nodes.Where(n => n.IsModel).Select(n => _nodes[n.Id]).ToHashSet();
        var told = _tables.Values.ToHashSet();
        return nodes.Where(n => (n.IsModel || !models.Contains(_nodes[n.Id])) && told.Add(_nodes[n.Id])).Select(n => Event(_nodes[n.Id], FacetsOf(n)));
    }

    private HashSet<string> Reached()
    {
        var next = _input.Graph.Edges.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal);
        var found = _tables.Keys.ToHashSet(StringComparer.Ordinal);
        var waiting = new Queue<string>(found);
        while (waiting.TryDequeue(out var id))
        {
            foreach (var to in next[id].Where(found.Add))
            {
                waiting.Enqueue(to);
            }
        }

        return found;
    }

    private DatasetEvent Event(DatasetName name, DatasetFacets facets) =>
        new(_time, Project.Address, DatasetEvent.Schema, new Dataset(name.Namespace, name.Name, facets));

    private DatasetFacets FacetsOf(LineageNode node) => new(
        node.Columns.IsEmpty ? null : new SchemaFacet([.. node.Columns.Select(c => new SchemaField(c, null, null, null))]),
        node.Owners.IsEmpty ? null : new OwnershipFacet([.. node.Owners.Select(o => new DatasetOwner(o.Name, null))]),
        null,
        LineageOf(node));

    private ColumnLineageFacet? LineageOf(LineageNode node)
    {
        var how = node.Kind == NodeKind.Source ? Transformation.Identity : Transformation.Direct;
        var fields = new SortedDictionary<string, ColumnLineageField>(StringComparer.Ordinal);
        foreach (var column in node.Columns)
        {
            if (Fields(node, _inputs.OfColumn(node.Id, column), how) is { IsEmpty: false } from)
            {
                fields[column] = new ColumnLineageField(from);
            }
        }

        var rows = Fields(node, _inputs.OfRows(node.Id), Transformation.Indirect);
        return fields.Count == 0 && rows.IsEmpty ? null : new ColumnLineageFacet(fields, rows.IsEmpty ? null : rows);
    }

    private ImmutableArray<InputField> Fields(LineageNode node, IEnumerable<(string Node, string Column)> inputs, Transformation how) =>
    [
        .. inputs.Select(i => (Dataset: _nodes[i.Node], i.Column)).Where(i => i.Dataset != _nodes[node.Id]).Distinct()
            .OrderBy(i => i.Dataset.Namespace, StringComparer.Ordinal).ThenBy(i => i.Dataset.Name, StringComparer.Ordinal).ThenBy(i => i.Column, StringComparer.Ordinal)
            .Select(i => new InputField(i.Dataset.Namespace, i.Dataset.Name, i.Column, [how])),
    ];
}
