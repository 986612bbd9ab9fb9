using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Words in which the shapes of the standard are written down.</summary>
internal static partial class Keys
{
    public static ValueKind StableId { get; } = new TextKind(StableIdPattern(), "ids are made of letters, digits, '-' and '_'");

    public static ShapeKey Key(string name, ValueKind kind) => new(name, kind);

    public static ShapeKey Must(string name, ValueKind kind) => new(name, kind) { Required = true };

    public static ShapeKey Since(OdcsVersion version, ShapeKey key) => key with { Since = version };

    public static ShapeKey Until(OdcsVersion version, ShapeKey key) => key with { Until = version };

    /// <summary>Keys whose values are strings.</summary>
    public static ImmutableArray<ShapeKey> Texts(params string[] names) => [.. names.Select(n => Key(n, ValueKind.Text))];

    /// <summary>A key of one kind up to v3.0.2 and of another from v3.1.0 on.</summary>
    public static ImmutableArray<ShapeKey> Changed(string name, ValueKind before, ValueKind after) =>
        [Until(OdcsVersion.V302, Key(name, before)), Since(OdcsVersion.V310, Key(name, after))];

    /// <summary>A key that became required with v3.1.0.</summary>
    public static ImmutableArray<ShapeKey> RequiredLater(string name, ValueKind kind) =>
        [Until(OdcsVersion.V302, Key(name, kind)), Since(OdcsVersion.V310, Must(name, kind))];

    /// <summary>A key that was required until v3.0.2.</summary>
    public static ImmutableArray<ShapeKey> RequiredOnce(string name, ValueKind kind) =>
        [Until(OdcsVersion.V302, Must(name, kind)), Since(OdcsVersion.V310, Key(name, kind))];

    public static ShapeKey Id() => Since(OdcsVersion.V310, Key("id", StableId));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex StableIdPattern();
}
