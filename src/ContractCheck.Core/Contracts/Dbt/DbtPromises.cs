using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>Collects what tests and constraints of a table promise.</summary>
internal sealed class DbtPromises(HashSet<string> columns, DbtReferences references, List<ContractError> errors)
{
    private readonly Dictionary<string, Promise<bool>> required = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Promise<bool>> unique = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Promise<bool> IsPart, Promise<int>? Place)> key = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AllowedValues> values = new(StringComparer.Ordinal);

    /// <summary>Columns that are unique together.</summary>
    public List<ContractUnique> Uniques { get; } = [];

    public List<ContractRelationship> Relationships { get; } = [];

    /// <summary>Reads what stands at a column.</summary>
    public void OfColumn(DocumentMapping column)
    {
        var name = column.Text("name")!;
        foreach (var constraint in column.Mappings("constraints"))
        {
            Constraint(constraint, [name]);
        }

        foreach (var test in DbtTest.Of(column))
        {
            ColumnTest(test, name);
        }
    }

    /// <summary>Reads what stands at the table itself.</summary>
    public void OfTable(DocumentMapping table)
    {
        foreach (var constraint in table.Mappings("constraints"))
        {
            ImmutableArray<DocumentScalar> named = [.. constraint.Items("columns").OfType<DocumentScalar>()];
            errors.AddRange(named.Where(c => !columns.Contains(c.Text)).Select(c => new ContractError(
                c.Position, $"the constraint names '{c.Text}', which the table does not describe", "describe it under 'columns:'")));
            Constraint(constraint, [.. named.Select(c => c.Text)]);
        }

        foreach (var test in DbtTest.Of(table).Where(t => t.Name == "dbt_utils.unique_combination_of_columns"))
        {
            if (test.Argument("combination_of_columns") is DocumentSequence together)
            {
                Uniques.Add(new ContractUnique([.. together.Items.OfType<DocumentScalar>().Select(c => c.Text)], test.Position));
            }
        }
    }

    /// <summary>The column with what was collected for it.</summary>
    public ContractColumn Complete(ContractColumn column) => column with
    {
        Required = required.GetValueOrDefault(column.Name),
        Unique = unique.GetValueOrDefault(column.Name),
        PrimaryKey = key.GetValueOrDefault(column.Name).IsPart,
        PrimaryKeyPosition = key.GetValueOrDefault(column.Name).Place,
        AllowedValues = values.GetValueOrDefault(column.Name),
    };

    private void Constraint(DocumentMapping constraint, ImmutableArray<string> on)
    {
        var promise = new Promise<bool>(true, constraint.Position);
        switch (constraint.Text("type"))
        {
            case "not_null":
                foreach (var column in on)
                {
                    required.TryAdd(column, promise);
                }

                break;
            case "unique" when on is [var only]:
                unique.TryAdd(only, promise);
                break;
            case "unique" when on.Length > 1:
                Uniques.Add(new ContractUnique(on, constraint.Position));
                break;
            case "primary_key":
                foreach (var (index, column) in on.Index())
                {
                    key.TryAdd(column, (promise, on.Length > 1 ? new Promise<int>(index + 1, constraint.Position) : null));
                }

                break;
            case "foreign_key" when on.Length > 0:
                ForeignKey(constraint, on);
                break;
        }
    }

    private void ForeignKey(DocumentMapping constraint, ImmutableArray<string> from)
    {
        var target = constraint.Text("to") is { } table ? (Table: table, Columns: constraint.TextsOf("to_columns"))
            : constraint.Text("expression") is { } expression ? DbtText.ForeignKey(expression)
            : null;
        if (target is not var (to, referred))
        {
            errors.Add(new ContractError(
                constraint.Position, "the foreign key does not say what it refers to", "write \"to: ref('table')\" and 'to_columns: [column]'"));
        }
        else if (referred.Length != from.Length)
        {
            errors.Add(new ContractError(
                constraint.Position, $"{from.Length} columns cannot refer to {referred.Length}", "name as many in 'to_columns' as in 'columns'"));
        }
        else
        {
            Relationships.Add(references.To(from, to, referred, constraint.Position));
        }
    }

    private void ColumnTest(DbtTest test, string column)
    {
        switch (test.Name)
        {
            case "not_null":
                required.TryAdd(column, new Promise<bool>(true, test.Position));
                break;
            case "unique":
                unique.TryAdd(column, new Promise<bool>(true, test.Position));
                break;
            case "accepted_values" when test.Argument("values") is DocumentSequence list:
                values.TryAdd(column, new AllowedValues([.. list.Items.OfType<DocumentScalar>().Where(v => v.Type is not ScalarType.Null).Select(v => v.Text)], test.Position));
                break;
            case "accepted_values":
                errors.Add(new ContractError(test.Position, "the test accepted_values has no list 'values'", "write 'values: [one, other]'"));
                break;
            case "relationships" when test.Text("to") is { } to && test.Text("field") is { } field:
                Relationships.Add(references.To([column], to, [field], test.Position));
                break;
            case "relationships":
                errors.Add(new ContractError(test.Position, "the test relationships has no 'to' or no 'field'", "write \"to: ref('table')\" and 'field: column'"));
                break;
        }
    }
}
