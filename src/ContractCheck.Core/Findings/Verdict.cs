using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Findings;

/// <summary>How a check ended.</summary>
public enum Outcome
{
    /// <summary>No promise is broken by the change.</summary>
    Passed,

    /// <summary>The change breaks at least one promise.</summary>
    Failed,

    /// <summary>The change breaks promises, and somebody who may has accepted that.</summary>
    Accepted,

    /// <summary>Nothing certain can be said.</summary>
    NoVerdict,
}

/// <summary>What the check found, sorted for reading.</summary>
public sealed record Verdict
{
    /// <summary>How the check ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Findings that the change introduces, gravest first.</summary>
    public required ImmutableArray<Finding> Introduced { get; init; }

    /// <summary>Promises that base broke already. They do not fail the check.</summary>
    public ImmutableArray<Finding> PreExisting { get; init; } = [];

    /// <summary>Promises that base broke and head keeps.</summary>
    public ImmutableArray<Finding> Resolved { get; init; } = [];

    /// <summary>Findings that the change introduces and that do not count, since a waiver permits them.</summary>
    public ImmutableArray<WaivedFinding> Waived { get; init; } = [];

    /// <summary>What could not be judged, and why.</summary>
    public ImmutableArray<Unjudged> Unjudged { get; init; } = [];

    /// <summary>What accepted the broken promises, such as <c>label 'announced'</c>; null where nothing did.</summary>
    public string? AcceptedBy { get; private init; }

    /// <summary>The exit code that says the same.</summary>
    public ExitCode ExitCode => Outcome switch
    {
        Outcome.Passed or Outcome.Accepted => ExitCode.Clean,
        Outcome.Failed => ExitCode.Violations,
        _ => ExitCode.NoVerdict,
    };

    /// <summary>Distributions that would make known what could not be judged; one may come several times.</summary>
    public IEnumerable<string> Distributions => Unjudged.SelectMany(u => u.Distributions);

    /// <summary>The same verdict, accepted. Only broken promises can be accepted, not a verdict that could not be reached.</summary>
    /// <param name="reason">Who or what accepts, to be read after "accepted by".</param>
    public Verdict Accepted(string reason) => Outcome == Outcome.Failed ? this with { Outcome = Outcome.Accepted, AcceptedBy = reason } : this;

    /// <summary>Number of introduced findings of that weight.</summary>
    public int Count(Severity severity) => Introduced.Count(f => f.Severity == severity);
}

/// <summary>Something that could not be judged.</summary>
/// <param name="Subject">Table, column or file.</param>
/// <param name="Reason">Why.</param>
/// <param name="Location">Where it is written.</param>
public sealed record Unjudged(string Subject, string Reason, SourceLocation? Location = null)
{
    /// <summary>Distributions that would make it known.</summary>
    public ImmutableArray<string> Distributions { get; init; } = [];
}

/// <summary>A check: what was compared, and the verdict. The input of every renderer.</summary>
public sealed record Report
{
    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The revision that was judged.</summary>
    public required RevisionInfo Head { get; init; }

    /// <summary>What it was compared with, or null where that is not available.</summary>
    public required RevisionInfo? Base { get; init; }

    /// <summary>Contracts at head.</summary>
    public required ImmutableArray<Contract> Contracts { get; init; }

    /// <summary>The profile that graded.</summary>
    public required Profile Profile { get; init; }

    /// <summary>What head's models were read with, or null where they were not.</summary>
    public ReadWith? ReadWith { get; init; }

    /// <summary>Both schemas, or null where they were not read.</summary>
    public ComparedSchemas? Schemas { get; init; }

    /// <summary>Where the models' data goes to, or null where nothing downstream is known.</summary>
    public LineageGraph? Lineage { get; init; }

    /// <summary>Tables at head, for the counts.</summary>
    public int Tables { get; init; }

    /// <summary>Columns at head.</summary>
    public int Columns { get; init; }
}

/// <summary>What was compared, for pages that show tables side by side.</summary>
/// <param name="Base">The schema to compare with.</param>
/// <param name="Head">The schema that was judged.</param>
/// <param name="Changes">What differs.</param>
public sealed record ComparedSchemas(DatabaseSchema Base, DatabaseSchema Head, ImmutableArray<Change> Changes);

/// <summary>A revision as people know it.</summary>
/// <param name="Label">Branch, revision or <c>working tree</c>.</param>
/// <param name="Commit">Full commit id, or null for the working tree.</param>
/// <param name="Explanation">Why this revision: <c>merge base with origin/main</c>.</param>
public sealed record RevisionInfo(string Label, string? Commit, string? Explanation)
{
    /// <summary>Where its files can be read on the web, or null where nothing tells.</summary>
    public SourceAddress? Source { get; init; }
}

/// <summary>What models were read with.</summary>
/// <param name="Python">Version of the interpreter.</param>
/// <param name="SqlAlchemy">Version of SQLAlchemy.</param>
/// <param name="Sandbox">How the models were locked in: <c>landlock</c>, <c>chroot</c> or <c>off</c>; null where it does not matter.</param>
public sealed record ReadWith(string? Python, string? SqlAlchemy, string? Sandbox);
