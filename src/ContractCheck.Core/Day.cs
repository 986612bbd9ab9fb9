using System.Globalization;

namespace ContractCheck.Core;

/// <summary>Days as contracts, waivers and options write them: <c>2027-03-01</c>.</summary>
public static class Day
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Reads a day; anything else is none.</summary>
    public static DateOnly? Read(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Writes a day.</summary>
    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);
}
