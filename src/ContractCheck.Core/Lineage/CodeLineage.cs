using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContractCheck.Core.Lineage.Loads;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Lineage;

/// <summary>What derives from a table's columns within the models themselves.</summary>
public static partial class CodeLineage
{
    /// <summary>Views and generated columns: how values go from column to column in the application's own database.</summary>
    public static IEnumerable<LineageEdge> Edges(DatabaseSchema schema)
    {
        var ids = schema.Tables.GroupBy(t => t.Name).ToDictionary(g => g.Key, g => SourceTable.IdOf(g.Key, g.First().Bind));
        var views = from view in schema.Views
                    let id = SourceTable.IdOf(view.Name, null)
                    from column in view.Columns
                    from origin in column.From
                    where ids.ContainsKey(origin.Table)
                    select (LineageEdge[])[new(ids[origin.Table], origin.Column, id, column.Name, EdgeKind.Value), new(ids[origin.Table], null, id, null, EdgeKind.Reads)];
        var generated = from table in schema.Tables
                        from column in table.Columns
                        where column.Computed is not null
                        from name in Words().Matches(column.Computed!).Select(m => m.Value).Distinct(StringComparer.Ordinal)
                        where name != column.Name && table.Column(name) is not null
                        select new LineageEdge(ids[table.Name], name, ids[table.Name], column.Name, EdgeKind.Value);
        return views.SelectMany(e => e).Concat(generated).Distinct();
    }

    /// <summary>Attributes of classes, foreign keys and views that use a table or one of its columns.</summary>
    public static IEnumerable<CodeUse> Uses(DatabaseSchema schema, TableName table, string? column)
    {
        bool IsIt(TableName name, string? other) => name == table && (column is null || other is null || string.Equals(other, column, StringComparison.OrdinalIgnoreCase));

        var attributes = from one in schema.Classes
                         from attribute in one.Attributes
                         where attribute.Kind is "expression" or "hybrid" && attribute.Columns.Any(c => IsIt(c.Table, c.Column))
                         select new CodeUse(attribute.Kind, $"{one.Name}.{attribute.Name}", one.Location);
        var relationships = from one in schema.Classes
                            from attribute in one.Attributes
                            where attribute.Kind == "relationship" && Joins(schema, one, attribute).Any(c => IsIt(c.Table, c.Column))
                            select new CodeUse("relationship", $"{one.Name}.{attribute.Name}", one.Location);
        var keys = from other in schema.Tables
                   from key in other.ForeignKeys
                   where key.Target.Fits(table) && (column is null || key.TargetColumns.Contains(column, StringComparer.OrdinalIgnoreCase))
                   select new CodeUse("foreign key", $"{other.Name}.{string.Join(", ", key.Columns)}", other.Location);
        var views = from view in schema.Views
                    from own in view.Columns
                    where own.From.Any(c => IsIt(c.Table, c.Column))
                    select new CodeUse(view.Materialized ? "materialized view" : "view", $"{view.Name}.{own.Name}", view.Location);
        return attributes.Concat(relationships).Concat(keys).Concat(views);
    }

    // What a relationship joins: the foreign keys between its two tables, or between these and the association table.
    private static IEnumerable<ColumnName> Joins(DatabaseSchema schema, MappedClass one, MappedProperty relationship)
    {
        var target = schema.Classes.FirstOrDefault(c => c.Name == relationship.Target)?.Table;
        ImmutableArray<TableName> ends = [.. new[] { one.Table, target, relationship.Secondary }.OfType<TableName>().Distinct()];
        return from table in schema.Tables
               where ends.Contains(table.Name) && (relationship.Secondary is null || table.Name == relationship.Secondary)
               from key in table.ForeignKeys
               where ends.Any(key.Target.Fits) && (ends.Length > 1 || key.Target.Fits(table.Name))
               from end in key.Columns.Select(c => new ColumnName(table.Name, c)).Concat(key.TargetColumns.Select(c => new ColumnName(ends.First(key.Target.Fits), c)))
               select end;
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Words();
}

/// <summary>Something in the models that uses a column.</summary>
/// <param name="Kind"><c>expression</c>, <c>hybrid</c>, <c>relationship</c>, <c>foreign key</c>, <c>view</c> or <c>materialized view</c>.</param>
/// <param name="Name">Its dotted name.</param>
/// <param name="Location">Where it is written.</param>
public sealed record CodeUse(string Kind, string Name, SourceLocation? Location);
