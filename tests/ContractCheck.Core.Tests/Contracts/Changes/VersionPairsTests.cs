using System.Runtime.CompilerServices;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Changes;

namespace ContractCheck.Core.Tests.Contracts.Changes;

/// <summary>Real pairs of versions against version-pairs.txt, which was written by hand from reading them.</summary>
public sealed class VersionPairsTests
{
    [Fact]
    public void Each_change_is_found_and_graded_as_by_hand()
    {
        foreach (var block in File.ReadAllText(TableFile()).Split("\n\n").Where(b => !b.StartsWith('#')))
        {
            var lines = block.Trim().Split('\n');
            var (names, callsFor) = lines[0].Split(", calls for ") is [var first, var second] ? (first.Split(" → "), second) : throw new InvalidDataException(lines[0]);
            var (before, after) = (Read(names[0]), Read(names[1]));
            var changes = ContractDiff.Between(before, after);
            changes.Select(c => $"{c.Grade.ToString().ToLowerInvariant()} | {c.Target ?? "the contract"} | {c.What}")
                .Order(StringComparer.Ordinal).ShouldBe(lines.Skip(1).Select(l => string.Join(" | ", l.Split(" | ").Take(3))).Order(StringComparer.Ordinal), lines[0]);
            SemanticVersion.Next(before.Version.Value, ContractDiff.GradeOf(changes)!.Value).ShouldBe(callsFor, lines[0]);
        }
    }

    [Theory]
    [InlineData("changelog_integration_v1")]
    [InlineData("cities-version-3")]
    public void A_version_does_not_differ_from_itself(string name) => ContractDiff.Between(Read(name), Read(name)).ShouldBeEmpty();

    private static Contract Read(string name)
    {
        var reading = ContractReader.Read(name, File.ReadAllText(SharedData.PathOf($"contracts/{name}.odcs.yaml")));
        reading.Errors.ShouldBeEmpty();
        return reading.Contract!;
    }

    private static string TableFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "version-pairs.txt");
}
