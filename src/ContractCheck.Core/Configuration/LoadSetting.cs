using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Contracts;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Configuration;

/// <summary>How a load into the warehouse names what it copies.</summary>
/// <param name="Models">Which tables of the models it copies, <c>*</c> and <c>?</c> allowed.</param>
/// <param name="Database">The database that it copies to, or null for any.</param>
/// <param name="Schema">The schema that it copies to, or null for any.</param>
/// <param name="Name">The name that it gives a table: <c>{table}</c> and <c>{schema}</c> stand for those of the models.</param>
public sealed record LoadSetting(string Models, string? Database, string? Schema, string Name)
{
    private const string Upper = "upper";
    private const string Lower = "lower";
    private const string TablePlace = "{table}";
    private const string SchemaPlace = "{schema}";

    private static readonly RecordList Loads = new(
        "a load", new("models"), new("database"), new("schema"), new("name"), new("case") { Values = [Upper, Lower] });

    /// <summary>Whether names are copied in capital or small letters; null leaves them as they are.</summary>
    public string? Case { get; init; }

    /// <summary>The shape of the list.</summary>
    internal static SettingShape Shape => Loads.Shape;

    /// <summary>Whether it copies to there.</summary>
    public bool LeadsTo(string? database, string? schema) => Fits(Database, database) && Fits(Schema, schema);

    /// <summary>Whether it copies the table to that name. Case counts only where the name's does.</summary>
    public bool Names(TableName table, string identifier, bool isQuoted)
    {
        var name = Name.Replace(TablePlace, table.Name, StringComparison.Ordinal).Replace(SchemaPlace, table.Schema ?? "public", StringComparison.Ordinal);
        var cased = Case switch { Upper => name.ToUpperInvariant(), Lower => name.ToLowerInvariant(), _ => name };
        return NamePattern.Fits(Models, table) && string.Equals(cased, identifier, isQuoted ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the list; what is wrong is added to the errors.</summary>
    internal static ImmutableArray<LoadSetting> Read(DocumentNode node, ICollection<ContractError> errors) => Loads.Read(node, errors, record =>
    {
        var name = record["name"] ?? TablePlace;
        return record.Require(name.Contains(TablePlace, StringComparison.Ordinal), $"'name' of a load must hold {TablePlace}, not only '{name}'")
            ? new LoadSetting(record["models"] ?? "*", record["database"], record["schema"], name) { Case = record["case"] }
            : null;
    });

    private static bool Fits(string? pattern, string? name) => pattern is null || (name is not null && NamePattern.Fits(pattern, name));
}
