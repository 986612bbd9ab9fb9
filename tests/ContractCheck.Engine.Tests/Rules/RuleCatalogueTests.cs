using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rules;
using ContractCheck.Engine.Tests.Git;

namespace ContractCheck.Engine.Tests.Rules;

/// <summary>A rule is complete when it is in the catalogue and has a page and a fixture.</summary>
public sealed class RuleCatalogueTests
{
    /// <summary>Rules that no pair of models can show, and the test that shows each.</summary>
    private static readonly Dictionary<string, string> ShownElsewhere = new(StringComparer.Ordinal)
    {
        ["CC604"] = "LifecycleTests.A_contract_cannot_be_deleted_in_passing",
        ["CC701"] = "ConsumerBrokenTests.What_no_contract_forbids_is_an_error_where_somebody_is_hit_for_certain",
        ["CC905"] = nameof(BaseResolverTests.A_shallow_clone_that_cannot_reach_the_merge_base_names_the_fetch_that_mends_it),
    };

    private static readonly ImmutableArray<string> Slugs = [.. RuleCatalogue.All.Select(Slug)];

    [Fact]
    public void Holds_every_rule_once()
    {
        var classes = typeof(Rule).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(Rule)));
        RuleCatalogue.All.Select(r => r.GetType().Name).Order(StringComparer.Ordinal)
            .ShouldBe(classes.Select(t => t.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Ids_are_unique_and_in_order()
    {
        var ids = RuleCatalogue.All.Select(r => r.Id).ToList();
        ids.ShouldBeUnique(StringComparer.Ordinal);
        ids.ShouldBe(ids.Order(StringComparer.Ordinal));
        ids.ShouldAllBe(id => id.Length == 5 && id.StartsWith("CC", StringComparison.Ordinal) && id.Skip(2).All(char.IsAsciiDigit));
        RuleCatalogue.All.Select(r => r.Name).ShouldBeUnique(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_kind_of_change_has_a_rule() =>
        RuleCatalogue.Changes.Select(r => r.Kind).Order().ShouldBe(Enum.GetValues<Core.Diffing.ChangeKind>().Order());

    [Fact]
    public void Rules_that_a_change_tells_exist() =>
        RuleCatalogue.Changes.SelectMany(r => r.Breaks).ShouldAllBe(id => RuleCatalogue.Promises.Any(p => p.Id == id));

    [Fact]
    public void A_rule_is_found_by_id_and_by_name()
    {
        foreach (var rule in RuleCatalogue.All)
        {
            RuleCatalogue.Find(rule.Id.ToLowerInvariant()).ShouldBe(rule);
            RuleCatalogue.Find(rule.Name).ShouldBe(rule);
        }

        RuleCatalogue.Find("CC000").ShouldBeNull();
    }

    [Fact]
    public void Every_rule_has_a_page_and_every_page_a_rule()
    {
        var pages = Directory.GetFiles(RepositoryFolder.PathOf("docs", "rules"), "CC*.md").Select(Path.GetFileNameWithoutExtension);
        pages.Order(StringComparer.Ordinal).ShouldBe(Slugs);
    }

    [Fact]
    public void Every_rule_has_a_fixture_or_a_test_elsewhere()
    {
        var shown = RuleFixture.Names.Concat(RuleCatalogue.All.Where(r => ShownElsewhere.ContainsKey(r.Id)).Select(Slug));
        shown.Order(StringComparer.Ordinal).ShouldBe(Slugs);
    }

    [Fact]
    public void A_page_names_its_rule_and_its_grades()
    {
        foreach (var rule in RuleCatalogue.All)
        {
            var lines = File.ReadAllLines(RepositoryFolder.PathOf("docs", "rules", Slug(rule) + ".md"));
            lines[0].ShouldBe($"# {rule.Id} {rule.Name}");
            lines[2].ShouldBe($"Reader: {Lower(rule.Reader)}. Writer: {Lower(rule.Writer)}.", rule.Id);
            lines.Where(line => line.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(
                ["## What it means", "## Why it matters", "## Example", "## When it is an error", "## Ways forward", "## What is not reported"],
                rule.Id);
            lines.Length.ShouldBeInRange(25, 60, rule.Id);
        }
    }

    [Fact]
    public void An_error_for_writers_alone_is_shown_as_one()
    {
        foreach (var rule in RuleCatalogue.Changes.Where(r => r is { Reader: < Severity.Error, Writer: Severity.Error }))
        {
            var fixture = new RuleFixture(Slug(rule));
            fixture.ExpectedLines.ShouldContain(line => line.StartsWith($"head/writer: error {rule.Id} ", StringComparison.Ordinal), rule.Id);
        }
    }

    private static string Slug(Rule rule) => $"{rule.Id}-{rule.Name}";

    private static string Lower(Severity severity) => severity.ToString().ToLowerInvariant();
}
