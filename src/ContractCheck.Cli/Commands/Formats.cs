using System.CommandLine;

namespace ContractCheck.Cli.Commands;

/// <summary>The formats of a command that has other ones than a check.</summary>
internal static class Formats
{
    /// <summary>The option that names the format of standard output.</summary>
    /// <param name="names">The command's formats, the default one first.</param>
    public static Option<string?> Option(params string[] names)
    {
        var option = new Option<string?>("--format") { Description = $"How to print it ({names[0]})", HelpName = string.Join('|', names) };
        option.AcceptOnlyFromAmong(names);
        return option;
    }
}
