using System.Collections.Immutable;

namespace ContractCheck.Core.Contracts.Changes;

/// <summary>Compares two versions of a contract.</summary>
public static class ContractDiff
{
    /// <summary>
    /// Everything that differs, the contract's own facts first, then table by table in the order of the new version. Tables and columns are
    /// paired by their name in the database, else by id, else by their name in the contract. What comes with a table or column that is new or
    /// gone is not listed by itself, and spellings of one type are no difference.
    /// </summary>
    public static ImmutableArray<ContractChange> Between(Contract before, Contract after)
    {
        var changes = ImmutableArray.CreateBuilder<ContractChange>();
        changes.AddRange(Facts(before, after));
        var pairs = Pairs.Of(before.Tables, after.Tables, t => t.LookupName.ToString(), t => t.Id, t => t.Name).ToList();
        var renames = new ContractRenames(pairs);
        foreach (var (old, now) in pairs)
        {
            changes.AddRange((old, now) switch
            {
                ({ } one, { } other) => ContractTableDiff.Between(one, other, renames),
                (null, { } added) => [new(ContractChangeGrade.Additive, added.LookupName, null, "table", null, added.Name, added.Position, added.Position)],
                ({ } gone, null) => [new(ContractChangeGrade.Breaking, gone.LookupName, null, "table", gone.Name, null, gone.Position, after.Position)],
                _ => [],
            });
        }

        return changes.ToImmutable();
    }

    /// <summary>The gravest grade; null where nothing differs.</summary>
    public static ContractChangeGrade? GradeOf(ImmutableArray<ContractChange> changes) => changes.IsEmpty ? null : changes.Max(c => c.Grade);

    private static IEnumerable<ContractChange> Facts(Contract before, Contract after)
    {
        ContractChange? Make(ContractChangeGrade grade, string aspect, string? old, string? now, ContractPosition position) =>
            old == now ? null : new ContractChange(grade, null, null, aspect, old, now, position, after.Position);

        return new[]
        {
            Make(VersionGrade(before, after), "version", before.Version.Value, after.Version.Value, after.Version.Position),
            Make(after.Dialect is null ? ContractChangeGrade.Editorial : ContractChangeGrade.Breaking, "sqlDialect", before.Dialect, after.Dialect, after.Position),
            Make(StatusGrade(before, after), "status", before.Status, after.Status, after.Position),
            Make(ContractChangeGrade.Editorial, "name", before.Name, after.Name, after.Position),
            Make(ContractChangeGrade.Editorial, "description", before.Description, after.Description, after.Position),
            Make(ContractChangeGrade.Editorial, "domain", before.Domain, after.Domain, after.Position),
            Make(ContractChangeGrade.Editorial, "owner", before.Owner, after.Owner, after.Team?.Position ?? after.Position),
            Make(ContractChangeGrade.Editorial, "tags", List(before.Tags), List(after.Tags), after.Position),
        }
        .OfType<ContractChange>()
        .Concat(Named(before.Servers, after.Servers, s => s.Name, Server, s => s.Position, "server", after.Position))
        .Concat(Named(before.Support, after.Support, s => s.Channel, s => $"{s.Tool} {s.Url} {s.Scope}", _ => after.Position, "support", after.Position))
        .Concat(Named(before.ServiceLevels, after.ServiceLevels, s => $"{s.Property} {s.Element}".TrimEnd(), s => $"{s.Value} {s.Unit}".TrimEnd(), s => s.Position, "service level", after.Position));
    }

    // Servers, support and service levels are no promise about the schema, and whether a changed figure is better nobody but their reader knows.
    private static IEnumerable<ContractChange> Named<T>(
        ImmutableArray<T> before, ImmutableArray<T> after, Func<T, string> name, Func<T, string> text, Func<T, ContractPosition> position, string what, ContractPosition nearest)
        where T : class
    {
        foreach (var (old, now) in Pairs.Of(before, after, name, _ => null, _ => null))
        {
            if (old is null || now is null || text(old) != text(now))
            {
                var place = position((now ?? old)!);
                yield return new ContractChange(
                    ContractChangeGrade.Editorial, null, null, $"{what} {name((now ?? old)!)}", old is null ? null : text(old), now is null ? null : text(now), place, now is null ? nearest : place);
            }
        }
    }

    private static ContractChangeGrade StatusGrade(Contract before, Contract after)
    {
        var (bound, binds) = (Binds(before), Binds(after));
        return bound && !binds ? ContractChangeGrade.Breaking : !bound && binds ? ContractChangeGrade.Additive : ContractChangeGrade.Editorial;
    }

    // From a version that was taken back, a later change could be announced that this one's readers have been promised not to see.
    private static ContractChangeGrade VersionGrade(Contract before, Contract after) =>
        SemanticVersion.MajorInForce(after) < SemanticVersion.MajorInForce(before) ? ContractChangeGrade.Breaking : ContractChangeGrade.Editorial;

    private static bool Binds(Contract contract) => !Lifecycle.IsDraft(contract) && !Lifecycle.IsRetired(contract);

    private static string Server(ContractServer server) =>
        string.Join(' ', new[] { server.Type, server.Environment, server.Host, server.Database, server.Schema }.OfType<string>());

    private static string? List(ImmutableArray<string> values) => values.IsEmpty ? null : string.Join(", ", values);
}
