using System.Collections.Immutable;
using System.Text;

namespace ContractCheck.Core.Diffing;

/// <summary>The stable names of <see cref="ChangeKind"/>, as the rule catalogue spells them.</summary>
public static class ChangeKinds
{
    private static readonly ImmutableDictionary<ChangeKind, string> Names =
        Enum.GetValues<ChangeKind>().ToImmutableDictionary(kind => kind, kind => Kebab(kind.ToString()));

    /// <summary>Such as <c>column-removed</c>.</summary>
    public static string Name(ChangeKind kind) => Names[kind];

    /// <summary>Whether readers no longer find the whole table after it.</summary>
    public static bool IsOfTable(ChangeKind kind) => kind is ChangeKind.TableRemoved or ChangeKind.TableRenamed or ChangeKind.TableSchemaMoved;

    private static string Kebab(string pascal)
    {
        var text = new StringBuilder();
        foreach (var letter in pascal)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
