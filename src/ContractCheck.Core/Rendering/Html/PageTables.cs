using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>The tables of the page, the gravest first.</summary>
internal static class PageTables
{
    /// <summary>What a table can be: how it was judged, and whether it came or went.</summary>
    public static ImmutableArray<string> Marks { get; } = ["broken", "warning", "safe", "unchanged", "removed", "added"];

    /// <summary>The tables; those that findings name and no schema has are among them.</summary>
    public static ImmutableArray<PageDocument.TableMember> Of(Report report, IEnumerable<(Finding Finding, PageDocument.FindingMember Member)> findings)
    {
        var compared = report.Schemas is { } schemas ? TableComparison.Of(schemas).ToImmutableArray() : [];
        var byTable = findings.ToLookup(pair => compared.FirstOrDefault(c => Names(c).Contains(pair.Finding.Table!)) ?? compared.FirstOrDefault(c => Names(c).Any(pair.Finding.Table!.Fits)));
        var promised = PromisedIn(report);
        var tables = compared.Select(c => Member(c, [.. byTable[c]], promised, report));
        var others = byTable[null].GroupBy(pair => pair.Finding.Table!).Select(g => Member(g.Key, [.. g], report));
        return [.. tables.Concat(others).OrderBy(t => Marks.IndexOf(t.Verdict)).ThenBy(t => t.State is null).ThenBy(t => t.Name, StringComparer.Ordinal)];
    }

    private static IEnumerable<TableName> Names(TableComparison table) => table.Sides.Select(t => t.Name);

    private static PageDocument.TableMember Member(
        TableComparison table, ImmutableArray<(Finding Finding, PageDocument.FindingMember Member)> findings, ILookup<Table, int> promised, Report report)
    {
        var head = table.Sides.Last();
        return new PageDocument.TableMember(
            VisibleTexts.Of(table.Name.ToString()),
            table.Was is { } was ? VisibleTexts.Of(was.ToString()) : null,
            Verdict(findings, table.IsChanged),
            table.State,
            [.. table.Sides.SelectMany(t => promised[t]).Concat(ContractsOf(findings, report)).Distinct().Order()],
            head.Location is { } place ? VisibleTexts.Place(place, table.State == "removed" ? report.Base : report.Head) : null,
            VisibleTexts.Of(table.Notes()),
            [.. table.Columns()],
            VisibleTexts.OrNull(table.Keys()),
            VisibleTexts.OrNull(findings.Select(f => f.Member)));
    }

    private static PageDocument.TableMember Member(TableName name, ImmutableArray<(Finding Finding, PageDocument.FindingMember Member)> findings, Report report) => new(
        VisibleTexts.Of(name.ToString()), null, Verdict(findings, isChanged: false), null, [.. ContractsOf(findings, report).Distinct().Order()], null,
        report.Schemas is null ? null : ["The models have no such table."], [], null, [.. findings.Select(f => f.Member)]);

    private static string Verdict(ImmutableArray<(Finding Finding, PageDocument.FindingMember Member)> findings, bool isChanged) =>
        Marks.Take(3).FirstOrDefault(mark => findings.Any(f => f.Member.Weight == mark)) ?? (isChanged ? "safe" : "unchanged");

    private static ILookup<Table, int> PromisedIn(Report report) => (
        from index in Enumerable.Range(0, report.Contracts.Length)
        from promised in report.Contracts[index].Tables
        from schema in report.Schemas is { } s ? [s.Base, s.Head] : Array.Empty<DatabaseSchema>()
        let table = ContractMatcher.FindFirst(promised, schema)
        where table is not null
        select (table, index)).ToLookup(pair => pair.table, pair => pair.index);

    private static IEnumerable<int> ContractsOf(IEnumerable<(Finding Finding, PageDocument.FindingMember Member)> findings, Report report) =>
        from pair in findings
        from promise in pair.Finding.Promises
        let index = report.Contracts.Select(c => c.Id).ToList().IndexOf(promise.ContractId)
        where index >= 0
        select index;
}
