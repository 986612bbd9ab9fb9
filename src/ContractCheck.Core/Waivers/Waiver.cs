using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Waivers;

/// <summary>A written permission for findings to be there. What it names narrows it down; all that it names must fit.</summary>
public sealed record Waiver
{
    /// <summary>The finding's fingerprint, or null for any.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Id of a rule, or null for any.</summary>
    public string? Rule { get; init; }

    /// <summary>A table with or without its schema, <c>*</c> and <c>?</c> allowed, or null for any.</summary>
    public string? Table { get; init; }

    /// <summary>A column, <c>*</c> and <c>?</c> allowed, or null for any.</summary>
    public string? Column { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public string? Owner { get; init; }

    /// <summary>The last day that it holds, or null where it has no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where it is written.</summary>
    public required ContractPosition Position { get; init; }

    /// <summary>Whether it is about that finding. Where it names the rule of a promise, the finding must break no other one.</summary>
    public bool Fits(Finding finding) =>
        (Fingerprint is null || Fingerprint == finding.Fingerprint)
        && (Rule is null || IsRule(finding.Rule) || (!finding.Promises.IsEmpty && finding.Promises.All(p => IsRule(p.Rule))))
        && FitsTarget(finding.Table, finding.Column);

    /// <summary>Whether it is about that table and column, whatever the rule.</summary>
    public bool FitsTarget(TableName? table, string? column) =>
        (Table is null || (table is not null && NamePattern.Fits(Table, table)))
        && (Column is null || (column is not null && NamePattern.Fits(Column, column)));

    /// <summary>What it is about, in words: <c>CC201 orders.legacy_code</c>.</summary>
    public string Subject => string.Join(' ', new[] { Rule, Table is null ? Column : Column is null ? Table : $"{Table}.{Column}", Fingerprint }.OfType<string>());

    private bool IsRule(string? name) => string.Equals(Rule, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A finding that does not count.</summary>
/// <param name="Finding">The finding.</param>
/// <param name="Waiver">What permits it.</param>
public sealed record WaivedFinding(Finding Finding, Waiver Waiver);
