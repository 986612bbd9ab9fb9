using System.Collections.Immutable;

namespace ContractCheck.Core.Schema;

/// <summary>What the models of one revision declare, and what could not be read of them.</summary>
public sealed record DatabaseSchema
{
    /// <summary>SQLAlchemy's name of the dialect that type texts are written in.</summary>
    public required string Dialect { get; init; }

    /// <summary>Tables ordered by <see cref="TableName"/>.</summary>
    public required ImmutableArray<Table> Tables { get; init; }

    /// <summary>Mapped classes, by name.</summary>
    public ImmutableArray<MappedClass> Classes { get; init; } = [];

    /// <summary>Views that the models make of queries.</summary>
    public ImmutableArray<View> Views { get; init; } = [];

    /// <summary>What could not be read, and how the rest was.</summary>
    public required Diagnostics Diagnostics { get; init; }

    /// <summary>A schema without tables.</summary>
    public static DatabaseSchema Empty(string dialect) => new() { Dialect = dialect, Tables = [], Diagnostics = new Diagnostics() };

    /// <summary>The table of that exact name, or null.</summary>
    public Table? Table(TableName name) => Tables.FirstOrDefault(t => t.Name == name);

    /// <summary>The table that another revision's is here: of the same name and, where several databases have it, in the same one.</summary>
    public Table? Same(Table table) => 
        Tables.FirstOrDefault(t => t.Name == table.Name && t.Bind == table.Bind) ?? Tables.FirstOrDefault(t => t.Name == table.Name && (t.Bind is null || table.Bind is null));
}

/// <summary>How an extraction went.</summary>
public sealed record Diagnostics
{
    /// <summary>Version of the interpreter.</summary>
    public string? Python { get; init; }

    /// <summary>Version of SQLAlchemy that was used.</summary>
    public string? SqlAlchemy { get; init; }

    /// <summary>Tables that the source declares and loading did not produce.</summary>
    public ImmutableArray<UnloadedTable> Unloaded { get; init; } = [];

    /// <summary>Where classes are declared that state a table of their own and live in that of a class they inherit from.</summary>
    public ImmutableArray<SourceLocation> Inherited { get; init; } = [];

    /// <summary>Statements that raised.</summary>
    public ImmutableArray<FailedStatement> Failed { get; init; } = [];

    /// <summary>Distributions (or top-level modules) that are not installed and were mocked.</summary>
    public ImmutableArray<string> Mocked { get; init; } = [];

    /// <summary>Files that declare candidates but cannot be parsed at all.</summary>
    public ImmutableArray<FailedStatement> Unparsed { get; init; } = [];
}

/// <summary>A table that the source declares and loading did not produce.</summary>
/// <param name="Name">Its name, where the source states one.</param>
/// <param name="Class">The class that declares it, where there is one.</param>
/// <param name="Location">Where it is declared.</param>
/// <param name="Reason">Why it did not load.</param>
/// <param name="Distribution">The distribution that would mend it, where one would.</param>
public sealed record UnloadedTable(string? Name, string? Class, SourceLocation Location, string Reason, string? Distribution = null);

/// <summary>A statement that raised, or a file that does not parse.</summary>
public sealed record FailedStatement(SourceLocation Location, string Error);
