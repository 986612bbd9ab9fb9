using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>What a value of a format may be.</summary>
internal abstract record ValueKind
{
    public static ValueKind Text { get; } = new TextKind();

    public static ValueKind Truth { get; } = new TruthKind();

    public static ValueKind Whole { get; } = new WholeKind(null);

    public static ValueKind Count { get; } = new WholeKind(0);

    public static ValueKind Number { get; } = new NumberKind(Positive: false);

    public static ValueKind Anything { get; } = new AnyKind();

    public static ValueKind Scalar { get; } = new ScalarKind();

    public static ValueKind AnyMapping { get; } = new AnyMappingKind();

    public static ValueKind Texts { get; } = List(Text);

    public static ChoiceKind Choice(params string[] values) => new ChoiceKind([.. values.Select(v => (v, 0))]);

    public static ListKind List(ValueKind item) => new(item);

    public static ValueKind Object(Shape shape) => new ObjectKind(() => shape);

    /// <summary>A mapping whose shape is still being built, because shapes contain themselves.</summary>
    public static ValueKind Object(Func<Shape> shape) => new ObjectKind(shape);
}

/// <summary>A string, of a pattern where one is given.</summary>
internal sealed record TextKind(Regex? Pattern = null, string? Meaning = null) : ValueKind;

internal sealed record TruthKind : ValueKind;

internal sealed record WholeKind(int? Least) : ValueKind;

internal sealed record NumberKind(bool Positive) : ValueKind;

internal sealed record AnyKind : ValueKind;

internal sealed record ScalarKind : ValueKind;

internal sealed record AnyMappingKind : ValueKind;

/// <summary>One of some strings, each with the version that brought it.</summary>
internal sealed record ChoiceKind(ImmutableArray<(string Value, int Since)> Values) : ValueKind
{
    public ChoiceKind And(int since, params string[] values) => new([.. Values, .. values.Select(v => (v, since))]);
}

internal sealed record ListKind(ValueKind Item) : ValueKind
{
    public int Least { get; init; }

    public int Most { get; init; } = int.MaxValue;

    public bool Distinct { get; init; }
}

internal sealed record ObjectKind(Func<Shape> Shape) : ValueKind;

/// <summary>A mapping from names that the author chooses to values of one kind.</summary>
internal sealed record NamedKind(ValueKind Item) : ValueKind;

/// <summary>A value whose kind follows from whether it is a scalar, a list or a mapping; null where that is not allowed.</summary>
internal sealed record EitherKind(ValueKind? OfScalar, ValueKind? OfSequence, ValueKind? OfMapping, string Meaning) : ValueKind;
