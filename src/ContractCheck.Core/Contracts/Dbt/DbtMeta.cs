using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>What an author wrote into <c>meta</c> or <c>config.meta</c>, dbt's places for facts of one's own.</summary>
internal static class DbtMeta
{
    public const string Owner = "owner";
    public const string Id = "contract_id";
    public const string Version = "contract_version";
    public const string Status = "contract_status";

    public static DocumentScalar? Fact(DocumentMapping node, string key) =>
        Facts(node).FirstOrDefault(e => e.Key == key)?.Value as DocumentScalar;

    public static ImmutableArray<ContractCustomProperty> CustomProperties(DocumentMapping node) =>
    [
        .. Facts(node).Where(e => e.Value is DocumentScalar)
            .Select(e => new ContractCustomProperty(e.Key, ((DocumentScalar)e.Value).Text, e.Value.Position)),
    ];

    /// <summary>Whether dbt leaves the node out.</summary>
    public static bool IsDisabled(DocumentMapping node) => node.Mapping("config")?["enabled"] is DocumentScalar { Type: ScalarType.Truth, Text: "false" };

    private static IEnumerable<DocumentEntry> Facts(DocumentMapping node) =>
        (node.Mapping("config")?.Mapping("meta")?.Entries ?? []).Concat(node.Mapping("meta")?.Entries ?? []);
}
