using System.Collections.Immutable;
using ContractCheck.Core.Diffing;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Waivers;

namespace ContractCheck.Core.Rules;

/// <summary>A rule: its identity and its grades. Its page is <c>docs/rules/ID-name.md</c>.</summary>
/// <param name="id"><c>CCnnn</c>, never reused.</param>
/// <param name="name">Stable name, such as <c>column-removed</c>.</param>
/// <param name="reader">Weight for those who read the data.</param>
/// <param name="writer">Weight for those who write it.</param>
public abstract class Rule(string id, string name, Severity reader, Severity writer)
{
    /// <summary><c>CCnnn</c>.</summary>
    public string Id { get; } = id;

    /// <summary>Stable name.</summary>
    public string Name { get; } = name;

    /// <summary>Weight for readers.</summary>
    public Severity Reader { get; } = reader;

    /// <summary>Weight for writers.</summary>
    public Severity Writer { get; } = writer;

    /// <summary>The weight under a profile.</summary>
    public Severity Grade(Profile profile) => profile switch
    {
        Profile.Reader => Reader,
        Profile.Writer => Writer,
        _ => (Severity)Math.Max((int)Reader, (int)Writer),
    };
}

/// <summary>Which contract entry makes a change an error by itself, without a broken promise.</summary>
public enum PromiseScope
{
    /// <summary>None: an error only where a promise is broken.</summary>
    Broken,

    /// <summary>A contract lists the column.</summary>
    Column,

    /// <summary>A contract lists the table.</summary>
    Table,
}

/// <summary>A rule about one kind of change.</summary>
/// <param name="id"><c>CCnnn</c>.</param>
/// <param name="kind">The kind; it gives the rule's name.</param>
/// <param name="reader">Weight for readers.</param>
/// <param name="writer">Weight for writers.</param>
public abstract class ChangeRule(string id, ChangeKind kind, Severity reader, Severity writer)
    : Rule(id, ChangeKinds.Name(kind), reader, writer)
{
    /// <summary>The kind of change.</summary>
    public ChangeKind Kind { get; } = kind;

    /// <summary>Contract rules that such a change can make break; their findings are told as part of this one.</summary>
    public virtual ImmutableArray<string> Breaks => [];

    /// <summary>What keeps an error an error; otherwise nobody was promised anything and it is a warning.</summary>
    public virtual PromiseScope Scope => PromiseScope.Broken;

    /// <summary>What happened, to be read after the name of table or column.</summary>
    public abstract string Message(Change change);

    /// <summary>The way back, as one sentence.</summary>
    public abstract string WayBack(Change change);

    /// <summary>The weight of this very change; differs from <see cref="Rule.Grade"/> where its direction matters.</summary>
    public virtual Severity Weigh(Change change, Profile profile) => Grade(profile);
}

/// <summary>A rule about one kind of promise.</summary>
/// <param name="id"><c>CCnnn</c>.</param>
/// <param name="name">Stable name.</param>
/// <param name="severity">Weight for both profiles.</param>
public abstract class ContractRule(string id, string name, Severity severity) : Rule(id, name, severity, severity)
{
    /// <summary>What of a contract's table the schema does not keep.</summary>
    public abstract IEnumerable<Breach> Judge(PromisedTable promised);
}

/// <summary>A rule about the check itself.</summary>
/// <param name="id"><c>CCnnn</c>.</param>
/// <param name="name">Stable name.</param>
/// <param name="severity">Weight for both profiles.</param>
public abstract class ConditionRule(string id, string name, Severity severity) : Rule(id, name, severity, severity)
{
    /// <summary>Whether the condition leaves the check without a verdict.</summary>
    public abstract bool PreventsVerdict { get; }

    /// <summary>Findings about the check itself.</summary>
    public abstract IEnumerable<Finding> Judge(CheckInput input);
}

/// <summary>A rule about what a change does to contracts.</summary>
/// <param name="id"><c>CCnnn</c>.</param>
/// <param name="name">Stable name.</param>
/// <param name="severity">Weight for both profiles.</param>
public abstract class ContractChangeRule(string id, string name, Severity severity) : Rule(id, name, severity, severity)
{
    /// <summary>Findings about contracts of base and head.</summary>
    internal abstract IEnumerable<Finding> Judge(CheckInput input, PromiseLedger ledger);
}

/// <summary>A rule about waivers.</summary>
/// <param name="id"><c>CCnnn</c>.</param>
/// <param name="name">Stable name.</param>
/// <param name="severity">Weight for both profiles.</param>
public abstract class WaiverRule(string id, string name, Severity severity) : Rule(id, name, severity, severity)
{
    /// <summary>The waivers that it is about, and whether the change itself is why.</summary>
    public abstract IEnumerable<(Waiver Waiver, bool Introduced)> Judge(WaiverLedger ledger);

    /// <summary>What is wrong, to be read after what the waiver is about.</summary>
    public abstract string Message(Waiver waiver);

    /// <summary>What to do, as one sentence.</summary>
    public abstract string WayOut(Waiver waiver);
}
