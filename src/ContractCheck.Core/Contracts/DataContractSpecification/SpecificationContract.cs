using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.DataContractSpecification;

/// <summary>Builds the model of a document that was checked against its shape.</summary>
internal sealed class SpecificationContract(DocumentMapping root, List<ContractError> errors)
{
    private static readonly string[] LevelValues = ["percentage", "period", "threshold", "interval", "time", "responseTime", "cron"];

    private readonly DocumentMapping info = root.Mapping("info")!;

    public Contract Build()
    {
        var models = new SpecificationModel(root, errors);
        return new Contract
        {
            Id = root.Text("id")!,
            Name = info.Text("title"),
            Version = info.TextPromise("version")!,
            Status = Status(),
            Format = $"Data Contract Specification {root.Text("dataContractSpecification")}",
            Position = root.Entry("id")!.Position,
            Description = info.Text("description"),
            Servers = [.. Named("servers").Select(Server)],
            Team = info.Entry("owner") is { Value: DocumentScalar owner } entry ? new ContractTeam { Name = owner.Text, Position = entry.Position } : null,
            Support = Support(),
            ServiceLevels = [.. Named("servicelevels").Concat(Named("serviceLevels")).Select(ServiceLevel)],
            Tags = root.TextsOf("tags"),
            Tables = [.. Named("models").Select(models.Build)],
        };
    }

    private ImmutableArray<DocumentEntry> Named(string key) => root.Mapping(key)?.Entries ?? [];

    // What the specification calls a contract that nobody may rely on yet.
    private string? Status() => info.Text("status") is { } status && status.Equals("in development", StringComparison.OrdinalIgnoreCase)
        ? "draft"
        : info.Text("status");

    private ImmutableArray<ContractSupport> Support() =>
        info.Mapping("contact") is { } contact && (contact.Text("name") ?? contact.Text("email") ?? contact.Text("url")) is { } channel
            ? [new ContractSupport(channel, contact.Text("email") is null ? null : "email", contact.Text("url") ?? contact.Text("email"), null)]
            : [];

    private static ContractServer Server(DocumentEntry entry)
    {
        var server = (DocumentMapping)entry.Value;
        return new ContractServer
        {
            Name = entry.Key,
            Type = server.Text("type")!,
            Environment = server.Text("environment"),
            Host = server.Text("host"),
            Port = server.Text("port"),
            Account = server.Text("account"),
            ServiceName = server.Text("serviceName"),
            Database = server.Text("database") ?? server.Text("catalog") ?? server.Text("project"),
            Schema = server.Text("schema") ?? server.Text("dataset"),
            Position = entry.Position,
        };
    }

    private static ContractServiceLevel ServiceLevel(DocumentEntry entry)
    {
        var level = (DocumentMapping)entry.Value;
        return new ContractServiceLevel(
            entry.Key, LevelValues.Select(level.Text).FirstOrDefault(v => v is not null), null, level.Text("timestampField"), entry.Position);
    }
}
