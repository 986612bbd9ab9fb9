using System.Collections.Immutable;

namespace ContractCheck.Core.Configuration;

/// <summary>The SQL dialects that SQLAlchemy itself writes types in.</summary>
public static class Dialects
{
    /// <summary>The dialect where nothing else is asked for.</summary>
    public const string Default = "postgresql";

    /// <summary>SQLAlchemy's names.</summary>
    public static ImmutableArray<string> Names { get; } = ["postgresql", "mysql", "mariadb", "sqlite", "mssql", "oracle"];

    /// <summary>The name as SQLAlchemy spells it, or null where there is no such dialect.</summary>
    public static string? Find(string? name) => Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
}
