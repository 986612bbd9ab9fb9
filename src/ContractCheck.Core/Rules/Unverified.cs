using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rules;

/// <summary>
/// Promised things that the models of head claim to have while their source no longer shows them, and base's did. Models may make columns in
/// ways that no source shows; one that was written out and now is only claimed may be a lie.
/// </summary>
internal static class Unverified
{
    /// <summary>Table, column (null where nothing of the table is shown), and where head claims it to be written.</summary>
    public static IEnumerable<(TableName Table, string? Column, SourceLocation? Location)> Of(CheckInput input) =>
        (from promise in input.Promised
         let before = ContractMatcher.FindFirst(promise, input.Base)
         let after = before is null ? null : input.Head.Table(before.Name)
         where after is not null
         from one in Of(promise, before, after, input)
         select one).Distinct();

    private static IEnumerable<(TableName Table, string? Column, SourceLocation? Location)> Of(
        ContractTable promise, Table before, Table after, CheckInput input)
    {
        if (input.BaseSource.Shows(before) && !input.HeadSource.Shows(after))
        {
            return [(after.Name, null, after.Location)];
        }

        return from promised in promise.Columns
               let old = before.ColumnOfAnyCase(promised.LookupName)
               let now = after.ColumnOfAnyCase(promised.LookupName)
               where old is not null && now is not null && input.BaseSource.Shows(old) && !input.HeadSource.Shows(now)
               select ((TableName, string?, SourceLocation?))(after.Name, now.Name, now.Location);
    }
}
