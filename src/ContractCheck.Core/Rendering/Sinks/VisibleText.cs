using System.Globalization;
using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>The first step of every encoder: what cannot be seen is shown, what is too long is cut.</summary>
internal static class VisibleText
{
    private const int Longest = 400;

    /// <summary>Like <see cref="Whole"/>, for people: texts over 400 characters are cut and say so.</summary>
    public static string Of(string text) => text.Length <= Longest ? Whole(text) : $"{Whole(Beginning(text))}… ({text.Length} characters)";

    /// <summary>
    /// Control, bidirectional, invisible and unassigned characters and lone surrogates become <c>\uXXXX</c>. <c>##[</c> and <c>##vso</c>
    /// are broken up: pipelines read commands from anywhere in a log line, and any text may be printed into one.
    /// </summary>
    public static string Whole(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune))
            {
                visible.Append(rune.ToString());
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
        }

        return visible.ToString()
            .Replace("##[", "#\\u0023[", StringComparison.Ordinal)
            .Replace("##vso", "#\\u0023vso", StringComparison.OrdinalIgnoreCase);
    }

    private static string Beginning(string text)
    {
        var end = Longest - 40;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)];
    }

    private static bool IsVisible(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator => false,
        _ => true,
    };
}
