using System.Collections;
using System.Collections.Immutable;
using System.CommandLine;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary>An option of the catalogue on the command line.</summary>
internal sealed class CliOption
{
    private static readonly ImmutableDictionary<RunOption, CliOption> All = OptionCatalogue.All.ToImmutableDictionary(o => o, o => new CliOption(o));

    private readonly RunOption description;
    private readonly Option<string[]>? values;
    private readonly Option<bool>? flag;

    private CliOption(RunOption description)
    {
        this.description = description;
        if (description.Kind == OptionKind.Flag)
        {
            flag = new Option<bool>($"--{description.Name}") { Description = description.Description };
            return;
        }

        values = new Option<string[]>($"--{description.Name}")
        {
            Description = description.FullDescription,
            HelpName = description.ValueName,

            // By itself the parser makes no list of an option that takes one value.
            CustomParser = result => [.. result.Tokens.Select(token => token.Value)],
            Arity = new ArgumentArity(1, description.Kind is OptionKind.List or OptionKind.Folders ? 1000 : 1),
        };
        NotEmpty(values);
        if (description.Kind == OptionKind.Choice)
        {
            values.AcceptOnlyFromAmong([.. description.Values]);
        }

        if (description.Kind == OptionKind.Folders)
        {
            Existing(values);
        }
    }

    private Option Option => (Option?)flag ?? values!;

    /// <summary>A command that reads models, with the options of all such commands and some of its own.</summary>
    public static Command ReadingCommand(string name, string description, params IEnumerable<Option> own)
    {
        var command = new Command(name, description);
        foreach (var option in OptionCatalogue.Reading.Select(Of).Concat(own))
        {
            command.Add(option);
        }

        return command;
    }

    /// <summary>The option that the catalogue describes.</summary>
    public static Option Of(RunOption description) => All[description].Option;

    /// <summary>Reads the options that the command has, and the environment.</summary>
    public static RunOptions Read(ParseResult parsed)
    {
        var options = new RunOptions
        {
            Environment = Environment.GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal),
        };
        return OptionCatalogue.All.Select(o => All[o]).Aggregate(options, (read, option) => option.ReadInto(read, parsed));
    }

    /// <summary>What the command line gives for settings of the configuration.</summary>
    public static IReadOnlyDictionary<string, (string Option, string Value)> SettingsOf(ParseResult parsed) => OptionCatalogue.All
        .Where(o => o.Setting is not null && parsed.GetResult(All[o].Option) is { Implicit: false })
        .ToDictionary(o => o.Setting!, o => ($"--{o.Name}", string.Join(", ", parsed.GetValue(All[o].values!) ?? [])), StringComparer.Ordinal);

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

    private static void Existing(Option option) => option.Validators.Add(result =>
    {
        foreach (var token in result.Tokens.Where(token => !Directory.Exists(token.Value)))
        {
            result.AddError($"{option.Name} {token.Value}: there is no such folder.");
        }
    });

    private RunOptions ReadInto(RunOptions options, ParseResult parsed) => parsed.GetResult(Option) switch
    {
        null or { Implicit: true } => options,
        _ when flag is not null => parsed.GetValue(flag) ? description.Apply(options, []) : options,
        _ => description.Apply(options, [.. parsed.GetValue(values!) ?? []]),
    };
}
