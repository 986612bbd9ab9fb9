namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Finds the name that a misspelt one was probably meant to be.</summary>
internal static class NearestName
{
    /// <summary>The nearest of the known names, or null where none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known) =>
        name.Length > 60
            ? null
            // To compare costs; names of very different length are never near.
            : known.Where(k => Math.Abs(k.Length - name.Length) <= Math.Max(3, k.Length / 2))
                .Select(k => (Name: k, Distance: EditDistance.Between(Folded(name), Folded(k))))
                .Where(k => k.Distance <= Math.Max(1, Math.Min(name.Length, k.Name.Length) / 3))
                .OrderBy(k => k.Distance)
                .ThenBy(k => k.Name, StringComparer.Ordinal)
                .Select(k => k.Name)
                .FirstOrDefault();

    // Authors write physical_name and PhysicalName for physicalName.
    private static string Folded(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
