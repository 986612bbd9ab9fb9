using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Engine.Tests.Rules;

/// <summary>
/// A folder under tests/fixtures/rules: models at base, at head with what the rule is about, and at near with what only looks alike.
/// Other Python files of the folder lie beside the models at every revision.
/// </summary>
internal sealed class RuleFixture(string name)
{
    private static readonly string Root = RepositoryFolder.PathOf("tests", "fixtures", "rules");
    private static readonly string[] Revisions = ["base", "head", "near"];

    public static ImmutableArray<string> Names { get; } =
        [.. Directory.GetDirectories(Root).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public string RuleId { get; } = name.Split('-')[0];

    /// <summary>The contract of a revision: its own, else that of all.</summary>
    public ImmutableArray<Contract> ContractsOf(string revision) =>
        [Contract(File.Exists(PathOf($"{revision}-contract.odcs.yaml")) ? $"{revision}-contract.odcs.yaml" : "contract.odcs.yaml")];

    /// <summary>What waivers.yml permits at head and near.</summary>
    public ImmutableArray<Waiver> Waivers =>
        File.Exists(PathOf("waivers.yml")) ? WaiverReader.ReadFile("waivers.yml", File.ReadAllText(PathOf("waivers.yml"))) : [];

    /// <summary>Without the header: what expected.txt says after its comments.</summary>
    public ImmutableArray<string> ExpectedLines =>
        [.. File.ReadLines(PathOf("expected.txt")).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    public ImmutableArray<string> Sections => [.. ExpectedLines.Select(line => line.Split(": ")[0]).Distinct(StringComparer.Ordinal)];

    public IEnumerable<(string Name, string Text)> Sources(string revision)
    {
        yield return ("models.py", File.ReadAllText(PathOf(revision + ".py")));
        foreach (var path in Directory.GetFiles(PathOf(""), "*.py"))
        {
            if (!Revisions.Contains(Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal))
            {
                yield return (Path.GetFileName(path), File.ReadAllText(path));
            }
        }
    }

    private string PathOf(string file) => Path.Combine(Root, name, file);

    private Contract Contract(string file)
    {
        var reading = ContractReader.Read(file, File.ReadAllText(PathOf(file)));
        reading.Errors.ShouldBeEmpty();
        return reading.Contract!;
    }
}
