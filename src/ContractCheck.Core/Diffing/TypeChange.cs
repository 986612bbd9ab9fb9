using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Diffing;

/// <summary>How a column's new type relates to its old one.</summary>
public enum TypeRelation
{
    /// <summary>The same values fit, whatever the spelling.</summary>
    Same,

    /// <summary>Everything that fitted still fits, and more.</summary>
    Widened,

    /// <summary>The same kind of value, but not everything that fitted still fits.</summary>
    Narrowed,

    /// <summary>Another kind of value.</summary>
    Incompatible,

    /// <summary>A missing library provides one of the types, so nothing can be said.</summary>
    Unresolved,
}

/// <summary>Compares the types of one column at two revisions.</summary>
public static class TypeChange
{
    /// <summary>How <paramref name="after"/> relates to <paramref name="before"/>.</summary>
    public static TypeRelation Relate(ColumnType before, ColumnType after)
    {
        if (before.Sql == after.Sql && before.Resolved == after.Resolved)
        {
            // An enumeration that is stored as text keeps its type when it stops to be one. One that is a type of its own and has no values is
            // one whose values are not known.
            return Shape(before).Family == TypeFamily.Text ? Flag(before.EnumValues.IsEmpty, after.EnumValues.IsEmpty) : TypeRelation.Same;
        }

        if (!before.Resolved || !after.Resolved)
        {
            return TypeRelation.Unresolved;
        }

        // The values of an enumeration are compared by themselves, however the database stores them.
        var (old, now) = (Shape(before), Shape(after));
        return IsEnum(before, old) && IsEnum(after, now) ? TypeRelation.Same : Relate(old, now);
    }

    /// <summary>How one parsed type relates to another.</summary>
    public static TypeRelation Relate(SqlType before, SqlType after)
    {
        if (before.Dimensions != after.Dimensions)
        {
            return TypeRelation.Incompatible;
        }

        if (before.Family != after.Family)
        {
            return (before.Family, after.Family) switch
            {
                (TypeFamily.Enum, TypeFamily.Text) => TypeRelation.Widened,
                (TypeFamily.Text, TypeFamily.Enum) => TypeRelation.Narrowed,
                _ => TypeRelation.Incompatible,
            };
        }

        return before.Family switch
        {
            TypeFamily.Text or TypeFamily.Binary => Combine(Lengths(before, after), Flag(!before.Fixed, !after.Fixed)),
            TypeFamily.Integer => Integers(before, after),
            TypeFamily.Float => Order(before.Width, after.Width),
            TypeFamily.Decimal => Decimals(before, after),
            TypeFamily.Time or TypeFamily.Timestamp => before.Timezone != after.Timezone
                ? TypeRelation.Incompatible
                : before.Precision == after.Precision
                ? TypeRelation.Same
                : Order(FractionalDigits(before), FractionalDigits(after)),
            TypeFamily.Json => Flag(before.Name == "JSONB", after.Name == "JSONB"),
            TypeFamily.Other => before.Name == after.Name && before.Arguments.SequenceEqual(after.Arguments)
                ? TypeRelation.Same
                : TypeRelation.Incompatible,
            _ => TypeRelation.Same,
        };
    }

    /// <summary>The parsed form of a column's type; a named enumeration is of family <see cref="TypeFamily.Enum"/>.</summary>
    public static SqlType Shape(ColumnType type)
    {
        var parsed = SqlType.Parse(type.Sql);
        return type.EnumValues.Length > 0 && parsed.Family == TypeFamily.Other ? parsed with { Family = TypeFamily.Enum } : parsed;
    }

    // Only where MySQL's ladder of sizes is in use is a plain TEXT or BLOB limited.
    private static TypeRelation Lengths(SqlType before, SqlType after) =>
        before.MySqlBytes is { } old && after.MySqlBytes is { } now && before.Name != after.Name
            ? Order(old, now)
            : Bound(before.Length, after.Length);

    private static int FractionalDigits(SqlType type) => type.Precision ?? (type.Name == "DATETIME" ? 0 : 6);

    private static TypeRelation Decimals(SqlType before, SqlType after)
    {
        if (before.Precision is null || after.Precision is null)
        {
            return Bound(before.Precision, after.Precision);
        }

        var whole = Order(before.Precision - (before.Scale ?? 0), after.Precision - (after.Scale ?? 0));
        return Combine(whole, Order(before.Scale ?? 0, after.Scale ?? 0));
    }

    private static TypeRelation Integers(SqlType before, SqlType after)
    {
        var width = Order(before.Width, after.Width);
        return (before.Unsigned, after.Unsigned) switch
        {
            (true, false) => width == TypeRelation.Widened ? width : TypeRelation.Narrowed,
            (false, true) => TypeRelation.Narrowed,
            _ => width,
        };
    }

    private static bool IsEnum(ColumnType type, SqlType shape) =>
        type.EnumValues.Length > 0 && shape is { Dimensions: 0, Family: TypeFamily.Enum or TypeFamily.Text };

    private static TypeRelation Bound(int? before, int? after) => Order(before ?? int.MaxValue, after ?? int.MaxValue);

    private static TypeRelation Flag(bool before, bool after) => Order(before ? 1 : 0, after ? 1 : 0);

    private static TypeRelation Order(long? before, long? after) => Nullable.Compare(before, after) switch
    {
        < 0 => TypeRelation.Widened,
        0 => TypeRelation.Same,
        _ => TypeRelation.Narrowed,
    };

    private static TypeRelation Combine(TypeRelation one, TypeRelation other) =>
        one == TypeRelation.Narrowed || other == TypeRelation.Narrowed ? TypeRelation.Narrowed
        : one == TypeRelation.Widened || other == TypeRelation.Widened ? TypeRelation.Widened
        : TypeRelation.Same;
}
