using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>Texts that dbt would expand.</summary>
internal static partial class DbtText
{
    /// <summary>Whether dbt writes the text itself when it runs. No dbt runs here, so that it is not known.</summary>
    public static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    /// <summary>The model of <c>ref('model')</c> or <c>ref('project', 'model')</c>.</summary>
    public static string? Ref(string text) => RefCall().Match(text) is { Success: true } call ? call.Groups["model"].Value : null;

    /// <summary>Source and table of <c>source('source', 'table')</c>.</summary>
    public static (string Source, string Table)? Source(string text) =>
        SourceCall().Match(text) is { Success: true } call ? (call.Groups["source"].Value, call.Groups["table"].Value) : null;

    /// <summary>The referred table and columns of a foreign key's <c>expression</c>, such as <c>sales.customers (id)</c>.</summary>
    public static (string Table, ImmutableArray<string> Columns)? ForeignKey(string expression) =>
        ForeignKeyTarget().Match(expression) is { Success: true } target
            ? (target.Groups["table"].Value, [.. target.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])
            : null;

    [GeneratedRegex(
        @"\bref\(\s*(?:['""][^'""]+['""]\s*,\s*)?['""](?<model>[^'""]+)['""]",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex RefCall();

    [GeneratedRegex(
        @"\bsource\(\s*['""](?<source>[^'""]+)['""]\s*,\s*['""](?<table>[^'""]+)['""]\s*\)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceCall();

    [GeneratedRegex(
        @"\A\s*(?:references\s+)?(?<table>[^\s(]+|\{\{[^}]*\}\})\s*\(\s*(?<columns>[^()]+)\)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex ForeignKeyTarget();
}
