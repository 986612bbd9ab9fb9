using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Findings;

/// <summary>One thing that the check has to say. All texts may hold hostile names: renderers encode them.</summary>
public sealed record Finding
{
    /// <summary>Rule, such as <c>CC201</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The rule's name, such as <c>column-removed</c>.</summary>
    public required string RuleName { get; init; }

    /// <summary>Its weight under the profile, given the promises it breaks.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The table, where the finding is about one.</summary>
    public TableName? Table { get; init; }

    /// <summary>The column, where the finding is about one.</summary>
    public string? Column { get; init; }

    /// <summary>What else tells this finding from another of its rule on the same table and column.</summary>
    public string? Subject { get; init; }

    /// <summary>What happened, to be read after the subject's name: <c>was removed</c>.</summary>
    public required string Message { get; init; }

    /// <summary>What of a contract it is about, where it is about a contract: <c>required</c>, <c>column</c>.</summary>
    internal string? Aspect { get; init; }

    /// <summary>The fact at base, where one text is set against another.</summary>
    public string? Before { get; init; }

    /// <summary>The fact at head.</summary>
    public string? After { get; init; }

    /// <summary>Why the fact at head is taken for that at base under another name, each a short phrase; empty where nothing was renamed.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>How sure that is, from 0 to 1.</summary>
    public double? Confidence { get; init; }

    /// <summary>A line that exists at head.</summary>
    public SourceLocation? Location { get; init; }

    /// <summary>The line at base, of what is gone or was otherwise.</summary>
    public SourceLocation? BaseLocation { get; init; }

    /// <summary>Promises that are broken by it.</summary>
    public ImmutableArray<BrokenPromise> Promises { get; init; } = [];

    /// <summary>Who downstream is hit, or null where no lineage was read or the finding changes nothing for readers.</summary>
    public Impact? Impact { get; init; }

    /// <summary>Ways back, each one sentence.</summary>
    public ImmutableArray<string> Advice { get; init; } = [];

    /// <summary>
    /// Identity over commits: 16 hexadecimal digits of SHA-256 over rule, table, column and subject. Never depends on wording.
    /// </summary>
    public string Fingerprint => Identity(Rule, Table?.Schema, Table?.Name, Column, Subject);

    /// <summary>The table and column as one dotted name, or null.</summary>
    public string? Target => Table is null ? null : Column is null ? Table.ToString() : $"{Table}.{Column}";

    private static string Identity(params string?[] parts)
    {
        var text = string.Concat(parts.Select(part => part is null ? "-;" : $"{part.Length}:{part};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}

/// <summary>A promise of a contract that head does not keep.</summary>
/// <param name="Rule">The contract rule, such as <c>CC502</c>; null where the contract only lists what was changed.</param>
/// <param name="ContractId">Id of the contract.</param>
/// <param name="ContractName">Its name, or its id where it has none.</param>
/// <param name="ContractVersion">Its version.</param>
/// <param name="ReleasedBy">The version of the contract that may take the promise back: its next major one.</param>
/// <param name="Owner">Who owns the contract, where it says so.</param>
/// <param name="Text">What is promised: <c>required</c>, <c>physicalType varchar(8)</c>.</param>
/// <param name="Position">Where it is promised.</param>
public sealed record BrokenPromise(
    string? Rule,
    string ContractId,
    string ContractName,
    string ContractVersion,
    string ReleasedBy,
    string? Owner,
    string Text,
    ContractPosition Position)
{
    /// <summary>Whether breaking it fails the check; a draft's promises do not.</summary>
    public bool IsBinding { get; init; } = true;
}
