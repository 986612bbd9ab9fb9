using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Configuration;

/// <summary>A setting of <c>.contractcheck.yml</c>, described once for its reader, its JSON Schema and its documentation.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="Expected">What its value must be, as an error says it.</param>
/// <param name="Description">What it means, as Markdown.</param>
/// <param name="Otherwise">What holds where it is left out, as Markdown.</param>
/// <param name="Shape">The shape of its value.</param>
/// <param name="Apply">Puts the value into the configuration; null where it is not what is expected. Errors that say more are added to the list.</param>
public sealed record ConfigurationSetting(
    string Key, string Expected, string Description, string Otherwise, SettingShape Shape, Func<CheckConfiguration, DocumentNode, ICollection<ContractError>, CheckConfiguration?> Apply);

/// <summary>The shape of a setting's value.</summary>
/// <param name="IsList">Whether it may be a list of texts.</param>
/// <param name="Values">The values of a choice; empty for any text.</param>
/// <param name="Range">Least and greatest value of a number; null for text.</param>
public sealed record SettingShape(bool IsList, ImmutableArray<string> Values, (int Least, int Most)? Range)
{
    /// <summary>Members of a mapping, where the value is a list of mappings of texts.</summary>
    public ImmutableArray<RecordMember> Members { get; init; } = [];

    /// <summary>A text.</summary>
    public static SettingShape Text { get; } = new(false, [], null);

    /// <summary>A text or a list of texts.</summary>
    public static SettingShape Texts { get; } = new(true, [], null);

    /// <summary>One of a few texts.</summary>
    public static SettingShape OneOf(ImmutableArray<string> values) => new(false, values, null);

    /// <summary>A whole number.</summary>
    public static SettingShape Whole(int least, int most) => new(false, [], (least, most));
}
