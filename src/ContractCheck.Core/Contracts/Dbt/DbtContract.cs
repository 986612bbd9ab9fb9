using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>Builds the model of a file that was checked against its shape.</summary>
internal sealed class DbtContract(string file, DocumentMapping root, List<ContractError> errors)
{
    /// <summary>The contract, or null where nothing in the file promises anything.</summary>
    public Contract? Build()
    {
        ImmutableArray<DocumentMapping> sources = [.. root.Mappings("sources").Where(s => !DbtMeta.IsDisabled(s))];
        ImmutableArray<DocumentMapping> models = [.. root.Mappings("models").Where(m => !DbtMeta.IsDisabled(m) && IsEnforced(m))];
        ImmutableArray<DbtRelation> relations = [.. sources.SelectMany(Tables), .. models.Select(Model)];
        if (relations.IsEmpty)
        {
            return null;
        }

        errors.AddRange(Twice(relations));
        var references = new DbtReferences(relations);
        ImmutableArray<DocumentMapping> facts = [.. sources, .. models];
        var id = Single(facts, DbtMeta.Id);
        return new Contract
        {
            Id = id?.Text ?? Path.ChangeExtension(file, null),
            Version = Single(facts, DbtMeta.Version) is { } version
                ? new Promise<string>(version.Text, version.Position)
                : new Promise<string>(Contract.Unversioned, root.Position),
            Status = Single(facts, DbtMeta.Status)?.Text,
            Format = "dbt",
            Position = id?.Position ?? root.Position,
            Team = Team(facts),
            Tables = [.. relations.Select(r => DbtTable.Build(r, references, errors))],
        };
    }

    private static bool IsEnforced(DocumentMapping model) =>
        new[] { model.Mapping("config")?.Mapping("contract"), model.Mapping("contract") }
            .Any(c => c?["enforced"] is DocumentScalar { Type: ScalarType.Truth, Text: "true" });

    private IEnumerable<DbtRelation> Tables(DocumentMapping source)
    {
        var name = source.Text("name")!;
        var schema = source.Text("schema") ?? name;
        return source.Mappings("tables").Where(t => !DbtMeta.IsDisabled(t)).Select(table =>
        {
            var identifier = table["identifier"] ?? table["name"]!;
            return new DbtRelation(
                table, name, table.Text("name")!, new TableName(DbtText.IsTemplate(schema) ? null : schema, Name(identifier)));
        });
    }

    // A model's schema depends on who runs dbt where.
    private DbtRelation Model(DocumentMapping model)
    {
        var alias = model.Mapping("config")?["alias"] ?? model["alias"];
        return new DbtRelation(model, null, model.Text("name")!, new TableName(null, Name(alias is DocumentScalar ? alias : model["name"]!)));
    }

    private string Name(DocumentNode node)
    {
        var name = ((DocumentScalar)node).Text;
        if (DbtText.IsTemplate(name))
        {
            errors.Add(DbtTable.Unknown(node, name));
        }

        return name;
    }

    private DocumentScalar? Single(ImmutableArray<DocumentMapping> nodes, string key)
    {
        var all = nodes.Select(n => DbtMeta.Fact(n, key)).OfType<DocumentScalar>().ToImmutableArray();
        errors.AddRange(all.Where(f => f.Text != all[0].Text).Select(f => new ContractError(
            f.Position, $"the {key} '{f.Text}' beside '{all[0].Text}' in line {all[0].Position.Line}", "keep one contract per file")));
        return all.FirstOrDefault();
    }

    private static ContractTeam? Team(ImmutableArray<DocumentMapping> nodes)
    {
        var owners = nodes.Select(n => DbtMeta.Fact(n, DbtMeta.Owner)).OfType<DocumentScalar>().DistinctBy(o => o.Text, StringComparer.Ordinal).ToImmutableArray();
        return owners.IsEmpty ? null : new ContractTeam { Name = string.Join(", ", owners.Select(o => o.Text)), Position = owners[0].Position };
    }

    private static IEnumerable<ContractError> Twice(ImmutableArray<DbtRelation> relations) =>
        relations.GroupBy(r => r.LookupName)
            .SelectMany(same => same.Skip(1).Select(r => new ContractError(
                r.Node.Position, $"the table '{same.Key}' is described twice", $"it is first described in line {same.First().Node.Position.Line}")));
}
