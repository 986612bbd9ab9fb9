using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Csv;

/// <summary>Builds a column of the model from its row.</summary>
internal static class CsvColumn
{
    private static readonly ImmutableArray<string> LogicalTypes =
        ["string", "integer", "number", "boolean", "date", "timestamp", "time", "object", "array", "map"];

    public static ContractColumn Build(CsvRow row, CsvCell name)
    {
        var (isKey, place) = row.Key(CsvHeader.PrimaryKey);
        return new ContractColumn
        {
            Name = name.Text,
            PhysicalName = row.TextPromise(CsvHeader.PhysicalName),
            Position = name.Position,
            Description = row.Text(CsvHeader.Description),
            LogicalType = LogicalType(row),
            Options = row.CountPromise(CsvHeader.MaxLength) is { } length
                ? new ContractTypeOptions([KeyValuePair.Create("maxLength", length)])
                : ContractTypeOptions.None,
            PhysicalType = row.TextPromise(CsvHeader.Type),
            Required = row.TruthPromise(CsvHeader.Required),
            Unique = row.TruthPromise(CsvHeader.Unique),
            PrimaryKey = isKey,
            PrimaryKeyPosition = place,
            AllowedValues = AllowedValues(row),
            Classification = row.Text(CsvHeader.Classification),
            Deprecated = row.TruthPromise(CsvHeader.Deprecated),
            CustomProperties = row.Cell(CsvHeader.Sunset) is { } sunset
                ? [new ContractCustomProperty(Lifecycle.Sunset, sunset.Text, sunset.Position)]
                : [],
        };
    }

    private static Promise<string>? LogicalType(CsvRow row)
    {
        if (row.Cell(CsvHeader.LogicalType) is not { } cell)
        {
            return null;
        }

        if (LogicalTypes.FirstOrDefault(t => t.Equals(cell.Text, StringComparison.OrdinalIgnoreCase)) is { } type)
        {
            return new Promise<string>(type, cell.Position);
        }

        row.Refuse(cell, CsvHeader.LogicalType, NearestName.Of(cell.Text, LogicalTypes) is { } near
            ? $"did you mean '{near}'?"
            : $"one of {string.Join(", ", LogicalTypes)}; a type of the database goes into '{CsvHeader.Type}'");
        return null;
    }

    private static AllowedValues? AllowedValues(CsvRow row)
    {
        if (row.Cell(CsvHeader.Values) is not { } cell)
        {
            return null;
        }

        ImmutableArray<string> values = [.. cell.Text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        if (values.IsEmpty)
        {
            row.Refuse(cell, CsvHeader.Values, "write the values with '|' between them");
        }

        return new AllowedValues(values, cell.Position);
    }
}
