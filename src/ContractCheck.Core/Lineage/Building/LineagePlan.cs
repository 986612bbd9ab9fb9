using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContractCheck.Core.Lineage.Dbt;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Lineage.Queries;

namespace ContractCheck.Core.Lineage.Building;

/// <summary>What has to be known to follow some tables downstream: which nodes, and so which queries.</summary>
public sealed partial class LineagePlan
{
    private const int LongestSearched = 1024 * 1024;

    private readonly LineageInput _input;
    private readonly Dictionary<string, DbtNode> _nodes;
    private readonly Dictionary<string, DbtProject> _projects;
    private readonly RelationIndex _index;
    private readonly ImmutableArray<LoadedTable> _loads;
    private readonly ILookup<string, DbtNode> _readers;

    private LineagePlan(LineageInput input, IReadOnlySet<string> starts)
    {
        _input = input;
        _nodes = input.Projects.SelectMany(p => p.Nodes).DistinctBy(n => n.Node.Id, StringComparer.Ordinal).ToDictionary(n => n.Node.Id, StringComparer.Ordinal);
        _projects = input.Projects.SelectMany(p => p.Nodes.Select(n => (n.Node.Id, Project: p))).DistinctBy(p => p.Id, StringComparer.Ordinal).ToDictionary(p => p.Id, p => p.Project, StringComparer.Ordinal);
        _index = new RelationIndex(_nodes);
        _loads = new SourceMatcher(input.Tables, input.Loads).Match([.. _nodes.Values.Where(n => n.Node.Kind == NodeKind.Source)]);
        _readers = _nodes.Values.SelectMany(n => InputsOf(n).Select(i => (Input: i, Reader: n))).ToLookup(p => p.Input, p => p.Reader, StringComparer.Ordinal);
        Needed = NeededFor(starts);
        Queries = [.. Needed.Where(n => n.Sql is not null).Select(QueryOf).Distinct()];
    }

    /// <summary>Tables and the sources that they are loaded into.</summary>
    public ImmutableArray<LoadedTable> Loads => _loads;

    /// <summary>The queries to parse.</summary>
    public ImmutableArray<WantedQuery> Queries { get; }

    internal ImmutableArray<DbtNode> Needed { get; }

    internal LineageInput Input => _input;

    internal RelationIndex Index => _index;

    /// <summary>Plans.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="starts">Ids of the tables (or nodes) to follow; all tables where it is null.</param>
    public static LineagePlan Of(LineageInput input, IReadOnlySet<string>? starts) =>
        new(input, starts ?? input.Tables.Select(t => t.Id).ToHashSet(StringComparer.Ordinal));

    /// <summary>The lineage.</summary>
    /// <param name="parsed">The answer for each query; what is missing is unresolved.</param>
    public LineageReading Build(IReadOnlyDictionary<WantedQuery, ParsedQuery> parsed) => new LineageBuilder(this, parsed).Build();

    internal WantedQuery QueryOf(DbtNode node) => new(_projects[node.Node.Id].Dialect, node.Sql!);

    internal IEnumerable<string> InputsOf(DbtNode node) =>
        node.Node.Kind == NodeKind.Source ? _index.WritersOf(node).Select(w => w.Node.Id) : node.DependsOn;

    // Readers of what the tables are loaded into, and whatever these read besides: else names could not be told apart.
    private ImmutableArray<DbtNode> NeededFor(IReadOnlySet<string> starts)
    {
        var within = Downstream(starts, _input.WithinModels.ToLookup(e => e.From, e => e.To, StringComparer.Ordinal));
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<DbtNode>(_loads.Where(l => within.Contains(l.Table.Id)).Select(l => l.Source)
            .Concat(NamingTables(within)).Concat(starts.Select(_nodes.GetValueOrDefault).OfType<DbtNode>()));
        var reached = new List<DbtNode>();
        while (waiting.TryPop(out var node))
        {
            if (needed.Add(node.Node.Id))
            {
                reached.Add(node);
                foreach (var reader in _readers[node.Node.Id])
                {
                    waiting.Push(reader);
                }
            }
        }

        waiting = new Stack<DbtNode>(reached.SelectMany(Inputs));
        while (waiting.TryPop(out var node))
        {
            if (needed.Add(node.Node.Id) && node.Catalogued.IsEmpty)
            {
                foreach (var input in Inputs(node))
                {
                    waiting.Push(input);
                }
            }
        }

        return Sorted(needed);
    }

    private static HashSet<string> Downstream(IReadOnlySet<string> starts, ILookup<string, string> next)
    {
        var found = starts.ToHashSet(StringComparer.Ordinal);
        var waiting = new Stack<string>(starts);
        while (waiting.TryPop(out var id))
        {
            foreach (var to in next[id].Where(found.Add))
            {
                waiting.Push(to);
            }
        }

        return found;
    }

    // A query that names a table itself, and not by way of a source.
    private IEnumerable<DbtNode> NamingTables(HashSet<string> starts)
    {
        var names = _input.Tables.Where(t => starts.Contains(t.Id)).Select(t => t.Name.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _nodes.Values.Where(n => n.Sql is not null && Names(n.Sql, names));
    }

    // A text that is too odd to be searched is parsed, which has bounds of its own.
    private static bool Names(string sql, HashSet<string> names)
    {
        try
        {
            return sql.Length > LongestSearched || Tables().Matches(sql).Any(m => names.Contains(m.Groups["name"].Value));
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private IEnumerable<DbtNode> Inputs(DbtNode node) => InputsOf(node).Select(_nodes.GetValueOrDefault).OfType<DbtNode>();

    /// <summary>Inputs before their readers. A circle, which dbt never has, is cut somewhere.</summary>
    private ImmutableArray<DbtNode> Sorted(HashSet<string> needed)
    {
        var sorted = ImmutableArray.CreateBuilder<DbtNode>(needed.Count);
        var open = needed.ToDictionary(id => id, id => Inputs(_nodes[id]).Count(i => needed.Contains(i.Node.Id)), StringComparer.Ordinal);
        var cut = new Queue<string>(needed.Order(StringComparer.Ordinal));
        var ready = new Queue<string>(open.Where(o => o.Value == 0).Select(o => o.Key).Order(StringComparer.Ordinal));
        while (open.Count > 0)
        {
            var id = ready.TryDequeue(out var next) ? next : cut.Dequeue();
            if (!open.Remove(id))
            {
                continue;
            }

            sorted.Add(_nodes[id]);
            foreach (var reader in _readers[id].Select(r => r.Node.Id).Where(open.ContainsKey))
            {
                if (--open[reader] == 0)
                {
                    ready.Enqueue(reader);
                }
            }
        }

        return sorted.ToImmutable();
    }

    [GeneratedRegex(@"(?:\bfrom|\bjoin|,)\s+(?:--[^\n]{0,200}\n\s*)?(?:(?>[\w""`\[\]]+)\s*\.\s*)*[""`\[]?(?<name>\w+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tables();
}
