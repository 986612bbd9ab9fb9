using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Schemas;

/// <summary>For every table that could not be read, or not whole: why, and what would mend it.</summary>
public static class SchemaExplanation
{
    /// <summary>Writes it.</summary>
    public static Encoded<TerminalSink> Render(DatabaseSchema schema, TerminalSink sink)
    {
        var page = new Page<TerminalSink>(sink);
        var diagnostics = schema.Diagnostics;
        foreach (var table in schema.Tables.Where(t => !t.Complete))
        {
            Entry(page, sink, $"{table.Name} is incomplete", table.Location, table.Missing.Select(SchemaFacts.Why));
        }

        foreach (var table in diagnostics.Unloaded)
        {
            Entry(page, sink, $"{table.Name ?? table.Class} did not load", table.Location, [table.Reason]);
        }

        foreach (var file in diagnostics.Unparsed)
        {
            Entry(page, sink, $"{file.Location.File} cannot be parsed", file.Location, [file.Error]);
        }

        var missing = schema.Tables.SelectMany(t => t.Missing).Select(m => m.Distribution).Concat(diagnostics.Unloaded.Select(u => u.Distribution)).OfType<string>();
        var closing = new Phrases<TerminalSink>(sink).Closing(new ReadWith(diagnostics.Python, diagnostics.SqlAlchemy, Sandbox: null), missing);
        page.Write($"{(page.IsEmpty ? sink.Of($"{Phrases.Count(schema.Tables.Length, "table")}, read whole.") : default)}\n");
        return page.WriteAll(closing.Select(line => sink.Of($"{line}\n"))).Done();
    }

    private static void Entry(Page<TerminalSink> page, TerminalSink sink, string title, SourceLocation? location, IEnumerable<string> reasons)
    {
        var place = location is null ? default : sink.Of($"  {sink.Dim(sink.Text(location.ToString()))}");
        page.Write($"{sink.Strong(title)}{place}\n").WriteAll(reasons.Select(reason => sink.Of($"  {reason}\n")));
    }
}
