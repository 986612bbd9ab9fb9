using System.CommandLine;
using ContractCheck.Core;
using ContractCheck.Core.Rules;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck explain</c>: a rule's page.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var rule = new Argument<string?>("RULE") { Description = "Id or name, such as CC201; none lists all", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Explain a rule, or list all") { rule };
        command.SetAction(async (parsed, cancellation) =>
        {
            await Terminal.WriteAsync(parsed.GetValue(rule) is { } wanted ? await PageAsync(wanted, cancellation) : List());
            return 0;
        });
        return command;
    }

    private static string List() => string.Concat(RuleCatalogue.All.Select(r => $"{r.Id}  {r.Name}\n"));

    private static async Task<string> PageAsync(string wanted, CancellationToken cancellation)
    {
        var rule = RuleCatalogue.Find(wanted)
            ?? throw new CheckException(ExitCode.Usage, $"There is no rule '{wanted}'.", "List them with 'contractcheck explain'.");
        await using var stream = typeof(ExplainCommand).Assembly.GetManifestResourceStream($"{rule.Id}-{rule.Name}.md")
            ?? throw new InvalidOperationException($"The page of {rule.Id} is not in the program.");
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancellation);
    }
}
