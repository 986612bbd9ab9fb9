using System.Collections;
using ContractCheck.Action;

// The entry point of the image. GitHub hands inputs over as variables and gives no arguments; any other pipeline gives arguments, which are the
// command line's own.
const string TokenInput = "INPUT_TOKEN";
const string TokenVariable = "GITHUB_TOKEN";

var program = Path.Combine(AppContext.BaseDirectory, "contractcheck");
var environment = Environment.GetEnvironmentVariables()
    .Cast<DictionaryEntry>()
    .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal);
try
{
    IReadOnlyList<string> arguments = args;
    if (args.Length == 0 && environment.ContainsKey("GITHUB_ACTIONS"))
    {
        arguments = ["check", "--publish=github", .. Input.All.SelectMany(input => input.Arguments(environment.GetValueOrDefault))];
        if (environment.GetValueOrDefault(TokenInput) is { Length: > 0 } token)
        {
            environment[TokenVariable] = token;
        }

        environment.Remove(TokenInput);
    }

    var error = Exec.Replace(program, arguments, environment);
    await Console.Error.WriteLineAsync($"contractcheck: {program} cannot be started: error {error}");
    return 4;
}
catch (FormatException exception)
{
    await Console.Error.WriteLineAsync($"contractcheck: {string.Concat(exception.Message.Select(c => char.IsControl(c) ? '?' : c))}");
    return 2;
}
