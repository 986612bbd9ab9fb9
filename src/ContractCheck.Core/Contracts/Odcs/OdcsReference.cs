using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>A reference of a relationship: to a column by names, by ids, or in another file.</summary>
/// <param name="Table">Name or id of the table.</param>
/// <param name="Column">Name or id of the column.</param>
/// <param name="ById">Whether <see cref="Table"/> and <see cref="Column"/> are ids.</param>
internal sealed partial record OdcsReference(string Table, string Column, bool ById)
{
    public static bool IsWellFormed(string text, OdcsVersion version) =>
        (version < OdcsVersion.V320 ? TwoParts() : ManyParts()).IsMatch(text) || Path().IsMatch(text);

    /// <summary>Whether a well-formed reference leads out of its file.</summary>
    public static bool IsExternal(string text) => text.Contains('#', StringComparison.Ordinal);

    /// <summary>The parts of a reference within the file, or null where it does not lead to a column.</summary>
    public static OdcsReference? Parse(string text)
    {
        var steps = text.TrimStart('/').Split('/').ToImmutableArray();
        if (steps is ["schema", var tableId, "properties", var columnId])
        {
            return new OdcsReference(tableId, columnId, ById: true);
        }

        var dot = text.LastIndexOf('.');
        return dot > 0 && steps.Length == 1 ? new OdcsReference(text[..dot], text[(dot + 1)..], ById: false) : null;
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\.[A-Za-z_][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex TwoParts();

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ManyParts();

    [GeneratedRegex(
        @"\A(?:(?:https?://)?[A-Za-z0-9._\-/]+\.yaml#)?/?"
            + @"[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+(?:/[A-Za-z_][A-Za-z0-9_]*/[A-Za-z0-9_-]+)*\z",
        RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Path();
}
