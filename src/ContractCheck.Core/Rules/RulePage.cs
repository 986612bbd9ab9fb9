namespace ContractCheck.Core.Rules;

/// <summary>A rule's page (docs/rules), which is part of the program.</summary>
public static class RulePage
{
    /// <summary>The page as Markdown.</summary>
    public static string Of(Rule rule) => EmbeddedText.Read($"{rule.Id}-{rule.Name}.md");

    /// <summary>What it means, as one line: the first paragraph of the page's first section.</summary>
    public static string Meaning(Rule rule)
    {
        var lines = Of(rule).ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Skip(1)
            .SkipWhile(line => line.Length == 0)
            .TakeWhile(line => line.Length > 0);
        return string.Join(' ', lines);
    }
}
