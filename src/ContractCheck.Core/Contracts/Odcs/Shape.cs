using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>The keys that a mapping of the standard may have.</summary>
/// <param name="Name">What the mapping is, for messages.</param>
/// <param name="Keys">Its keys. A key that changed has one entry for each span of versions.</param>
internal sealed record Shape(string Name, ImmutableArray<ShapeKey> Keys)
{
    /// <summary>
    /// The version whose JSON Schema first refuses unknown keys here. Before it, only keys that look like a slip of the pen are refused.
    /// </summary>
    public OdcsVersion ClosedSince { get; init; } = OdcsVersion.V300;

    /// <summary>Whether unknown keys are let pass in every version, but for those that look like a slip of the pen.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Further keys that depend on what the mapping says, such as those of a server's type.</summary>
    public Func<DocumentMapping, OdcsVersion, IEnumerable<ShapeKey>>? More { get; init; }

    /// <summary>What a table of keys cannot say. Called with mappings whose keys may be wrong.</summary>
    public Func<DocumentMapping, OdcsVersion, IEnumerable<ContractError>>? Rule { get; init; }
}

/// <summary>A key of a <see cref="Shape"/>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record ShapeKey(string Name, ValueKind Kind)
{
    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>First version that has it.</summary>
    public OdcsVersion Since { get; init; } = OdcsVersion.V300;

    /// <summary>Last version that has it so.</summary>
    public OdcsVersion Until { get; init; } = OdcsVersion.V320;

    public bool In(OdcsVersion version) => Since <= version && version <= Until;
}
