using System.Collections.Immutable;

namespace ContractCheck.Cli.Reference;

/// <summary>A part of a file of this repository that is written from the catalogues of options and settings.</summary>
/// <param name="File">The file, relative to the repository.</param>
/// <param name="Name">The part's name; it stands between lines that say <c>generated: NAME</c> and <c>end of generated</c>. Null is the whole file.</param>
/// <param name="Text">What it should be.</param>
internal sealed record GeneratedPart(string File, string? Name, Func<string> Text)
{
    private const string End = "end of generated";

    /// <summary>All of them. eng/docs.sh writes them, and a test fails where one is not what it should be.</summary>
    public static ImmutableArray<GeneratedPart> All { get; } =
    [
        new("docs/schemas/configuration.v1.json", null, ConfigurationSchema.Text),
        new("docs/configuration.md", "settings", Tables.Settings),
        new("docs/reference.md", "options", Tables.Options),
        new("action.yml", "inputs", FrontEnds.ActionInputs),
        new("action/ContractCheck.Action/Inputs.cs", "inputs", FrontEnds.ActionCatalogue),
        new("src/ContractCheck.MSBuild/ContractCheckTask.Options.cs", "options", FrontEnds.TaskProperties),
        new("src/ContractCheck.MSBuild/build/ContractCheck.MSBuild.targets", "state", FrontEnds.StateElement),
        new("src/ContractCheck.MSBuild/build/ContractCheck.MSBuild.targets", "task", FrontEnds.TaskElement),
    ];

    /// <summary>The file's text with this part as it should be.</summary>
    /// <exception cref="InvalidDataException">The file has no such part.</exception>
    public string In(string text)
    {
        if (Name is null)
        {
            return Text();
        }

        var lines = text.Split('\n').ToList();
        var first = lines.FindIndex(line => line.Contains($"generated: {Name}", StringComparison.Ordinal));
        var last = first < 0 ? -1 : lines.FindIndex(first, line => line.Contains(End, StringComparison.Ordinal));
        if (last < 0)
        {
            throw new InvalidDataException($"{File} has no lines 'generated: {Name}' and '{End}'.");
        }

        return string.Join('\n', [.. lines[..(first + 1)], .. Text().TrimEnd('\n').Split('\n'), .. lines[last..]]);
    }
}
