using System.Collections;
using System.CommandLine;
using ContractCheck.Core.Configuration;
using ContractCheck.Core.Findings;
using ContractCheck.Engine;
using ContractCheck.Engine.Extraction;

namespace ContractCheck.Cli.Commands;

/// <summary>Options that several commands share, and how they become the one options record.</summary>
internal static class CommonOptions
{
    public static Option<string> Repository { get; } = NotEmpty(new Option<string>("--repo") { Description = "A folder of the checkout", HelpName = "DIR", DefaultValueFactory = _ => "." });

    public static Option<string?> Configuration { get; } = NotEmpty(new Option<string?>("--config") { Description = $"Configuration file; by default {ConfigurationReader.FileName} of the revision", HelpName = "FILE" });

    public static Option<string?> Dialect { get; } = OneOf("--dialect", "Dialect that types are written in (postgresql)", [.. Dialects.Names]);

    public static Option<string?> Python { get; } = NotEmpty(new Option<string?>("--python") { Description = "Python interpreter that reads the models", HelpName = "PATH" });

    public static Option<string?> SqlAlchemy { get; } = OneOf("--sqlalchemy", "Series of SQLAlchemy (what the repository requires, else 2.0)", [.. SqlAlchemySeries.All]);

    public static Option<string[]> PackagesPaths { get; } = Existing(NotEmpty(new Option<string[]>("--packages-path") { Description = "Folder of unpacked distributions that models may import; may be repeated", HelpName = "DIR" }));

    public static Option<string?> Sandbox { get; } = OneOf("--sandbox", "on or off; off lets the models run with all your rights (on)", "on", "off");

    public static Option<string?> Base { get; } = NotEmpty(new Option<string?>("--base") { Description = "Revision to compare with, taken as it is; by default the pipeline's, else the merge base", HelpName = "REV" });

    public static Option<string?> Head { get; } = NotEmpty(new Option<string?>("--head") { Description = "Revision to judge (HEAD)", HelpName = "REV" });

    public static Option<bool> Worktree { get; } = new("--worktree") { Description = "Judge the files on disk, uncommitted ones too, instead of HEAD" };

    public static Option<string[]> Contracts { get; } = NotEmpty(new Option<string[]>("--contract") { Description = "Contract file or glob in the repository; may be repeated", HelpName = "GLOB" });

    public static Option<string?> Profile { get; } = OneOf("--profile", "Whose view grades: reader, writer or both (reader)", "reader", "writer", "both");

    public static Option<string?> Output { get; } = NotEmpty(new Option<string?>("--output") { Description = "Folder to write the result to, in every format", HelpName = "DIR" });

    /// <summary>A command that reads models, with the options of all such commands and some of its own.</summary>
    public static Command ReadingCommand(string name, string description, params Option[] own)
    {
        var command = new Command(name, description);
        foreach (var option in (Option[])[Repository, Configuration, Dialect, Python, SqlAlchemy, PackagesPaths, Sandbox, .. own])
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>The option, with an empty value refused: an unset variable of a pipeline gives one.</summary>
    public static Option<T> NotEmpty<T>(Option<T> option)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                result.AddError($"{option.Name} is empty.");
            }
        });
        return option;
    }

    private static Option<string[]> Existing(Option<string[]> option)
    {
        option.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Directory.Exists(token.Value)))
            {
                result.AddError($"{option.Name} {token.Value}: there is no such folder.");
            }
        });
        return option;
    }

    /// <summary>Reads the options that the command has.</summary>
    public static RunOptions Read(ParseResult parsed) => new()
    {
        Repository = parsed.GetValue(Repository)!,
        ConfigurationFile = parsed.GetValue(Configuration),
        Dialect = parsed.GetValue(Dialect),
        Python = parsed.GetValue(Python),
        SqlAlchemy = parsed.GetValue(SqlAlchemy),
        PackagesPaths = [.. parsed.GetValue(PackagesPaths) ?? []],
        Sandboxed = parsed.GetValue(Sandbox) != "off",
        Base = parsed.GetValue(Base),
        Head = parsed.GetValue(Head),
        Worktree = parsed.GetValue(Worktree),
        Contracts = [.. parsed.GetValue(Contracts) ?? []],
        Profile = parsed.GetValue(Profile) is { } name ? Enum.Parse<Profile>(name, ignoreCase: true) : null,
        Environment = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal),
    };

    /// <summary>The option that names the format of standard output.</summary>
    /// <param name="names">The command's formats, the default one first.</param>
    public static Option<string?> FormatOf(params string[] names) => OneOf("--format", $"How to print it ({names[0]})", names);

    /// <summary>An option with a fixed set of values.</summary>
    public static Option<string?> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
