using System.Collections.Immutable;
using ContractCheck.Core.Findings;

namespace ContractCheck.Core.Rules.ContractChanges;

/// <summary>What a contract announced the end of is gone: before the day that it named, or from it on.</summary>
internal sealed class RemovedAroundSunset() : Rule("CC603", "removed-around-sunset", Severity.Error, Severity.Error)
{
    /// <summary>A removal that promised things with a sunset make one of this rule; it stays what it is where other promises are broken, too.</summary>
    /// <param name="removal">The finding about the removal.</param>
    /// <param name="sunsets">What contracts at base announced of the table or column.</param>
    /// <param name="today">The day of the check.</param>
    public Finding Judge(Finding removal, ImmutableArray<AnnouncedEnd> sunsets, DateOnly today)
    {
        var others = removal.Promises.Where(p => sunsets.All(s => s.ContractId != p.ContractId));
        if (sunsets.IsEmpty || others.Any())
        {
            return removal;
        }

        var last = sunsets.Max(s => s.Day);
        var isOver = last <= today;
        return removal with
        {
            Rule = Id,
            RuleName = Name,
            Severity = isOver ? Severity.Info : removal.Severity,
            Message = $"{removal.Message} {(isOver ? "after" : "before")} its announced end on {Day.Text(last)}",
            Advice = isOver ? [] : [$"wait: from {Day.Text(last)} on it may go", .. removal.Advice],
        };
    }
}

/// <summary>The announced end of a table or column.</summary>
/// <param name="ContractId">The contract that announced it.</param>
/// <param name="Day">From when on it may go.</param>
internal sealed record AnnouncedEnd(string ContractId, DateOnly Day);
