using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>Compares one column with itself at another revision.</summary>
internal static class ColumnDiff
{
    public static Change Added(TableName table, Column column) => new()
    {
        Kind = MustBeFilled(column) ? ChangeKind.ColumnAddedRequired : ChangeKind.ColumnAdded,
        Table = table,
        Column = column.Name,
        Columns = [column.Name],
        After = column.Type.Sql + (column.Nullable ? "" : " NOT NULL"),
        MustBeFilled = MustBeFilled(column),
        HeadLocation = column.Location,
    };

    public static IEnumerable<Change> Between(TableName table, Column before, Column after)
    {
        Change Make(ChangeKind kind, string? old, string? @new, string? subject = null) => new()
        {
            Kind = kind,
            Table = table,
            Column = after.Name,
            Columns = [after.Name],
            Subject = subject,
            Before = old,
            After = @new,
            MustBeFilled = MustBeFilled(after),
            BaseLocation = before.Location,
            HeadLocation = after.Location,
        };

        if (KindOf(TypeChange.Relate(before.Type, after.Type)) is { } kind)
        {
            yield return Make(kind, before.Type.Sql, after.Type.Sql);
        }

        foreach (var (enumKind, value, newValue) in EnumDiff.Between(before.Type.EnumValues, after.Type.EnumValues))
        {
            yield return Make(enumKind, newValue is null ? null : value, newValue, value);
        }

        if (before.Nullable != after.Nullable)
        {
            yield return Make(after.Nullable ? ChangeKind.BecameNullable : ChangeKind.BecameNotNull, Null(before), Null(after));
        }

        if (before.ServerDefault != after.ServerDefault)
        {
            yield return Make(ChangeKind.ServerDefaultChanged, before.ServerDefault ?? "none", after.ServerDefault ?? "none");
        }

        if (before.Computed != after.Computed || before.Identity != after.Identity)
        {
            yield return Make(ChangeKind.ComputedOrIdentityChanged, Filled(before), Filled(after));
        }

        if (before.Comment != after.Comment)
        {
            yield return Make(ChangeKind.CommentOrOrder, before.Comment ?? "none", after.Comment ?? "none", "comment");
        }
    }

    private static ChangeKind? KindOf(TypeRelation relation) => relation switch
    {
        TypeRelation.Incompatible => ChangeKind.TypeIncompatible,
        TypeRelation.Narrowed => ChangeKind.TypeNarrowed,
        TypeRelation.Widened => ChangeKind.TypeWidened,
        TypeRelation.Unresolved => ChangeKind.TypeUnresolved,
        _ => null,
    };

    private static bool MustBeFilled(Column column) => !column.Nullable && !column.FilledByDatabase;

    private static string Null(Column column) => column.Nullable ? "NULL" : "NOT NULL";

    private static string Filled(Column column) =>
        column.Computed is { } sql ? $"generated as {sql}" : column.Identity ? "identity" : "none";
}
