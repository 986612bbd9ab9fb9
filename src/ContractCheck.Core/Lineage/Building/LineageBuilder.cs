using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage.Consumers;
using ContractCheck.Core.Lineage.Dbt;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Lineage.Queries;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Lineage.Building;

/// <summary>Puts tables, dbt projects and declared uses together.</summary>
internal sealed class LineageBuilder(LineagePlan plan, IReadOnlyDictionary<WantedQuery, ParsedQuery> parsed)
{
    private readonly Dictionary<string, LineageNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RelationColumns> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<OpenColumns>> _rest = new(StringComparer.Ordinal);
    private readonly List<LineageEdge> _edges = [.. plan.Input.WithinModels];
    private readonly List<Unjudged> _notes = [];
    private readonly ILookup<string, SourceTable> _loaded = plan.Loads.ToLookup(l => l.Source.Node.Id, l => l.Table, StringComparer.Ordinal);

    public LineageReading Build()
    {
        foreach (var table in plan.Input.Tables)
        {
            _nodes[table.Id] = new LineageNode { Id = table.Id, Kind = NodeKind.Table, Name = table.Name.ToString(), Relation = table.Name.ToString(), Columns = table.Columns };
        }

        foreach (var node in plan.Needed)
        {
            Add(node);
        }

        AddConsumers();
        new PassedColumns(_columns, _nodes, _edges).Complete(_rest);
        return new LineageReading(new LineageGraph(_nodes.Values, _edges), plan.Loads, [.. _notes]);
    }

    private void Add(DbtNode node)
    {
        switch (node.Node.Kind)
        {
            case NodeKind.Source:
                AddSource(node);
                break;
            case NodeKind.Model or NodeKind.Snapshot:
                AddModel(node);
                break;
            case NodeKind.Seed:
                Has(node, node.Catalogued.IsEmpty ? node.Described : node.Catalogued, isListed: !node.Catalogued.IsEmpty);
                break;
            default:
                _nodes[node.Node.Id] = node.Node;
                _edges.AddRange(node.DependsOn.Select(input => new LineageEdge(input, null, node.Node.Id, null, EdgeKind.Whole)));
                break;
        }
    }

    private void AddSource(DbtNode node)
    {
        var id = node.Node.Id;
        var known = node.Catalogued.Concat(node.Described).Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray();
        var pairs = _loaded[id].SelectMany(t => t.Columns.Select(c => (Table: t, Column: c, Loaded: ColumnNames.Of(c, known)))).ToImmutableArray();
        var writers = plan.InputsOf(node).Where(_columns.ContainsKey).ToImmutableArray();
        var passed = writers.SelectMany(w => _columns[w].Columns.Select(c => (Writer: w, Column: c.Name))).Where(p => p.Column is not null).ToImmutableArray();
        Has(
            node,
            [.. known.Concat(pairs.Select(p => p.Loaded)).Concat(passed.Select(p => p.Column!)).Distinct(StringComparer.OrdinalIgnoreCase)],
            isListed: !node.Catalogued.IsEmpty || !pairs.IsEmpty || !passed.IsEmpty);
        _edges.AddRange(pairs.Select(p => new LineageEdge(p.Table.Id, p.Column, id, p.Loaded, EdgeKind.Value)));
        _edges.AddRange(passed.Select(p => new LineageEdge(p.Writer, p.Column, id, p.Column, EdgeKind.Value)));
        _edges.AddRange(_loaded[id].Select(t => t.Id).Concat(writers).Select(from => new LineageEdge(from, null, id, null, EdgeKind.Reads)));
    }

    // Whatever a load or a seed has besides stays possible, so that a name that is not listed still leads somewhere.
    private void Has(DbtNode node, ImmutableArray<string> columns, bool isListed)
    {
        _nodes[node.Node.Id] = node.Node with { Columns = columns };
        _columns[node.Node.Id] = Own(node.Node.Id, columns, [OpenColumns.Of(node.Node.Id, isListed)]);
    }

    private void AddModel(DbtNode node)
    {
        var query = node.Sql is null ? null : parsed.GetValueOrDefault(plan.QueryOf(node));
        var why = node.NoSql ?? (query is null ? "it was not parsed" : query.Error);
        if (query?.Tree is { } tree)
        {
            try
            {
                Resolve(node, QueryResolver.Resolve(tree, name => Read(node, name), name => Inlined(node, name), text => ByText(node, text)));
                return;
            }
            catch (QueryException e)
            {
                why = e.Message;
            }
        }

        Has(node, node.Catalogued.IsEmpty ? node.Described : node.Catalogued, isListed: !node.Catalogued.IsEmpty);
        _nodes[node.Node.Id] = _nodes[node.Node.Id] with { Unresolved = why ?? "it has no SQL" };
        _edges.AddRange(node.DependsOn.Select(input => new LineageEdge(input, null, node.Node.Id, null, EdgeKind.Whole)));
    }

    private void Resolve(DbtNode node, ResolvedQuery resolved)
    {
        var id = node.Node.Id;
        var all = Named(resolved.Columns, node.Catalogued);
        ImmutableArray<KnownColumn> found = [.. all.Where(c => c.Name is not null)];
        ImmutableArray<KnownColumn> columns =
        [
            .. found,
            .. node.Added.Select(a => new KnownColumn(a.Name, [.. a.From.SelectMany(f => found.FirstOrDefault(c => ColumnNames.AreOne(c.Name!, f))?.Origins ?? []).Distinct()])),
        ];
        _nodes[id] = node.Node with { Columns = [.. columns.Select(c => c.Name!)] };
        _rest[id] = resolved.Columns.Rest;
        _columns[id] = Own(id, _nodes[id].Columns, resolved.Columns.Rest);
        _edges.AddRange(columns.SelectMany(c => c.Origins.Select(o => new LineageEdge(o.Relation, o.Column, id, c.Name, EdgeKind.Value))));

        // Where nobody knows what the database calls it, the value still goes into the model.
        _edges.AddRange(all.Where(c => c.Name is null).SelectMany(c => c.Origins.Select(o => new LineageEdge(o.Relation, o.Column, id, null, EdgeKind.Value))));
        var used = all.SelectMany(c => c.Origins).Concat(resolved.Rows).ToHashSet();
        _edges.AddRange(resolved.Named.Where(o => !used.Contains(o)).Select(o => new LineageEdge(o.Relation, o.Column, id, null, EdgeKind.Names)));
        _edges.AddRange(resolved.Rows.Select(r => new LineageEdge(r.Relation, r.Column, id, null, EdgeKind.Rows)));
        _edges.AddRange(resolved.Reads.Select(r => new LineageEdge(r, null, id, null, EdgeKind.Reads)));

        // Macros read tables while dbt compiles; which columns of them is not written in the SQL.
        var unseen = node.DependsOn.Where(d => !resolved.Reads.Contains(d, StringComparer.Ordinal) && !resolved.Mentioned.Contains(d, StringComparer.Ordinal) && _nodes.ContainsKey(d));
        _edges.AddRange(resolved.Doubtful.Concat(unseen).Select(input => new LineageEdge(input, null, id, null, EdgeKind.Whole)));
    }

    // Where the database names a column, the catalog tells the name.
    private static ImmutableArray<KnownColumn> Named(RelationColumns columns, ImmutableArray<string> catalogued)
    {
        var byPlace = columns.Rest.IsEmpty && columns.Columns.Length == catalogued.Length;
        return [.. columns.Columns.Select((c, i) => c.Name is null && byPlace ? c with { Name = catalogued[i] } : c)];
    }

    private ReadRelation Read(DbtNode reader, IReadOnlyList<string> name)
    {
        if (plan.Index.Find(reader, name) is { } found)
        {
            // An incremental model reads what it has written before.
            return found == reader
                ? new ReadRelation(null, Own(reader.Node.Id, reader.Catalogued, [OpenColumns.Of(reader.Node.Id, isListed: !reader.Catalogued.IsEmpty)]))
                : Of(found.Node.Id, found.Catalogued);
        }

        return Outside(reader, name);
    }

    private ReadRelation? Inlined(DbtNode reader, string name) => plan.Index.FindInlined(reader, name) is { } found ? Of(found.Node.Id, []) : null;

    private ReadRelation? ByText(DbtNode reader, string text) => plan.Index.FindByText(reader, text) is { } found ? Of(found.Node.Id, found.Catalogued) : null;

    private ReadRelation Of(string id, ImmutableArray<string> catalogued) =>
        new(id, _columns.GetValueOrDefault(id) ?? Own(id, catalogued, [OpenColumns.Of(id, isListed: !catalogued.IsEmpty)]));

    // A table that no project declares. It may be one of the models' own.
    private ReadRelation Outside(DbtNode reader, IReadOnlyList<string> name)
    {
        var id = $"relation.{string.Join('.', name).ToLowerInvariant()}";
        if (!_columns.ContainsKey(id))
        {
            var source = new DbtNode
            {
                Node = new LineageNode { Id = id, Kind = NodeKind.Source, Name = string.Join('.', name), Relation = string.Join('.', name), Project = reader.Node.Project },
                Relation = [.. name],
            };
            var tables = new SourceMatcher(plan.Input.Tables, plan.Input.Loads).Match([source]).Where(l => l.Why != LoadEvidence.Name).Select(l => l.Table).ToImmutableArray();
            Has(source, [.. tables.SelectMany(t => t.Columns).Distinct(StringComparer.OrdinalIgnoreCase)], isListed: !tables.IsEmpty);
            _edges.AddRange(tables.SelectMany(t => t.Columns.Select(c => new LineageEdge(t.Id, c, id, c, EdgeKind.Value))));
            _edges.AddRange(tables.Select(t => new LineageEdge(t.Id, null, id, null, EdgeKind.Reads)));
        }

        return new ReadRelation(id, _columns[id]);
    }

    private static RelationColumns Own(string id, ImmutableArray<string> columns, ImmutableArray<OpenColumns> rest) => new(
        [.. columns.Select(c => new KnownColumn(c, [new ColumnOrigin(id, c)]))],
        rest.IsEmpty ? [] : [OpenColumns.Of(id, rest.All(r => r.IsListed))]);

    private void AddConsumers()
    {
        foreach (var consumer in plan.Input.Consumers)
        {
            var id = $"consumer.{consumer.Name}";
            var before = _nodes.GetValueOrDefault(id);
            _nodes[id] = new LineageNode
            {
                Id = id,
                Kind = NodeKind.Consumer,
                Name = consumer.Name,
                Type = before?.Type ?? consumer.Kind,
                Owners = [.. (before?.Owners ?? []).Concat(consumer.Owners).Distinct()],
                Url = before?.Url ?? consumer.Url,
                Maturity = before?.Maturity ?? consumer.Criticality,
                File = consumer.Position.File,
            };
            var used = UsedBy(consumer);
            if (used.IsEmpty && !plan.Input.Projects.SelectMany(p => p.Nodes).Any(n => IsCalled(n.Node, consumer.Table)))
            {
                _notes.Add(new Unjudged(
                    consumer.Table, $"is no table of the models and no model of dbt: what '{consumer.Name}' uses is not known", new SourceLocation(consumer.Position.File, consumer.Position.Line)));
            }

            _edges.AddRange(used.Select(u => new LineageEdge(u, consumer.Column, id, null, consumer.Column is null ? EdgeKind.Whole : EdgeKind.Value)));
            _edges.AddRange(used.Where(_ => consumer.Column is not null).Select(u => new LineageEdge(u, null, id, null, EdgeKind.Reads)));
        }
    }

    private ImmutableArray<string> UsedBy(DeclaredConsumer consumer)
    {
        var name = PhysicalName.Parse(consumer.Table);
        ImmutableArray<string> tables = [.. plan.Input.Tables.Where(t => t.Name.Fits(name)).Select(t => t.Id)];
        return tables.IsEmpty ? [.. _nodes.Values.Where(n => IsCalled(n, consumer.Table)).Select(n => n.Id)] : tables;
    }

    private static bool IsCalled(LineageNode node, string name) => node.Kind is NodeKind.Source or NodeKind.Model or NodeKind.Snapshot or NodeKind.Seed
        && (string.Equals(node.Name, name, StringComparison.OrdinalIgnoreCase)
            || (node.Relation is { } relation && $".{relation}".EndsWith($".{name}", StringComparison.OrdinalIgnoreCase)));
}
