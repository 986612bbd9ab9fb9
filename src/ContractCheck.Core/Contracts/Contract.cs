using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Odcs;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts;

/// <summary>What the owner of some tables promises to the readers of their data, whatever format it was written in.</summary>
public sealed record Contract
{
    /// <summary>
    /// The version of a contract that states none. It is no release, so that a change cannot announce with it that a promise ends.
    /// </summary>
    public const string Unversioned = "unversioned";

    /// <summary>Identity, equal over all versions of the contract.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people, where one is given.</summary>
    public string? Name { get; init; }

    /// <summary>Version of the promises. Usually semantic, but any text is allowed; <see cref="Unversioned"/> where none is stated.</summary>
    public required Promise<string> Version { get; init; }

    /// <summary>Free text: proposed, draft, active, deprecated, retired.</summary>
    public string? Status { get; init; }

    /// <summary>The format and its version, such as <c>ODCS v3.1.0</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Where the contract states its identity.</summary>
    public required ContractPosition Position { get; init; }

    /// <summary>What the contract is about.</summary>
    public string? Description { get; init; }

    /// <summary>Business domain, where one is given.</summary>
    public string? Domain { get; init; }

    /// <summary>Where the data is served.</summary>
    public ImmutableArray<ContractServer> Servers { get; init; } = [];

    /// <summary>Who answers for the contract.</summary>
    public ContractTeam? Team { get; init; }

    /// <summary>Where readers can ask.</summary>
    public ImmutableArray<ContractSupport> Support { get; init; } = [];

    /// <summary>Service levels, end of support and end of life among them.</summary>
    public ImmutableArray<ContractServiceLevel> ServiceLevels { get; init; } = [];

    /// <summary>Labels.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The promised tables, in the order of the file.</summary>
    public required ImmutableArray<ContractTable> Tables { get; init; }

    /// <summary>Whatever else its owner wrote down by key.</summary>
    public ImmutableArray<ContractCustomProperty> CustomProperties { get; init; } = [];

    /// <summary>
    /// The dialect that physical types are written in: as the custom property <c>sqlDialect</c> says, else that of all servers; null where
    /// neither says one.
    /// </summary>
    public string? Dialect =>
        SqlDialect.Find(CustomProperties.FirstOrDefault(p => p.Property == OdcsWriter.DialectProperty)?.Value)
        ?? (Servers.Select(s => SqlDialect.Find(s.Type)).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null);

    /// <summary>The contract's file.</summary>
    public string File => Position.File;

    /// <summary>Who to name in a message: the members with an owner's role, else the team's name; null where neither is given.</summary>
    public string? Owner => Team?.Owner;
}
