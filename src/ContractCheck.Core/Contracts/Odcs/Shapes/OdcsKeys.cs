using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Words in which the shapes of the standard are written down, besides those of all formats.</summary>
internal static partial class OdcsKeys
{
    public static ValueKind StableId { get; } = new TextKind(StableIdPattern(), "ids are made of letters, digits, '-' and '_'");

    public static ShapeKey Since(OdcsVersion version, ShapeKey key) => key with { Since = (int)version };

    public static ShapeKey Until(OdcsVersion version, ShapeKey key) => key with { Until = (int)version };

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
