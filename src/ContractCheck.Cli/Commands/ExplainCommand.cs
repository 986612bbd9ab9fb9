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
        command.SetAction(async (parsed, _) =>
        {
            await Terminal.WriteOwnAsync(parsed.GetValue(rule) is { } wanted ? Page(wanted) : List());
            return 0;
        });
        return command;
    }

    private static string List() => string.Concat(RuleCatalogue.All.Select(r => $"{r.Id}  {r.Name}\n"));

    private static string Page(string wanted) => RulePage.Of(
        RuleCatalogue.Find(wanted) ?? throw new CheckException(ExitCode.Usage, $"There is no rule '{wanted}'.", "List them with 'contractcheck explain'."));
}
