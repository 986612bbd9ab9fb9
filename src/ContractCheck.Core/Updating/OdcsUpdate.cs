using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Rules;
using ContractCheck.Core.Rules.Promises;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Updating;

/// <summary>The edits that bring an ODCS document in line with a schema.</summary>
/// <param name="document">The document.</param>
/// <param name="tables">The tables that it promises, as the configuration maps them, in its order.</param>
/// <param name="schema">The schema.</param>
/// <param name="renames">What goes on under another name.</param>
/// <param name="addColumns">Whether columns that the contract does not mention are promised, too.</param>
internal sealed class OdcsUpdate(DocumentMapping document, ImmutableArray<PromisedTable> tables, DatabaseSchema schema, ImmutableArray<Change> renames, bool addColumns)
{
    private readonly List<DocumentEdit> _edits = [];
    private readonly Lazy<WrittenNames> _names = new(() => WrittenNames.For(schema.Tables));

    /// <summary>The edits of one round; what follows from them shows in the next one.</summary>
    public ImmutableArray<DocumentEdit> Edits()
    {
        var schemaEntry = document.Entry("schema");
        if (schemaEntry?.Value is not DocumentSequence list)
        {
            return [];
        }

        // Names first: relationships follow them, and are judged in the next round.
        foreach (var (node, promised) in list.Items.OfType<DocumentMapping>().Zip(tables))
        {
            Rename(node, promised);
        }

        if (_edits.Count > 0)
        {
            return [.. _edits];
        }

        var gone = new List<DocumentNode>();
        foreach (var (node, promised) in list.Items.OfType<DocumentMapping>().Zip(tables))
        {
            if (promised.Table is { } table)
            {
                Table(node, promised, table);
            }
            else
            {
                RequireKnown(new TableMissing().Judge(promised));
                gone.Add(node);
            }
        }

        Remove(document, schemaEntry, list, gone);
        return [.. _edits.Distinct()];
    }

    private void Rename(DocumentMapping node, PromisedTable promised)
    {
        if (renames.FirstOrDefault(c => c.Column is null && c.OldTable == promised.Other?.Name) is { } rename && promised.Promise.LookupName != rename.Table)
        {
            Set(node, "physicalName", PhysicalName.Format(rename.Table), ScalarType.Text);
        }

        foreach (var (column, promise) in node.Mappings("properties").Zip(promised.Promise.Columns))
        {
            if (promised.Table is { } table && promised.Find(promise.LookupName) is null
                && renames.FirstOrDefault(c => string.Equals(c.OldColumn, promise.LookupName, StringComparison.OrdinalIgnoreCase) && c.Table == table.Name) is { } renamed)
            {
                Set(column, "physicalName", renamed.Column!, ScalarType.Text);
            }
        }
    }

    // What cannot be known must not be taken out of the contract.
    private static void RequireKnown(IEnumerable<Breach> breaches)
    {
        if (breaches.FirstOrDefault(b => b.Uncertain is not null) is { } unknown)
        {
            throw new CheckException(
                ExitCode.NoVerdict, $"{unknown.Position}: whether {unknown.Promise} is kept cannot be known: {unknown.Uncertain}.", "Mend what 'contractcheck check' names first; nothing was written.");
        }
    }

    private void Table(DocumentMapping node, PromisedTable promised, Table table)
    {
        RequireKnown(new ColumnMissing().Judge(promised));
        var gone = new List<DocumentNode>();
        foreach (var (column, promise) in node.Mappings("properties").Zip(promised.Promise.Columns))
        {
            if (promised.Find(promise.LookupName) is { } actual)
            {
                Column(column, promise, actual, promised);
            }
            else
            {
                gone.Add(column);
            }
        }

        var key = new KeyMismatch().Judge(promised).Where(b => b.Uncertain is null).ToImmutableArray();
        if (gone.Count == 0 && key.Any(b => b.Subject == "primaryKey"))
        {
            PrimaryKey(node, promised, table);
        }

        if (node.Entry("properties") is { Value: DocumentSequence columns } entry)
        {
            Remove(node, entry, columns, gone);
            if (addColumns)
            {
                AddColumns(columns, promised, table);
            }
        }

        var broken = key.Where(b => b.Subject != "primaryKey").Select(b => b.Position).ToHashSet();
        RemoveAt(node, broken);
    }

    private void Column(DocumentMapping node, ContractColumn promise, Column column, PromisedTable promised)
    {
        if (promise.Required is { Value: true } && column.Nullable)
        {
            Set(node, "required", "false", ScalarType.Truth);
        }

        if (promise.Unique is { Value: true } && !KeyMismatch.IsUnique(promised.Table!, [column.Name]))
        {
            Set(node, "unique", "false", ScalarType.Truth);
        }

        if (promise.AllowedValues is { } allowed && !column.Type.EnumValues.IsEmpty)
        {
            Values(node, allowed, column.Type.EnumValues);
        }

        foreach (var (aspect, _, _) in TypePromise.Broken(promise, column.Type, promised.Dialects).Where(_ => column.Type.Resolved))
        {
            Type(node, aspect, column.Type);
        }
    }

    private void Type(DocumentMapping node, string aspect, ColumnType type)
    {
        var options = node.Mapping("logicalTypeOptions");
        switch (aspect)
        {
            case "physicalType":
                Set(node, aspect, type.Sql, ScalarType.Text);
                break;
            case "logicalType":
                Set(node, aspect, OdcsColumnWriter.LogicalType(type) ?? "string", ScalarType.Text);
                break;
            case "maxLength" when options is not null && TypeChange.Shape(type).Length is { } length:
                Set(options, aspect, $"{length}", ScalarType.Whole);
                break;
            case "timezone" when options is not null:
                Set(options, aspect, TypeChange.Shape(type).Timezone ? "true" : "false", ScalarType.Truth);
                break;
            case "maxLength" when options is { Entries.Length: > 1 }:
                _edits.Add(new DocumentEdit.RemoveEntry(options, options.Entry(aspect)!));
                break;
            default:
                _edits.Add(new DocumentEdit.RemoveEntry(node, node.Entry("logicalTypeOptions")!));
                break;
        }

        // The options of one kind of value are none of another's.
        if (aspect is "physicalType" or "logicalType" && node.Text("logicalType") is { } logical && OdcsColumnWriter.LogicalType(type) is { } now && logical != now)
        {
            Set(node, "logicalType", now, ScalarType.Text);
            if (node.Entry("logicalTypeOptions") is { } entry)
            {
                _edits.Add(new DocumentEdit.RemoveEntry(node, entry));
            }
        }
    }

    private void Values(DocumentMapping node, AllowedValues allowed, ImmutableArray<string> values)
    {
        var isEnum = node["enum"] is DocumentSequence;
        var list = isEnum
            ? node["enum"] as DocumentSequence
            : node.Mappings("quality").FirstOrDefault(r => r.Position == allowed.Position)?.Mapping("arguments")?["validValues"] as DocumentSequence;
        if (list is null || list.Items.IsEmpty)
        {
            return;
        }

        string? ValueOf(DocumentNode item) => item is DocumentMapping mapping ? mapping.Text("value") : (item as DocumentScalar)?.Text;
        var gone = list.Items.Where(i => ValueOf(i) is { } value && !values.Contains(value, StringComparer.Ordinal)).ToList();
        var added = new Queue<string>(values.Except(allowed.Values, StringComparer.Ordinal));

        // A value that goes makes room for one that comes, so that lists in brackets can be edited, too.
        foreach (var item in gone)
        {
            var scalar = item as DocumentScalar ?? (item as DocumentMapping)?["value"] as DocumentScalar;
            if (scalar == item && added.TryDequeue(out var value))
            {
                _edits.Add(new DocumentEdit.SetScalar(scalar!, value, ScalarType.Text));
            }
            else
            {
                _edits.Add(new DocumentEdit.RemoveItem(list, item));
            }
        }

        foreach (var value in added)
        {
            _edits.Add(new DocumentEdit.AddItem(list, isEnum ? YamlText.Of(y => y.Text("value", value)) : YamlText.Of(y => y.Text("k", value))["k: ".Length..]));
        }
    }

    private void PrimaryKey(DocumentMapping node, PromisedTable promised, Table table)
    {
        var promisable = table.PrimaryKey.All(c => promised.Columns.Any(p => p.Column?.Name == c));
        foreach (var (column, promise) in node.Mappings("properties").Zip(promised.Promise.Columns))
        {
            var place = promisable ? table.PrimaryKey.IndexOf(promised.Actual(promise.LookupName)) : -1;
            if (place >= 0 || promise.PrimaryKey is { Value: true })
            {
                Set(column, "primaryKey", place >= 0 ? "true" : "false", ScalarType.Truth);
            }

            if (promise.PrimaryKeyPosition is not null)
            {
                Set(column, "primaryKeyPosition", $"{(place < 0 ? -1 : place + 1)}", ScalarType.Whole);
            }
        }
    }

    private void AddColumns(DocumentSequence list, PromisedTable promised, Table table)
    {
        var mentioned = promised.Columns.Select(c => c.Column?.Name).ToHashSet(StringComparer.Ordinal);
        var renamed = renames.Where(r => r.Table == table.Name).Select(r => r.Column).ToHashSet(StringComparer.Ordinal);
        foreach (var column in table.Columns.Where(c => !mentioned.Contains(c.Name) && !renamed.Contains(c.Name)))
        {
            _edits.Add(new DocumentEdit.AddItem(list, YamlText.Of(yaml => OdcsColumnWriter.WritePlain(yaml, table, column, _names.Value))));
        }
    }

    /// <summary>Takes items out; with the last one the list's key goes.</summary>
    private void Remove(DocumentMapping parent, DocumentEntry entry, DocumentSequence list, List<DocumentNode> gone)
    {
        if (gone.Count == list.Items.Length && gone.Count > 0)
        {
            _edits.Add(new DocumentEdit.RemoveEntry(parent, entry));
            return;
        }

        _edits.AddRange(gone.Select(item => new DocumentEdit.RemoveItem(list, item)));
    }

    /// <summary>Takes the relationships and quality rules out that stand there.</summary>
    private void RemoveAt(DocumentMapping table, HashSet<ContractPosition> positions)
    {
        foreach (var parent in table.Mappings("properties").Prepend(table))
        {
            foreach (var key in (string[])["relationships", "quality"])
            {
                if (parent.Entry(key) is { Value: DocumentSequence list } entry)
                {
                    Remove(parent, entry, list, [.. list.Items.Where(i => positions.Contains(i.Position))]);
                }
            }
        }
    }

    private void Set(DocumentMapping node, string key, string text, ScalarType type)
    {
        if (node[key] is DocumentScalar scalar)
        {
            if (scalar.Text != text)
            {
                _edits.Add(new DocumentEdit.SetScalar(scalar, text, type));
            }
        }
        else
        {
            _edits.Add(new DocumentEdit.InsertEntry(node, node.Entry("name") ?? node.Entries[0], key, text, type));
        }
    }
}
