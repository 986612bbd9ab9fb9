using System.Collections.Immutable;

namespace ContractCheck.Engine;

/// <summary>What an option takes.</summary>
public enum OptionKind
{
    /// <summary>Any text that is not empty.</summary>
    Text,

    /// <summary>One of a few values.</summary>
    Choice,

    /// <summary>Nothing: it is set or not.</summary>
    Flag,

    /// <summary>Texts, one or several.</summary>
    List,

    /// <summary>Folders that exist, one or several.</summary>
    Folders,
}

/// <summary>
/// An option of a check, described once for every front end: the command line's <c>--name</c>, the action's input <c>name</c>, MSBuild's
/// property <c>ContractCheckName</c>, and docs/reference.md.
/// </summary>
/// <param name="Name">Its name, in small letters with hyphens.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Description">What it does, as one phrase; what holds without it in brackets.</param>
/// <param name="Apply">Puts the values, one but for lists, into the options record.</param>
public sealed record RunOption(string Name, OptionKind Kind, string Description, Func<RunOptions, ImmutableArray<string>, RunOptions> Apply)
{
    /// <summary>What help calls its value.</summary>
    public string ValueName { get; init; } = "TEXT";

    /// <summary>The setting of the configuration that it goes before, or null.</summary>
    public string? Setting { get; init; }

    /// <summary>The values of a choice.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>What it does, and its values where <see cref="ValueName"/> does not say them.</summary>
    public string FullDescription => Values.Length > 3 ? $"{Description}: {string.Join(", ", Values)}" : Description;

}
