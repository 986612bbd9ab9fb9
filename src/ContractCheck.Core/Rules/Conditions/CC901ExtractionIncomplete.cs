using ContractCheck.Core.Contracts;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules.Conditions;

/// <summary>Models that base had, or that a contract promises, could not be read at head.</summary>
internal sealed class ExtractionIncomplete() : ConditionRule("CC901", "extraction-incomplete", Severity.Error)
{
    public override bool PreventsVerdict => true;

    public override IEnumerable<Finding> Judge(CheckInput input)
    {
        var head = input.Head.Diagnostics;
        foreach (var hidden in input.Hidden)
        {
            yield return Incomplete(hidden.Subject, hidden.Reason, new SourceLocation(hidden.Subject, 1));
        }

        foreach (var table in head.Unloaded.Where(u => Matters(u, input)))
        {
            yield return Incomplete(table.Name ?? table.Class ?? "?", $"could not be read: {table.Reason}", table.Location);
        }

        foreach (var (table, column, location) in Unverified.Of(input))
        {
            yield return new Finding
            {
                Rule = Id,
                RuleName = Name,
                Severity = Severity.Error,
                Table = table,
                Column = column,
                Message = "is promised, and its source no longer shows it where the models say it is written",
                Location = location,
                Advice = ["write the column out in its model, as an attribute or as Column(\"name\", …)", "or change the contract, if it is gone"],
            };
        }

        var before = input.Base.Diagnostics.Unparsed.Select(f => f.Location.File).ToHashSet(StringComparer.Ordinal);
        foreach (var file in head.Unparsed.Where(f => !before.Contains(f.Location.File)))
        {
            yield return Incomplete(file.Location.File, $"cannot be parsed: {file.Error}", file.Location);
        }
    }

    /// <summary>A promise that base kept and that nothing certain can be said of at head.</summary>
    public static Finding Of(Breach breach) => new()
    {
        Rule = "CC901",
        RuleName = "extraction-incomplete",
        Severity = Severity.Error,
        Table = breach.Promised.Name,
        Column = breach.Column,
        Subject = $"{breach.Promised.Contract.Id} {breach.Rule} {breach.Subject}".TrimEnd(),
        Message = $"is promised ({breach.Promise}) and can no longer be judged: {breach.Uncertain}",
        Location = breach.Promised.Table?.Location,
        Promises = [PromiseLedger.Of(breach)],
        Advice = ["make what the models import readable for the check, or write the column so that it can be read"],
    };

    private static bool Matters(UnloadedTable table, CheckInput input) =>
        input.Base.Tables.Any(t => t.Name.Name == table.Name || (table.Class is not null && t.Class == table.Class))
        || input.Promised.Any(t => Promises(t, table.Name));

    private static bool Promises(ContractTable promised, string? name) =>
        string.Equals(promised.LookupName.Name, name, StringComparison.OrdinalIgnoreCase);

    private Finding Incomplete(string subject, string message, SourceLocation location) => new()
    {
        Rule = Id,
        RuleName = Name,
        Severity = Severity.Error,
        Subject = subject,
        Message = message,
        Location = location,
        Advice = ["mend what the message names, then run the check again"],
    };
}
