using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;

namespace ContractCheck.Engine.Tests.Rules;

/// <summary>Every rule over every fixture, read by the real worker.</summary>
public sealed class RuleFixtureTests(WarmWorker worker) : IClassFixture<WarmWorker>
{
    public static TheoryData<string> Fixtures => [.. RuleFixture.Names];

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Gives_exactly_the_expected_findings(string name)
    {
        var fixture = new RuleFixture(name);
        var actual = new List<string>();
        foreach (var section in fixture.Sections)
        {
            var verdict = await JudgeAsync(fixture, section);
            actual.AddRange(FindingText.Of(verdict).Select(line => $"{section}: {line}"));
        }

        string.Join('\n', actual).ShouldBe(string.Join('\n', fixture.ExpectedLines), Difference(fixture.ExpectedLines, actual));
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Head_gives_the_rule_and_near_does_not(string name)
    {
        var fixture = new RuleFixture(name);
        fixture.Sections.ShouldContain("head", StringComparer.Ordinal);
        fixture.Sections.ShouldContain("near", StringComparer.Ordinal);
        foreach (var profile in (string[])["", "/writer"])
        {
            Rules(await JudgeAsync(fixture, "head" + profile)).ShouldContain(fixture.RuleId, StringComparer.Ordinal);
            Rules(await JudgeAsync(fixture, "near" + profile)).ShouldNotContain(fixture.RuleId, StringComparer.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task A_side_compared_with_itself_gives_nothing(string name)
    {
        var fixture = new RuleFixture(name);
        foreach (var revision in (string[])["base", "head", "near"])
        {
            var schema = await worker.ReadAsync(fixture, revision);
            var contracts = fixture.ContractsOf(revision);
            foreach (var profile in Enum.GetValues<Profile>())
            {
                var verdict = Judge.Run(new CheckInput
                {
                    Base = schema, Head = schema, BaseContracts = contracts, HeadContracts = contracts, Policy = new Policy { Profile = profile },
                });
                FindingText.Of(verdict with { PreExisting = [], Unjudged = [] }).ShouldBe(["passed"], $"{revision}, {profile}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public async Task Fingerprints_are_distinct_and_an_unrelated_change_leaves_them_alone(string name)
    {
        var fixture = new RuleFixture(name);
        var alone = await JudgeAsync(fixture, "head");
        alone.Introduced.Select(f => f.Fingerprint).ShouldBeUnique(StringComparer.Ordinal);
        if (alone.Outcome == Outcome.NoVerdict)
        {
            return;
        }

        var other = await worker.ReadAsync(new RuleFixture("CC203-column-added"), "head");
        var renamed = other.Tables.Select(t => t with { Name = new("elsewhere", "unrelated"), Class = null });
        var (before, after) = (await worker.ReadAsync(fixture, "base"), await worker.ReadAsync(fixture, "head"));
        var together = Judge.Run(new CheckInput
        {
            Base = before,
            Head = after with { Tables = [.. after.Tables.Concat(renamed).OrderBy(t => t.Name)] },
            BaseContracts = fixture.ContractsOf("base"),
            HeadContracts = fixture.ContractsOf("head"),
            Waivers = fixture.Waivers,
            Today = new DateOnly(2026, 6, 1),
        });
        together.Introduced.Where(f => f.Table?.Schema != "elsewhere").Select(f => f.Fingerprint).ShouldBe(alone.Introduced.Select(f => f.Fingerprint));
    }

    private static IEnumerable<string> Rules(Verdict verdict) => verdict.Introduced.Select(f => f.Rule);

    private static string Difference(ImmutableArray<string> expected, List<string> actual) => string.Join('\n',
        [
            "",
            .. expected.Except(actual, StringComparer.Ordinal).Select(line => $"  missing     {line}"),
            .. actual.Except(expected, StringComparer.Ordinal).Select(line => $"  unexpected  {line}"),
            "  all of it, as it is now:",
            .. actual.Select(line => $"    {line}"),
        ]);

    private async Task<Verdict> JudgeAsync(RuleFixture fixture, string section)
    {
        var (revision, profile) = section.Split('/') switch
        {
            [var only] => (only, Profile.Reader),
            [var first, var second] => (first, Enum.Parse<Profile>(second, ignoreCase: true)),
            _ => throw new InvalidDataException($"no section is called {section}"),
        };
        return Judge.Run(new CheckInput
        {
            Base = await worker.ReadAsync(fixture, "base"),
            Head = await worker.ReadAsync(fixture, revision),
            BaseContracts = fixture.ContractsOf("base"),
            HeadContracts = fixture.ContractsOf(revision),
            Waivers = fixture.Waivers,
            Today = new DateOnly(2026, 6, 1),
            Policy = new Policy { Profile = profile },
        });
    }
}
