using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Words in which shapes are written down.</summary>
internal static class Keys
{
    public static ShapeKey Key(string name, ValueKind kind) => new(name, kind);

    public static ShapeKey Must(string name, ValueKind kind) => new(name, kind) { Required = true };

    /// <summary>Keys of one kind.</summary>
    public static ImmutableArray<ShapeKey> All(ValueKind kind, params string[] names) => [.. names.Select(n => Key(n, kind))];

    /// <summary>Keys whose values are strings.</summary>
    public static ImmutableArray<ShapeKey> Texts(params string[] names) => All(ValueKind.Text, names);
}
