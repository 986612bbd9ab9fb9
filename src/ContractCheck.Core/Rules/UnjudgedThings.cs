using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>Collects what a verdict leaves open. Unknown is neither equal nor gone.</summary>
public static class UnjudgedThings
{
    /// <summary>What of head (and of base, where head has it) is unknown, and which promises are for that reason.</summary>
    public static ImmutableArray<Unjudged> Of(CheckInput input, ImmutableArray<Breach> uncertain) =>
    [
        .. uncertain.DistinctBy(b => b.Key).Select(b => new Unjudged(
            b.Column is null ? b.Promised.Name.ToString() : $"{b.Promised.Name}.{b.Column}",
            $"promised {b.Promise}: {b.Uncertain}",
            b.Promised.Table?.Location) { Distributions = Distributions(b.Promised.Table) }),
        .. input.Head.Tables.Where(t => !t.Complete)
            .Select(t => new Unjudged(t.Name.ToString(), Why(t), t.Location) { Distributions = Distributions(t) }),
        .. input.Head.Diagnostics.Unloaded.Select(u => new Unjudged(u.Name ?? u.Class ?? "?", $"did not load: {u.Reason}", u.Location)
        {
            Distributions = u.Distribution is null ? [] : [u.Distribution],
        }),
        .. input.Head.Diagnostics.Unparsed.Select(f => new Unjudged(f.Location.File, $"cannot be parsed: {f.Error}", f.Location)),
        .. input.LeftOut,
        .. input.Base.Diagnostics.Unloaded
            .Where(u => u.Name is not null && input.Head.Tables.Any(t => t.Name.Name == u.Name))
            .Select(u => new Unjudged(u.Name!, $"did not load at base, so its changes are unknown: {u.Reason}")),
    ];

    private static string Why(Table table) =>
        table.Missing.IsEmpty ? "columns may be missing" : string.Join("; ", table.Missing.Select(m => (m.Class ?? m.Distribution) is { } what ? $"{what}: {m.Reason}" : m.Reason));

    private static ImmutableArray<string> Distributions(Table? table) =>
        table is null ? [] : [.. table.Missing.Select(m => m.Distribution).OfType<string>().Distinct(StringComparer.Ordinal)];
}
