using System.Collections.Immutable;
using System.Globalization;

namespace ContractCheck.Core.Schema;

/// <summary>What a type holds, whatever a dialect calls it.</summary>
public enum TypeFamily
{
    /// <summary>Not one of the others; compared by name.</summary>
    Other,

    /// <summary>Character strings of fixed, limited or unlimited length.</summary>
    Text,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Exact numbers with precision and scale.</summary>
    Decimal,

    /// <summary>Binary floating-point numbers.</summary>
    Float,

    /// <summary>Truth values.</summary>
    Boolean,

    /// <summary>Dates.</summary>
    Date,

    /// <summary>Times of day.</summary>
    Time,

    /// <summary>Dates with a time of day.</summary>
    Timestamp,

    /// <summary>Durations.</summary>
    Interval,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>JSON documents.</summary>
    Json,

    /// <summary>Universally unique identifiers.</summary>
    Uuid,

    /// <summary>Enumerations known to the database by name.</summary>
    Enum,
}

/// <summary>A type text of some SQL dialect, taken apart.</summary>
public sealed record SqlType
{
    /// <summary>What the type holds.</summary>
    public required TypeFamily Family { get; init; }

    /// <summary>Name without arguments, upper case, one blank between words.</summary>
    public required string Name { get; init; }

    /// <summary>Arguments as written, such as <c>10</c> and <c>2</c>.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Number of array dimensions.</summary>
    public int Dimensions { get; init; }

    /// <summary>Bytes of an integer or float type.</summary>
    public int? Width { get; init; }

    /// <summary>Characters of a text type or bytes of a binary type; null is unlimited.</summary>
    public int? Length { get; init; }

    /// <summary>Whether a text type is padded to its length.</summary>
    public bool Fixed { get; init; }

    /// <summary>Total digits of a decimal type, or fractional digits of a time; null is the dialect's largest or default.</summary>
    public int? Precision { get; init; }

    /// <summary>Digits after the point of a decimal type.</summary>
    public int? Scale { get; init; }

    /// <summary>Whether a time or timestamp carries a zone.</summary>
    public bool Timezone { get; init; }

    /// <summary>Whether a number has no sign.</summary>
    public bool Unsigned => Name.Contains(" UNSIGNED", StringComparison.Ordinal);

    /// <summary>Most bytes of a TEXT or BLOB kind of MySQL and MariaDB; null for other types.</summary>
    public long? MySqlBytes => Name switch
    {
        "TINYTEXT" or "TINYBLOB" => 255,
        "TEXT" or "BLOB" when Length is null => 65_535,
        "MEDIUMTEXT" or "MEDIUMBLOB" => 16_777_215,
        "LONGTEXT" or "LONGBLOB" => 4_294_967_295,
        _ => null,
    };

    /// <summary>Takes a type text apart. Never fails: what is unknown is of family <see cref="TypeFamily.Other"/>.</summary>
    public static SqlType Parse(string sql)
    {
        var text = CutTrailingClauses(sql.Trim());
        var dimensions = 0;
        while (text.EndsWith(']') && text.LastIndexOf('[') is var open and > 0)
        {
            text = text[..open].TrimEnd();
            dimensions++;
        }

        var (name, arguments) = SplitArguments(text);
        return SqlTypeNames.Describe(name, arguments) with { Dimensions = dimensions };
    }

    /// <summary>The numeric argument at that place, or null. Oracle adds a unit: <c>40 CHAR</c>.</summary>
    internal static int? Number(ImmutableArray<string> arguments, int index) =>
        arguments.Length > index && int.TryParse(arguments[index].Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static string CutTrailingClauses(string sql)
    {
        foreach (var clause in (ReadOnlySpan<string>)[" COLLATE ", " CHARACTER SET "])
        {
            var at = sql.IndexOf(clause, StringComparison.OrdinalIgnoreCase);
            if (at > 0)
            {
                sql = sql[..at].TrimEnd();
            }
        }

        return sql;
    }

    private static (string Name, ImmutableArray<string> Arguments) SplitArguments(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.LastIndexOf(')');
        if (open < 0 || close < open)
        {
            return (Fold(text), []);
        }

        var name = Fold(string.Concat(text.AsSpan(0, open), " ", text.AsSpan(close + 1)));
        var arguments = text[(open + 1)..close].Split(',', StringSplitOptions.TrimEntries);
        return (name, [.. arguments]);
    }

    private static string Fold(string name) =>
        string.Join(' ', name.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
