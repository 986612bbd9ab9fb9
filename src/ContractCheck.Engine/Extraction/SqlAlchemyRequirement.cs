using System.Globalization;
using System.Text.RegularExpressions;
using ContractCheck.Core;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Extraction;

/// <summary>Which series of SQLAlchemy a repository is written for, by its own lock files and requirements.</summary>
/// <param name="Series">One of <see cref="SqlAlchemySeries.All"/>.</param>
/// <param name="Path">The file that says so.</param>
public sealed partial record SqlAlchemyRequirement(string Series, string Path)
{
    private const int MaxFiles = 40;
    private static readonly string[] Locks = ["poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "pixi.lock"];
    private static readonly string[] Requirements = ["pyproject.toml", "setup.cfg", "setup.py", "Pipfile", "environment.yml", "environment.yaml"];

    /// <summary>
    /// What a revision requires. A lock file goes before requirements, a file at the top before one deeper down; of several of the same
    /// rank, one that wants 2.0 decides.
    /// </summary>
    /// <param name="snapshot">The revision.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null where no file names a version.</returns>
    /// <exception cref="CheckException">No verdict: git cannot read.</exception>
    public static async Task<SqlAlchemyRequirement?> FindAsync(SourceSnapshot snapshot, CancellationToken cancellation)
    {
        var groups = snapshot.Files
            .Select(file => (file.Path, Rank: RankOf(file.Path)))
            .Where(file => file.Rank is not null)
            .GroupBy(file => file.Rank!.Value)
            .OrderBy(group => group.Key);
        foreach (var group in groups)
        {
            SqlAlchemyRequirement? found = null;
            foreach (var (path, _) in group.Take(MaxFiles))
            {
                if (await TextOfAsync(snapshot, path, cancellation) is { } text && SeriesOf(path, text) is { } series
                    && found?.Series != SqlAlchemySeries.Default)
                {
                    found = new SqlAlchemyRequirement(series, path);
                }
            }

            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The series that a lock file or a list of requirements wants.</summary>
    /// <param name="path">Its path, which tells its format.</param>
    /// <param name="text">Its text.</param>
    /// <returns>Null where it names no version of SQLAlchemy, nor of a library that needs one.</returns>
    public static string? SeriesOf(string path, string text)
    {
        try
        {
            // What other packages of a lock file would accept does not count, only what is locked.
            var mentions = IsLock(path) ? Locked().Matches(text) : Mention().Matches(text);
            var found = mentions.SelectMany(SeriesOf).ToHashSet(StringComparer.Ordinal);
            return SqlAlchemySeries.All.LastOrDefault(found.Contains);
        }
        catch (RegexMatchTimeoutException)
        {
            // Written to be slow.
            return null;
        }
    }

    private static IEnumerable<string> SeriesOf(Match mention)
    {
        var name = mention.Groups["name"].Value.ToUpperInvariant();
        return Version().Matches(mention.Groups["rest"].Value)
            .Select(version => SeriesOf(name, version.Groups["operator"].Value, Number(version, "major"), Number(version, "minor")))
            .OfType<string>();
    }

    private static string? SeriesOf(string name, string @operator, int major, int? minor)
    {
        var below = @operator is "<" ? major < 2 || (major == 2 && minor is null or 0) : major < 2;
        return name switch
        {
            // Both libraries followed SQLAlchemy to 2.0 with these releases.
            "FLASK-SQLALCHEMY" or "FLASK_SQLALCHEMY" =>
                @operator is ">=" or ">" or "!=" ? null : (major < 3 || (@operator is "<" && major == 3)) ? SqlAlchemySeries.Legacy : null,
            _ when @operator is ">=" or ">" or "!=" => major >= 2 ? SqlAlchemySeries.Default : null,
            _ => below ? SqlAlchemySeries.Legacy : SqlAlchemySeries.Default,
        };
    }

    private static int Number(Match match, string group) =>
        int.TryParse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static int? RankOf(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var depth = path.Count(c => c == '/');
        var kind = IsLock(path) ? 0
            : Requirements.Contains(name, StringComparer.OrdinalIgnoreCase) || IsList(path, name) ? 1
            : (int?)null;
        return (kind * 1000) + depth;
    }

    private static bool IsLock(string path) => Locks.Contains(System.IO.Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);

    private static bool IsList(string path, string name) =>
        System.IO.Path.GetExtension(name) is ".txt" or ".in" or ".pip"
        && (path.Contains("requirement", StringComparison.OrdinalIgnoreCase) || path.Contains("constraint", StringComparison.OrdinalIgnoreCase));

    private static async Task<string?> TextOfAsync(SourceSnapshot snapshot, string path, CancellationToken cancellation)
    {
        try
        {
            return await snapshot.ReadTextAsync(path, cancellation);
        }
        catch (CheckException)
        {
            // Too large, no text, or not in a partial clone: another file may tell.
            return null;
        }
    }

    // A package with its version: TOML, JSON (where hashes may come first) and YAML.
    [GeneratedRegex(
        """
        name \s* [=:] \s* ["']? (?<name> sqlalchemy ) ["']? \s* \r?\n \s* version \s* (?<rest> [=:] [^\n]* )
        | " (?<name> sqlalchemy ) " \s* : \s* \{ [^{}]*? "version" (?<rest> : [^\n,}]* )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Locked();

    // The name, and what follows it on its line, or the table that it is given.
    [GeneratedRegex(
        """
        (?<![\w.-]) (?<name> flask[-_]sqlalchemy | sqlalchemy ) (?![\w.-]*[\w]) (?:\[[^\]\n]*\])? ["']? [^\S\n]*
        (?: [:=] [^\S\n]* \{ (?<rest> [^{}]* ) | (?<rest> [^\n#;]* ) )
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Mention();

    [GeneratedRegex(
        """(?<operator>===|==|~=|!=|<=|>=|<|>|\^|~|=|:)\s*["']?\s*(?:==|=)?v?(?<major>\d+)(?:\.(?<minor>\d+))?""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Version();
}
