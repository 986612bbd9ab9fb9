using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Diffing;

namespace ContractCheck.Core.Configuration;

/// <summary>The list <c>renames</c>: what goes on under another name, where likeness does not show it.</summary>
internal static class RenameSetting
{
    private static readonly RecordList Renames = new("a rename", new("table", Required: true), new("column"), new("to", Required: true));

    /// <summary>The shape of the list.</summary>
    public static SettingShape Shape => Renames.Shape;

    /// <summary>Reads the list; what is wrong is added to the errors.</summary>
    public static ImmutableArray<RenameHint> Read(DocumentNode node, ICollection<ContractError> errors) => Renames.Read(node, errors, Make);

    private static RenameHint Make(RecordList.Record record)
    {
        var (table, column, to) = (PhysicalName.Parse(record["table"]!), record["column"], record["to"]!);
        var reason = $"{record.Position.File}:{record.Position.Line}";
        return column is null ? new RenameHint(table, null, PhysicalName.Parse(to), null, reason) : new RenameHint(table, column, null, to, reason);
    }
}
