using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContractCheck.Core;
using ContractCheck.Core.Configuration;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>What a checkout says about itself, for a first configuration.</summary>
public sealed partial record ProjectFacts
{
    private const int MostFiles = 600;

    private static readonly ImmutableArray<(string Dialect, string[] Drivers)> Drivers =
    [
        ("postgresql", ["psycopg", "psycopg2", "psycopg2-binary", "asyncpg", "pg8000"]),
        ("mysql", ["mysqlclient", "pymysql", "aiomysql", "asyncmy", "mysql-connector-python"]),
        ("mariadb", ["mariadb"]),
        ("mssql", ["pyodbc", "pymssql", "aioodbc"]),
        ("oracle", ["oracledb", "cx-oracle", "cx_oracle"]),
        ("sqlite", ["aiosqlite"]),
    ];

    /// <summary>Top folder of the checkout.</summary>
    public required string Top { get; init; }

    /// <summary>The dialect that the application uses, or null where nothing tells.</summary>
    public required string? Dialect { get; init; }

    /// <summary>What told the dialect: <c>asyncpg</c>, <c>sqlalchemy.dialects.mysql</c>; null where nothing did.</summary>
    public required string? DialectEvidence { get; init; }

    /// <summary>Pipelines that the checkout is set up for: <c>github</c>, <c>gitlab</c>, <c>azure</c>, <c>bitbucket</c>, <c>jenkins</c>.</summary>
    public required ImmutableArray<string> Pipelines { get; init; }

    /// <summary>Whether one of the pipelines runs ContractCheck already.</summary>
    public required bool IsInPipeline { get; init; }

    /// <summary>Contract files that are there.</summary>
    public required ImmutableArray<string> Contracts { get; init; }

    /// <summary>Whether there is a configuration.</summary>
    public required bool IsConfigured { get; init; }

    /// <summary>Looks at the files on disk that git does not ignore. Nothing of them is run.</summary>
    /// <exception cref="CheckException">Exit code 2: there is no such repository.</exception>
    public static async Task<ProjectFacts> FindAsync(RunOptions options, CancellationToken cancellation = default)
    {
        await using var repository = await GitRepository.OpenAsync(options.Repository, cancellation: cancellation);
        var snapshot = await SourceSnapshot.FromWorktreeAsync(repository, cancellation);
        var file = await ConfigurationFile.ReadAsync(options, snapshot, cancellation);
        var globs = ConfigurationReader.Read(file.Name, file.Text).Contracts;
        var (dialect, evidence) = await DialectAsync(snapshot, cancellation);
        var pipelines = PipelinesOf(snapshot);
        return new ProjectFacts
        {
            Top = repository.Top,
            Dialect = dialect,
            DialectEvidence = evidence,
            Pipelines = [.. pipelines.Select(p => p.Name).Distinct(StringComparer.Ordinal)],
            IsInPipeline = await AnyAsync(snapshot, pipelines.Select(p => p.Path), "contractcheck", cancellation),
            Contracts = ContractFiles.Select(snapshot, globs),
            IsConfigured = snapshot.Find(ConfigurationReader.FileName) is not null,
        };
    }

    private static ImmutableArray<(string Name, string Path)> PipelinesOf(SourceSnapshot snapshot) =>
    [
        .. from file in snapshot.Files
           let name = file.Path switch
           {
               ".gitlab-ci.yml" => "gitlab",
               "azure-pipelines.yml" or ".azure-pipelines.yml" => "azure",
               "bitbucket-pipelines.yml" => "bitbucket",
               "Jenkinsfile" => "jenkins",
               var path when path.StartsWith(".github/workflows/", StringComparison.Ordinal) => "github",
               var path when path.StartsWith(".azure", StringComparison.Ordinal) && path.EndsWith(".yml", StringComparison.Ordinal) => "azure",
               var path when path.StartsWith(".gitlab/", StringComparison.Ordinal) && path.EndsWith(".yml", StringComparison.Ordinal) => "gitlab",
               _ => null,
           }
           where name is not null
           select (name, file.Path),
    ];

    // What models import says more than what is installed for tests or one of several databases, and any server more than SQLite.
    private static async Task<(string? Dialect, string? Evidence)> DialectAsync(SourceSnapshot snapshot, CancellationToken cancellation)
    {
        var votes = new Dictionary<string, (int Weight, string Evidence)>(StringComparer.Ordinal);
        void Vote(string? dialect, int weight, string evidence)
        {
            if (Dialects.Find(dialect) is { } known)
            {
                var before = votes.GetValueOrDefault(known, (0, evidence));
                votes[known] = (before.Item1 + weight, before.Item2);
            }
        }

        foreach (var path in snapshot.Files.Select(f => f.Path).Where(IsTelling).OrderBy(p => p.Count(c => c == '/')).ThenBy(p => p, StringComparer.Ordinal).Take(MostFiles))
        {
            var text = await TextAsync(snapshot, path, cancellation);
            if (path.EndsWith(".py", StringComparison.Ordinal))
            {
                foreach (var name in Imports().Matches(text).Select(m => m.Groups["dialect"].Value).Distinct(StringComparer.Ordinal))
                {
                    Vote(name, 3, $"sqlalchemy.dialects.{name}");
                }

                continue;
            }

            foreach (var (dialect, drivers) in Drivers)
            {
                foreach (var driver in drivers.Where(d => Names(text, d)))
                {
                    Vote(dialect, dialect == "sqlite" ? 1 : 10, driver);
                }
            }

            foreach (var name in Urls().Matches(text).Select(m => m.Groups["dialect"].Value).Distinct(StringComparer.Ordinal))
            {
                Vote(name, name == "sqlite" ? 1 : 20, $"a database URL of {name}");
            }
        }

        var best = votes.OrderByDescending(v => v.Value.Weight).ThenBy(v => Dialects.Names.IndexOf(v.Key)).Select(v => (v.Key, v.Value.Evidence)).FirstOrDefault();
        return best;
    }

    private static bool IsTelling(string path)
    {
        var name = Path.GetFileName(path);
        return name is "pyproject.toml" or "setup.cfg" or "setup.py" or "Pipfile" or "environment.yml" or "alembic.ini" or "docker-compose.yml" or "compose.yaml" or ".env.example"
            || (name.EndsWith(".txt", StringComparison.Ordinal) && path.Contains("requirement", StringComparison.OrdinalIgnoreCase))
            || (name.EndsWith(".py", StringComparison.Ordinal) && (path.Contains("model", StringComparison.OrdinalIgnoreCase) || path.Contains("db", StringComparison.OrdinalIgnoreCase)));
    }

    private static bool Names(string text, string driver)
    {
        for (var at = text.IndexOf(driver, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(driver, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!IsNamePart(at - 1) && !IsNamePart(at + driver.Length))
            {
                return true;
            }
        }

        return false;

        bool IsNamePart(int place) => place >= 0 && place < text.Length && (char.IsLetterOrDigit(text[place]) || text[place] is '-' or '_' or '.');
    }

    private static async Task<bool> AnyAsync(SourceSnapshot snapshot, IEnumerable<string> paths, string word, CancellationToken cancellation)
    {
        foreach (var path in paths.Take(MostFiles))
        {
            if ((await TextAsync(snapshot, path, cancellation)).Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // A file that cannot be read tells nothing; another one may.
    private static async Task<string> TextAsync(SourceSnapshot snapshot, string path, CancellationToken cancellation)
    {
        try
        {
            return await snapshot.ReadTextAsync(path, cancellation) ?? "";
        }
        catch (CheckException)
        {
            return "";
        }
    }

    [GeneratedRegex(@"sqlalchemy\.dialects(?:\.| import )(?<dialect>postgresql|mysql|mssql|oracle|sqlite)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Imports();

    [GeneratedRegex(@"\b(?<dialect>postgresql|mysql|mariadb|mssql|oracle|sqlite)(?:\+[a-z0-9_]+)?://", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Urls();
}
