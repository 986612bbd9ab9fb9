using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>Finds the tables that <c>ref</c> and <c>source</c> mean.</summary>
internal sealed class DbtReferences(ImmutableArray<DbtRelation> relations)
{
    private readonly ILookup<(string? Source, string Name), TableName> tables = relations.ToLookup(r => (r.Source, r.Name), r => r.LookupName);

    /// <summary>The relationship that a test or a foreign key promises.</summary>
    /// <param name="from">Columns of the table itself.</param>
    /// <param name="to">The referred table: a call of <c>ref</c> or <c>source</c>, or a name.</param>
    /// <param name="columns">Columns of the referred table.</param>
    /// <param name="position">Where the relationship is written.</param>
    public ContractRelationship To(ImmutableArray<string> from, string to, ImmutableArray<string> columns, ContractPosition position)
    {
        var relationship = new ContractRelationship { FromColumns = from, Text = $"{to} ({string.Join(", ", columns)})", Position = position };
        return Table(to) is { } table ? relationship with { ToTable = table, ToColumns = columns } : relationship;
    }

    private TableName? Table(string to) => DbtText.Source(to) is var (source, table) ? Known(source, table)
        : DbtText.Ref(to) is { } model ? Known(null, model)
        : DbtText.IsTemplate(to) || to.AsSpan().ContainsAny('(', ' ') ? null
        : PhysicalName.Parse(to);

    private TableName Known(string? source, string name) => tables[(source, name)].FirstOrDefault() ?? new TableName(null, name);
}

/// <summary>A table of a source, or a model.</summary>
/// <param name="Node">What is written of it.</param>
/// <param name="Source">Name of the source; null for a model.</param>
/// <param name="Name">Name by which dbt refers to it.</param>
/// <param name="LookupName">Name in the database; its schema is null where it is not known.</param>
internal sealed record DbtRelation(DocumentMapping Node, string? Source, string Name, TableName LookupName);
