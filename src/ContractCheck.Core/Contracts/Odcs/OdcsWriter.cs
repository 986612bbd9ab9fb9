using System.Collections.Immutable;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Writes contracts that promise what the models give today.</summary>
public static class OdcsWriter
{
    /// <summary>The custom property that says in which dialect the physical types are written.</summary>
    public const string DialectProperty = "sqlDialect";

    /// <summary>
    /// Writes an ODCS v3.1.0 contract as YAML. The schema that it is written from keeps every promise of it, and
    /// <see cref="OdcsReader"/> reads it back. The same input gives the same text.
    /// </summary>
    /// <param name="id">Identity of the contract.</param>
    /// <param name="name">Name for people, or null.</param>
    /// <param name="tables">
    /// The tables to promise, in any order. Of several with one name the first counts, as in <see cref="DatabaseSchema"/>.
    /// </param>
    /// <param name="dialect">SQLAlchemy's name of the dialect of the type texts.</param>
    public static string Write(string id, string? name, IEnumerable<Table> tables, string dialect)
    {
        var sorted = tables.DistinctBy(t => t.Name).OrderBy(t => t.Name).ToImmutableArray();
        var names = WrittenNames.For(sorted);
        return YamlText.Of(yaml =>
        {
            yaml.Text("apiVersion", OdcsVersion.V310.Text());
            yaml.Text("kind", "DataContract");
            yaml.Text("id", id);
            yaml.Text("name", name);
            yaml.Text("version", "1.0.0");
            yaml.Text("status", "active");
            yaml.List("schema", sorted, table => OdcsTableWriter.Write(yaml, table, names));
            yaml.List("customProperties", [dialect], value =>
            {
                yaml.Text("property", DialectProperty);
                yaml.Text("value", value);
            });
        });
    }
}
