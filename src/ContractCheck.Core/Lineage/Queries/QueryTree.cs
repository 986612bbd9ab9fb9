namespace ContractCheck.Core.Lineage.Queries;

/// <summary>A query as the worker read it: relations, items and the names they use. What a name means is found by <see cref="QueryResolver"/>.</summary>
public sealed record QueryTree
{
    /// <summary>Common table expressions that it and all within it can name.</summary>
    public IReadOnlyList<CommonTable> With { get; set; } = [];

    /// <summary>Relations in the order of the text.</summary>
    public IReadOnlyList<QueryRelation> From { get; set; } = [];

    /// <summary>Names that joins merge.</summary>
    public IReadOnlyList<string> Using { get; set; } = [];

    /// <summary>Whether joins merge all names that both sides have.</summary>
    public bool Natural { get; set; }

    /// <summary>What it gives.</summary>
    public IReadOnlyList<QueryItem> Items { get; set; } = [];

    /// <summary>What decides its rows.</summary>
    public QueryRows Rows { get; set; } = new();

    /// <summary>Queries whose rows are put below one another; then there are no items.</summary>
    public IReadOnlyList<QueryTree> Branches { get; set; } = [];

    /// <summary>Whether branches meet by name, not by place.</summary>
    public bool ByName { get; set; }

    /// <summary>Whether it gives columns that are not told.</summary>
    public bool Open { get; set; }
}

/// <summary>A query with a name.</summary>
public sealed record CommonTable
{
    /// <summary>The name.</summary>
    public required string As { get; set; }

    /// <summary>The query.</summary>
    public required QueryTree Query { get; set; }

    /// <summary>Names of its columns, where it renames them.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];
}

/// <summary>Names that expressions use, each in its parts: <c>["o", "total"]</c>; and the queries within the expressions.</summary>
public record QueryNames
{
    /// <summary>The names.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Refs { get; set; } = [];

    /// <summary>The queries.</summary>
    public IReadOnlyList<QueryTree> Queries { get; set; } = [];
}

/// <summary>What decides rows.</summary>
public sealed record QueryRows : QueryNames
{
    /// <summary>Places of items that do too, from 0.</summary>
    public IReadOnlyList<int> Items { get; set; } = [];
}

/// <summary>Something that a query gives: an expression, or with <see cref="Star"/> all columns of relations.</summary>
public sealed record QueryItem : QueryNames
{
    /// <summary>The column's name, or null where only the database knows it.</summary>
    public string? As { get; set; }

    /// <summary>Of a star the relation's name in its parts, empty for all relations; null where it is no star.</summary>
    public IReadOnlyList<string>? Star { get; set; }

    /// <summary>Columns that the star leaves out.</summary>
    public IReadOnlyList<string> Except { get; set; } = [];

    /// <summary>New names of columns of the star.</summary>
    public IReadOnlyDictionary<string, string> Rename { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Columns of the star that are computed anew.</summary>
    public IReadOnlyList<QueryItem> Replace { get; set; } = [];
}

/// <summary>A relation: a table by its name, a query, or rows made of values.</summary>
public sealed record QueryRelation
{
    /// <summary>Its name in the query, where it has one of its own.</summary>
    public string? As { get; set; }

    /// <summary>The table's name in its parts.</summary>
    public IReadOnlyList<string>? Table { get; set; }

    /// <summary>The query.</summary>
    public QueryTree? Query { get; set; }

    /// <summary>What rows are made of.</summary>
    public QueryNames? Uses { get; set; }

    /// <summary>Of rows that are made of something its text, by which a source may be known.</summary>
    public string? Text { get; set; }

    /// <summary>Whether it only decides which rows of the others stay.</summary>
    public bool Hidden { get; set; }

    /// <summary>Columns that a pivot uses up.</summary>
    public IReadOnlyList<string> Drops { get; set; } = [];

    /// <summary>Names of its columns, where they are renamed.</summary>
    public IReadOnlyList<string> Columns { get; set; } = [];

    /// <summary>Columns that come to those it has.</summary>
    public IReadOnlyList<QueryItem> Adds { get; set; } = [];
}
