using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary>A file that a project starts with.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="Text">Its text.</param>
/// <param name="MayReplace">Whether one that is there is replaced.</param>
internal sealed record StartingFile(string Path, string Text, bool MayReplace = false)
{
    /// <summary>The configuration and the pipelines that are missing.</summary>
    public static IEnumerable<StartingFile> OfProject(ProjectFacts facts, string? dialect)
    {
        if (!facts.IsConfigured)
        {
            yield return new StartingFile(System.IO.Path.Combine(facts.Top, ConfigurationReader.FileName), Configuration(dialect ?? Dialects.Default));
        }

        if (facts.IsInPipeline)
        {
            yield break;
        }

        foreach (var (pipeline, file, example) in ((string, string, string)[])
            [("github", ".github/workflows/contractcheck.yml", "github"), ("gitlab", ".gitlab/contractcheck.yml", "gitlab-ci"), ("azure", "azure-pipelines-contractcheck.yml", "azure-pipelines")])
        {
            var path = System.IO.Path.Combine(facts.Top, file);
            if (facts.Pipelines.Contains(pipeline, StringComparer.Ordinal) && !File.Exists(path))
            {
                yield return new StartingFile(path, EmbeddedText.Read($"example.{example}"));
            }
        }
    }

    /// <summary>What remains to be done for a pipeline by hand, or null.</summary>
    public static string? AdviceFor(string pipeline) => pipeline switch
    {
        "gitlab" => "For GitLab, add to .gitlab-ci.yml: include: [{local: .gitlab/contractcheck.yml}]",
        "azure" => "For Azure, make a pipeline of azure-pipelines-contractcheck.yml, and a build validation that starts it.",
        "bitbucket" or "jenkins" => $"For {(pipeline == "jenkins" ? "Jenkins" : "Bitbucket")}, add the step of {Project.Address}/tree/main/action/examples.",
        _ => null,
    };

    private static string Configuration(string dialect) => $"""
        # What ContractCheck reads, and how it judges. Every setting may be left out; 'contractcheck config' prints what counts.
        dialect: {dialect}
        profile: reader   # whose view grades a change: reader (BI, dbt), writer (services that insert) or both
        fail-on: error    # or warning, or never

        """;
}
