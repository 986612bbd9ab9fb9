using System.Collections;
using System.CommandLine;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary>Options that several commands share, and how they become the one options record.</summary>
internal static class CommonOptions
{
    public static Option<string> Repository { get; } = new("--repo") { Description = "A folder of the checkout", HelpName = "DIR", DefaultValueFactory = _ => "." };

    public static Option<string?> Configuration { get; } = new("--config") { Description = $"Configuration file; by default {ConfigurationReader.FileName} of the revision", HelpName = "FILE" };

    public static Option<string?> Dialect { get; } = OneOf("--dialect", "Dialect that types are written in (postgresql)", [.. Dialects.Names]);

    public static Option<string?> Python { get; } = new("--python") { Description = "Python interpreter that reads the models", HelpName = "PATH" };

    public static Option<string?> Base { get; } = new("--base") { Description = "Revision to compare with, taken as it is; by default the pipeline's, else the merge base", HelpName = "REV" };

    public static Option<string?> Head { get; } = new("--head") { Description = "Revision to judge (HEAD)", HelpName = "REV" };

    public static Option<bool> Worktree { get; } = new("--worktree") { Description = "Judge the files on disk, uncommitted ones too, instead of HEAD" };

    public static Option<string[]> Contracts { get; } = new("--contract") { Description = "Contract file or glob in the repository; may be repeated", HelpName = "GLOB" };

    public static Option<string?> Profile { get; } = OneOf("--profile", "Whose view grades: reader, writer or both (reader)", "reader", "writer", "both");

    public static Option<string?> Format { get; } = OneOf("--format", "text, json or markdown (text)", "text", "json", "markdown");

    public static Option<string?> Output { get; } = new("--output") { Description = "Folder to write the result to, in every format", HelpName = "DIR" };

    /// <summary>Reads the options that the command has.</summary>
    public static RunOptions Read(ParseResult parsed) => new()
    {
        Repository = parsed.GetValue(Repository)!,
        ConfigurationFile = parsed.GetValue(Configuration),
        Dialect = parsed.GetValue(Dialect),
        Python = parsed.GetValue(Python),
        Base = parsed.GetValue(Base),
        Head = parsed.GetValue(Head),
        Worktree = parsed.GetValue(Worktree),
        Contracts = [.. parsed.GetValue(Contracts) ?? []],
        Profile = parsed.GetValue(Profile) is { } name ? Enum.Parse<Profile>(name, ignoreCase: true) : null,
        Environment = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal),
    };

    private static Option<string?> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
