using System.Globalization;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Says what is wrong with a scalar, and what its author probably meant.</summary>
internal static class ScalarChecks
{
    public static (string Message, string? Hint)? Error(DocumentScalar scalar, ValueKind kind, FormatVersion version, string name) =>
        (kind, scalar.Type) switch
        {
            (TextKind { Pattern: { } pattern, Meaning: var meaning }, ScalarType.Text) when !pattern.IsMatch(scalar.Text) =>
                ($"'{scalar.Text}' cannot be '{name}'", meaning),
            (TextKind, ScalarType.Text) => null,
            (ChoiceKind choice, ScalarType.Text) => NotAChoice(scalar, choice, version, name),
            (WholeKind { Least: var least }, ScalarType.Whole) => OutOfRange(scalar, least, name),
            (NumberKind { Positive: true }, ScalarType.Whole or ScalarType.Fraction) when !IsPositive(scalar.Text) =>
                ($"'{name}' must be above 0, not {scalar.Text}", null),
            (NumberKind, ScalarType.Whole or ScalarType.Fraction) => null,
            _ => WrongKind(scalar, kind, name),
        };

    public static (string Message, string? Hint) WrongKind(DocumentNode node, ValueKind kind, string name) =>
        ($"'{name}' must be {Words(kind)}, not {node.Kind}", Hint(node, kind));

    private static (string Message, string? Hint)? NotAChoice(DocumentScalar scalar, ChoiceKind choice, FormatVersion version, string name)
    {
        var found = choice.Values.FirstOrDefault(v => v.Value == scalar.Text);
        if (found.Value is not null && found.Since <= version.Rank)
        {
            return null;
        }

        if (found.Value is not null)
        {
            return version.Needed($"'{name}: {scalar.Text}'", found.Since);
        }

        var known = choice.Values.Where(v => v.Since <= version.Rank).Select(v => v.Value).ToList();
        var near = NearestName.Of(scalar.Text, known);
        return ($"'{scalar.Text}' cannot be '{name}'",
            near is null ? $"one of {string.Join(", ", known)}" : $"did you mean '{near}'?");
    }

    private static (string Message, string? Hint)? OutOfRange(DocumentScalar scalar, int? least, string name) =>
        !int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? ($"'{name}' is out of range: {scalar.Text}", null)
            : value < least ? ($"'{name}' must not be below {least}", null)
            : null;

    private static bool IsNumber(DocumentScalar scalar) =>
        CoreSchema.Resolve(scalar.Position, scalar.Text).Type is ScalarType.Whole or ScalarType.Fraction;

    private static bool IsPositive(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0;

    private static string Words(ValueKind kind) => kind switch
    {
        TextKind or ChoiceKind => "a string",
        TruthKind => "true or false",
        WholeKind => "an integer",
        NumberKind => "a number",
        ListKind => "a list",
        ScalarKind => "a single value",
        EitherKind either => either.Meaning,
        _ => "a mapping",
    };

    private static string? Hint(DocumentNode node, ValueKind kind) => (kind, node) switch
    {
        (_, DocumentScalar { Type: ScalarType.Null }) => "give it a value, or leave the key out",
        (TextKind or ChoiceKind, DocumentScalar scalar) => $"put it in quotes: \"{scalar.Text}\"",
        (TruthKind, DocumentScalar { Text: "yes" or "Yes" or "on" or "y" }) => "write true",
        (TruthKind, DocumentScalar { Text: "no" or "No" or "off" or "n" }) => "write false",
        (TruthKind, DocumentScalar { Type: ScalarType.Text, Text: "true" or "false" }) => "leave the quotes out",
        (WholeKind or NumberKind, DocumentScalar { Type: ScalarType.Text } scalar) when IsNumber(scalar) => "leave the quotes out",
        (ListKind, _) => "write each item on a line of its own that begins with '- '",
        _ => null,
    };
}
