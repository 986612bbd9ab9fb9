using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Builds the model of a document that was checked against its shape.</summary>
internal sealed class OdcsContract(DocumentMapping root, OdcsVersion version)
{
    public List<ContractError> Errors { get; } = [];

    public Contract Build()
    {
        var names = new OdcsNaming(root);
        return new Contract
        {
            Id = root.Text("id")!,
            Name = root.Text("name"),
            Version = root.TextPromise("version")!,
            Status = root.Text("status"),
            Format = $"ODCS {version.Text()}",
            Position = root.Entry("id")!.Position,
            Description = root.Mapping("description")?.Text("purpose"),
            Domain = root.Text("domain"),
            Servers = [.. root.Mappings("servers").Select(Server)],
            Team = Team(),
            Support =
            [
                .. root.Mappings("support").Select(s =>
                    new ContractSupport(s.Text("channel")!, s.Text("tool"), s.Text("url"), s.Text("scope"))),
            ],
            ServiceLevels =
            [
                .. root.Mappings("slaProperties").Select(s =>
                    new ContractServiceLevel(s.Text("property")!, s.Text("value"), s.Text("unit"), s.Text("element"), s.Position)),
            ],
            Tags = root.TextsOf("tags"),
            Tables = [.. root.Mappings("schema").Select(t => OdcsTable.Build(t, names, Errors))],
            CustomProperties = root.CustomProperties(),
        };
    }

    private static ContractServer Server(DocumentMapping server) => new()
    {
        Name = server.Text("server")!,
        Type = server.Text("type")!,
        Environment = server.Text("environment"),
        Host = server.Text("host"),
        Port = server.Text("port"),
        Account = server.Text("account"),
        ServiceName = server.Text("serviceName"),
        Database = server.Text("database") ?? server.Text("catalog") ?? server.Text("project"),
        Schema = server.Text("schema") ?? server.Text("dataset"),
        Position = server.Position,
    };

    private ContractTeam? Team() => root.Entry("team") switch
    {
        { Value: DocumentMapping team } entry => new ContractTeam
        {
            Name = team.Text("name"),
            Members = [.. team.Mappings("members").Select(Member)],
            Position = entry.Position,
        },
        { Value: DocumentSequence members } entry => new ContractTeam
        {
            Members = [.. members.Items.OfType<DocumentMapping>().Select(Member)],
            Position = entry.Position,
        },
        _ => null,
    };

    private static ContractMember Member(DocumentMapping member) =>
        new(member.Text("username"), member.Text("name"), member.Text("role"), member.Text("dateOut"));
}
