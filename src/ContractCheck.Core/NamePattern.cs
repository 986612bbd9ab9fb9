using System.IO.Enumeration;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core;

/// <summary>Names with <c>*</c> and <c>?</c> for any letters, as waivers and the configuration write them.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name fits; case is ignored.</summary>
    public static bool Fits(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    /// <summary>Whether a table fits, with or without its schema.</summary>
    public static bool Fits(string pattern, TableName table) => Fits(pattern, table.ToString()) || Fits(pattern, table.Name);
}
