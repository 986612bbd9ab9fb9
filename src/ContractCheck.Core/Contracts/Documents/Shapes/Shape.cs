using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>The keys that a mapping of a format may have.</summary>
/// <param name="Name">What the mapping is, for messages.</param>
/// <param name="Keys">Its keys. A key that changed has one entry for each span of versions.</param>
internal sealed record Shape(string Name, ImmutableArray<ShapeKey> Keys)
{
    /// <summary>
    /// The version whose JSON Schema first refuses unknown keys here. Before it, only keys that look like a slip of the pen are refused.
    /// </summary>
    public int ClosedSince { get; init; }

    /// <summary>Whether unknown keys are let pass in every version, but for those that look like a slip of the pen.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Further keys that depend on what the mapping says, such as those of a server's type.</summary>
    public Func<DocumentMapping, int, IEnumerable<ShapeKey>>? More { get; init; }

    /// <summary>What a table of keys cannot say. Called with mappings whose keys may be wrong.</summary>
    public Func<DocumentMapping, int, IEnumerable<ContractError>>? Rule { get; init; }
}

/// <summary>A key of a <see cref="Shape"/>.</summary>
/// <param name="Name">The key.</param>
/// <param name="Kind">What its value is.</param>
internal sealed record ShapeKey(string Name, ValueKind Kind)
{
    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }

    /// <summary>First version that has it.</summary>
    public int Since { get; init; }

    /// <summary>Last version that has it so.</summary>
    public int Until { get; init; } = int.MaxValue;

    public bool In(int version) => Since <= version && version <= Until;
}
