namespace ContractCheck.Action;

/// <summary>What an input holds.</summary>
internal enum InputKind
{
    /// <summary>One text.</summary>
    Text,

    /// <summary>Texts, one a line.</summary>
    List,

    /// <summary>true or false.</summary>
    Flag,
}

/// <summary>An input of action.yml, which is an option of the command line of the same name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record Input(string Name, InputKind Kind)
{
    /// <summary>All of them but the token.</summary>
    public static IReadOnlyList<Input> All { get; } =
    [
        // generated: inputs (eng/docs.sh)
        new("repo", InputKind.Text),
        new("base", InputKind.Text),
        new("head", InputKind.Text),
        new("worktree", InputKind.Flag),
        new("contract", InputKind.List),
        new("manifest", InputKind.List),
        new("catalog", InputKind.List),
        new("consumers", InputKind.List),
        new("config", InputKind.Text),
        new("profile", InputKind.Text),
        new("fail-on", InputKind.Text),
        new("dialect", InputKind.Text),
        new("python", InputKind.Text),
        new("sqlalchemy", InputKind.Text),
        new("packages-path", InputKind.List),
        new("sandbox", InputKind.Text),
        new("output", InputKind.Text),
        new("accept-label", InputKind.Text),
        new("accept-trailer", InputKind.Text),
        new("openlineage-url", InputKind.Text),
        new("openlineage-namespace", InputKind.List),
        // end of generated
    ];

    /// <summary>The variable that the runner puts it into: spaces become underscores, hyphens stay.</summary>
    private string Variable => $"INPUT_{Name.ToUpperInvariant()}";

    /// <summary>The command line's arguments that say the same; none where the input is empty.</summary>
    /// <exception cref="FormatException">A flag is neither true nor false.</exception>
    public IEnumerable<string> Arguments(Func<string, string?> environment)
    {
        var value = environment(Variable)?.Trim() ?? "";
        return (Kind, value) switch
        {
            (_, "") => [],
            (InputKind.Text, _) => [$"--{Name}={value}"],
            (InputKind.List, _) => value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => $"--{Name}={line}"),
            (InputKind.Flag, _) when string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) => [$"--{Name}"],
            (InputKind.Flag, _) when string.Equals(value, "false", StringComparison.OrdinalIgnoreCase) => [],
            _ => throw new FormatException($"The input '{Name}' is true or false, not '{value}'."),
        };
    }
}
