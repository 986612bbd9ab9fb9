using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Takes the custom properties out of a mapping of the standard.</summary>
internal static class OdcsCustomProperties
{
    public static ImmutableArray<ContractCustomProperty> CustomProperties(this DocumentMapping mapping) =>
    [
        .. mapping.Mappings("customProperties")
            .Where(p => p.Text("property") is not null)
            .Select(p => new ContractCustomProperty(p.Text("property")!, p.Text("value") ?? Listed(p), p.Position)),
    ];

    private static string? Listed(DocumentMapping property) =>
        property.Items("value").OfType<DocumentScalar>().Select(v => v.Text).ToArray() is { Length: > 0 } texts ? string.Join(", ", texts) : null;
}
