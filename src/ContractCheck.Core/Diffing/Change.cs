using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>Kinds of change; <see cref="ChangeKinds.Name"/> gives the stable text.</summary>
public enum ChangeKind
{
    /// <summary>The table is new.</summary>
    TableAdded,

    /// <summary>The table is gone.</summary>
    TableRemoved,

    /// <summary>The table has another name.</summary>
    TableRenamed,

    /// <summary>The table is in another schema.</summary>
    TableSchemaMoved,

    /// <summary>A column that an insert may leave out is new.</summary>
    ColumnAdded,

    /// <summary>A NOT NULL column that the database does not fill is new.</summary>
    ColumnAddedRequired,

    /// <summary>The column is gone.</summary>
    ColumnRemoved,

    /// <summary>The column has another name.</summary>
    ColumnRenamed,

    /// <summary>The column holds another kind of value.</summary>
    TypeIncompatible,

    /// <summary>Not everything that fitted still fits.</summary>
    TypeNarrowed,

    /// <summary>More fits than before.</summary>
    TypeWidened,

    /// <summary>The type changed and a missing library provides it.</summary>
    TypeUnresolved,

    /// <summary>NULL is no longer allowed.</summary>
    BecameNotNull,

    /// <summary>NULL is now allowed.</summary>
    BecameNullable,

    /// <summary>The server default is new, gone or different.</summary>
    ServerDefaultChanged,

    /// <summary>The generated expression or the identity is new, gone or different.</summary>
    ComputedOrIdentityChanged,

    /// <summary>A comment changed, or columns changed places.</summary>
    CommentOrOrder,

    /// <summary>The primary key has other columns or another order.</summary>
    PrimaryKeyChanged,

    /// <summary>A unique constraint is new.</summary>
    UniqueAdded,

    /// <summary>A unique constraint is gone.</summary>
    UniqueRemoved,

    /// <summary>A foreign key is new.</summary>
    ForeignKeyAdded,

    /// <summary>A foreign key is gone, or refers to something else.</summary>
    ForeignKeyRemoved,

    /// <summary>A check constraint is new, gone or different.</summary>
    CheckChanged,

    /// <summary>An index is new, gone or different.</summary>
    IndexChanged,

    /// <summary>An enumeration lost a value.</summary>
    EnumValueRemoved,

    /// <summary>An enumeration gained a value.</summary>
    EnumValueAdded,

    /// <summary>A value of an enumeration has another name.</summary>
    EnumValueRenamed,

    /// <summary>An enumeration's values changed places.</summary>
    EnumValueReordered,
}

/// <summary>One difference between two schemas.</summary>
public sealed record Change
{
    /// <summary>What kind.</summary>
    public required ChangeKind Kind { get; init; }

    /// <summary>The table, by the name it has at head, or had at base if it is gone.</summary>
    public required TableName Table { get; init; }

    /// <summary>The column, where the change is one column's.</summary>
    public string? Column { get; init; }

    /// <summary>The table's name at base, where it had another one.</summary>
    public TableName? OldTable { get; init; }

    /// <summary>The column's name at base, where the change is its renaming.</summary>
    public string? OldColumn { get; init; }

    /// <summary>Why both names are taken for one thing, where the change is a renaming.</summary>
    public Likeness? Likeness { get; init; }

    /// <summary>Columns that the change is about, of a key or constraint for example.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>What else tells this change from another of its kind on the same table and column: a value, a constraint.</summary>
    public string? Subject { get; init; }

    /// <summary>The fact at base, as text.</summary>
    public string? Before { get; init; }

    /// <summary>The fact at head, as text.</summary>
    public string? After { get; init; }

    /// <summary>Whether head's column is NOT NULL and every insert must fill it.</summary>
    public bool MustBeFilled { get; init; }

    /// <summary>Where it is written at base.</summary>
    public SourceLocation? BaseLocation { get; init; }

    /// <summary>Where it is written at head; for what is gone, the nearest thing that is still there.</summary>
    public SourceLocation? HeadLocation { get; init; }
}
