using System.Collections.Immutable;
using System.Globalization;

namespace ContractCheck.Core.Contracts;

/// <summary>Bounds and details of a logical type, such as <c>maxLength: 80</c>.</summary>
/// <param name="All">Every option whose value is a scalar, by its ODCS name, in the order of the file.</param>
public sealed record ContractTypeOptions(ImmutableArray<KeyValuePair<string, Promise<string>>> All)
{
    /// <summary>No options.</summary>
    public static ContractTypeOptions None { get; } = new([]);

    /// <summary>Longest text in characters.</summary>
    public Promise<int>? MaxLength => Whole("maxLength");

    /// <summary>Shortest text in characters.</summary>
    public Promise<int>? MinLength => Whole("minLength");

    /// <summary>Whether a date-time carries a time zone.</summary>
    public Promise<bool>? Timezone => Find("timezone") is { } p ? new Promise<bool>(p.Value == "true", p.Position) : null;

    /// <summary>Format: of a text, a date pattern, or a width such as <c>i32</c> and <c>f64</c>.</summary>
    public Promise<string>? Format => Find("format");

    /// <summary>The option of that name as text, or null.</summary>
    public Promise<string>? Find(string name)
    {
        foreach (var (key, value) in All)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    private Promise<int>? Whole(string name) =>
        Find(name) is { } p && int.TryParse(p.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? new Promise<int>(value, p.Position)
            : null;
}
