using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>The versions of the standard that are read, oldest first.</summary>
internal enum OdcsVersion
{
    V300,
    V301,
    V302,
    V310,
    V320,
}

/// <summary>Names of the versions.</summary>
internal static class OdcsVersions
{
    private static readonly ImmutableArray<string> Names = ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0", "v3.2.0"];

    public static string Listed => string.Join(", ", Names);

    /// <summary>The name as <c>apiVersion</c> writes it.</summary>
    public static string Text(this OdcsVersion version) => Names[(int)version];

    public static FormatVersion ForShapes(this OdcsVersion version) => new("ODCS", "apiVersion", Names, (int)version);

    public static OdcsVersion? Parse(string apiVersion)
    {
        var index = Names.IndexOf(apiVersion);
        return index < 0 ? null : (OdcsVersion)index;
    }
}
