using System.Collections.Immutable;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Configuration;

/// <summary>A member of a mapping in a list of the configuration.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Required">Whether it has to be there.</param>
public sealed record RecordMember(string Name, bool Required = false)
{
    /// <summary>The values of a choice; empty for any text.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>Whether its value is a day.</summary>
    public bool IsDay { get; init; }
}

/// <summary>A list of mappings of texts, as waivers, renames and severities are: one reader, one shape of errors.</summary>
/// <param name="what">What an item is called, with its article: <c>a waiver</c>.</param>
/// <param name="members">Its members, in the order of the documentation.</param>
internal sealed class RecordList(string what, params ImmutableArray<RecordMember> members)
{
    /// <summary>The shape of the list.</summary>
    public SettingShape Shape => new(IsList: true, [], null) { Members = members };

    /// <summary>Reads the items that have no error; what is wrong with the others is added to the errors.</summary>
    /// <param name="node">The list.</param>
    /// <param name="errors">Where errors go.</param>
    /// <param name="make">Makes an item; null where it has added an error itself.</param>
    public ImmutableArray<T> Read<T>(DocumentNode node, ICollection<ContractError> errors, Func<Record, T?> make)
        where T : class
    {
        if (node is DocumentScalar { Type: ScalarType.Null })
        {
            return [];
        }

        if (node is not DocumentSequence list)
        {
            errors.Add(new ContractError(node.Position, $"this must be a list, each item {what} with {Listed}"));
            return [];
        }

        return [.. list.Items.Select(item => ReadOne(item, errors) is { } record ? make(record) : null).OfType<T>()];
    }

    private string Listed => string.Join(", ", members.Select(m => $"'{m.Name}'"));

    private Record? ReadOne(DocumentNode node, ICollection<ContractError> errors)
    {
        if (node is not DocumentMapping mapping)
        {
            errors.Add(new ContractError(node.Position, $"{what} must be a mapping with {Listed}"));
            return null;
        }

        var before = errors.Count;
        var record = new Record(mapping.Position, errors);
        foreach (var entry in mapping.Entries)
        {
            if (members.FirstOrDefault(m => m.Name == entry.Key) is not { } member)
            {
                errors.Add(new ContractError(entry.Position, $"{what} has no '{entry.Key}'", $"known are {string.Join(", ", members.Select(m => m.Name))}"));
            }
            else if (entry.Value is not DocumentScalar { Type: not ScalarType.Null, Text.Length: > 0 } scalar)
            {
                errors.Add(new ContractError(entry.Value.Position, $"'{entry.Key}' of {what} must be a text"));
            }
            else if (!member.Values.IsEmpty && !member.Values.Contains(scalar.Text, StringComparer.Ordinal))
            {
                errors.Add(new ContractError(entry.Value.Position, $"'{entry.Key}' of {what} must be one of {string.Join(", ", member.Values)}, not '{scalar.Text}'"));
            }
            else if (member.IsDay && Day.Read(scalar.Text) is null)
            {
                errors.Add(new ContractError(entry.Value.Position, $"'{entry.Key}' of {what} must be a day such as 2027-03-31, not '{scalar.Text}'"));
            }
            else
            {
                record.Values[entry.Key] = scalar.Text;
            }
        }

        foreach (var member in members.Where(m => m.Required && mapping.Entry(m.Name) is null))
        {
            errors.Add(new ContractError(mapping.Position, $"{what} needs '{member.Name}'"));
        }

        return errors.Count > before ? null : record;
    }

    /// <summary>An item whose members are what they must be.</summary>
    /// <param name="position">Where it is written.</param>
    /// <param name="errors">Where errors go.</param>
    public sealed class Record(ContractPosition position, ICollection<ContractError> errors)
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public ContractPosition Position { get; } = position;

        public string? this[string name] => Values.GetValueOrDefault(name);

        public DateOnly? DayOf(string name) => this[name] is { } text ? Day.Read(text) : null;

        /// <summary>Adds an error where something does not hold, and tells whether it does.</summary>
        public bool Require(bool holds, string message, string? hint = null)
        {
            if (!holds)
            {
                errors.Add(new ContractError(Position, message, hint));
            }

            return holds;
        }
    }
}
