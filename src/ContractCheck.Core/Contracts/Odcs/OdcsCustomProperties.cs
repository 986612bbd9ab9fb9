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
            .Select(p => new ContractCustomProperty(p.Text("property")!, p.Text("value"), p.Position)),
    ];
}
