using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Builds the relationships of a table, its own and those of its columns.</summary>
internal static class OdcsRelationships
{
    public static ImmutableArray<ContractRelationship> Build(DocumentMapping table, OdcsNaming names, List<ContractError> errors)
    {
        var ofColumns = table.Mappings("properties").SelectMany(
            column => column.Mappings("relationships"),
            (column, relationship) => OfColumn(column, relationship, names, errors));
        var ofTable = table.Mappings("relationships").Select(relationship => OfTable(table, relationship, names, errors));
        return [.. ofColumns.Concat(ofTable).OfType<ContractRelationship>()];
    }

    private static ContractRelationship? OfColumn(
        DocumentMapping column, DocumentMapping relationship, OdcsNaming names, List<ContractError> errors)
    {
        var from = OdcsNaming.Lookup(column.Text("name")!, column);
        return Complete(relationship, [from], names, errors);
    }

    private static ContractRelationship? OfTable(
        DocumentMapping table, DocumentMapping relationship, OdcsNaming names, List<ContractError> errors)
    {
        var from = References(relationship["from"]!).Select(r => FromColumn(table, r, names, errors)).OfType<string>().ToImmutableArray();
        return from.Length == References(relationship["from"]!).Length ? Complete(relationship, from, names, errors) : null;
    }

    private static string? FromColumn(DocumentMapping table, DocumentScalar written, OdcsNaming names, List<ContractError> errors)
    {
        var reference = OdcsReference.IsExternal(written.Text) ? null : OdcsReference.Parse(written.Text);
        if (reference is not null && names.Table(reference) == table && names.Column(table, reference) is { } column)
        {
            return column;
        }

        errors.Add(new ContractError(
            written.Position,
            $"'{written.Text}' is no column of '{table.Text("name")}', in which the relationship stands",
            $"write '{table.Text("name")}.' and the name of a column"));
        return null;
    }

    private static ContractRelationship? Complete(
        DocumentMapping relationship, ImmutableArray<string> from, OdcsNaming names, List<ContractError> errors)
    {
        var written = References(relationship["to"]!);
        var result = new ContractRelationship
        {
            FromColumns = from,
            Text = string.Join(", ", written.Select(w => w.Text)),
            Position = relationship.Position,
        };
        if (written.Any(w => OdcsReference.IsExternal(w.Text)))
        {
            return result;
        }

        var targets = written.Select(w => Target(w, names, errors)).OfType<(TableName Table, string Column)>().ToList();
        if (targets.Count < written.Length)
        {
            return null;
        }

        if (targets.Count != from.Length || targets.Any(t => t.Table != targets[0].Table))
        {
            errors.Add(new ContractError(
                written[0].Position,
                targets.Count != from.Length
                    ? $"{from.Length} columns cannot refer to {targets.Count}"
                    : "'to' names columns of several tables",
                "write one relationship for each referred table"));
            return null;
        }

        return result with { ToTable = targets[0].Table, ToColumns = [.. targets.Select(t => t.Column)] };
    }

    private static (TableName Table, string Column)? Target(DocumentScalar written, OdcsNaming names, List<ContractError> errors)
    {
        if (OdcsReference.Parse(written.Text) is { } reference)
        {
            var table = names.Table(reference);
            var name = table is not null ? OdcsNaming.Lookup(table) : reference.ById ? null : PhysicalName.Parse(reference.Table);
            if (name is not null && names.Column(table, reference) is { } column)
            {
                return (name, column);
            }
        }

        errors.Add(new ContractError(
            written.Position,
            $"'{written.Text}' leads to no column",
            "write 'table.column', or 'schema/<id>/properties/<id>' with ids of this contract"));
        return null;
    }

    private static ImmutableArray<DocumentScalar> References(DocumentNode node) =>
        node is DocumentSequence sequence ? [.. sequence.Items.OfType<DocumentScalar>()] : [(DocumentScalar)node];
}
