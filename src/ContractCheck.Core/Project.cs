namespace ContractCheck.Core;

/// <summary>What the project says of itself.</summary>
public static class Project
{
    /// <summary>Where it lives; links to the rules' pages lead there.</summary>
    public const string Address = "https://github.com/contractcheck/contractcheck";

    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } = typeof(Project).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    /// <summary>A rule's page on the web.</summary>
    /// <param name="id">The rule's id.</param>
    /// <param name="name">The rule's name.</param>
    public static Uri PageOf(string id, string name) => new($"{Address}/blob/main/docs/rules/{id}-{name}.md");
}
