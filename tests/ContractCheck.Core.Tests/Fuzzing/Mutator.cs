using System.Globalization;
using System.Text;

namespace ContractCheck.Core.Tests.Fuzzing;

#pragma warning disable CA5394 // The texts must be the same for the same seed, and are no secret.
/// <summary>Makes many texts out of a few real ones. The same seed gives the same text.</summary>
internal sealed class Mutator(IReadOnlyList<string> seeds)
{
    private static readonly string[] Hostile =
    [
        "\n", "\0", "\u001b[31m", "\u202e", "\u200b", "\ud800", "::error::x", "##vso[task.complete]", "##[error]", "|", "`", "<script>", "@everyone", "&a ", "*a", "<<: ", "!!x ",
        "{", "}", "[", "]", "\"", "'", ": ", "- ", "#", "---\n", "...\n", "\t", "  ", ",", "null", "true", "-1", "0", "1e999", "99999999999999999999", "~", "?", "%", "\\u0000", "\r\n",
        "\uFEFF", "é", "𝄞", "=cmd|' /C calc'!A0", "../../etc/passwd", "name: name", "schema:\n", "\"a\": 1,",
    ];

    /// <summary>Seed and number of texts: CONTRACTCHECK_FUZZ and CONTRACTCHECK_FUZZ_SEED, or few of a fixed seed.</summary>
    public static IEnumerable<int> Seeds()
    {
        var count = Number("CONTRACTCHECK_FUZZ", 400);
        return Enumerable.Range(Number("CONTRACTCHECK_FUZZ_SEED", 1), count);
    }

    /// <summary>A text for a seed.</summary>
    public string Text(int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(seeds[random.Next(seeds.Count)]);
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            Mutate(text, random);
        }

        return text.ToString();
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private void Mutate(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 40), text.Length - at);
        switch (random.Next(7))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(at, text.ToString(at, length));
                break;
            case 2:
                text.Insert(at, Hostile[random.Next(Hostile.Length)]);
                break;
            case 3 when length > 0:
                text[at] = (char)random.Next(1, 0x2100);
                break;
            case 4:
                text.Length = at;
                break;
            case 5:
                var other = seeds[random.Next(seeds.Count)];
                text.Insert(at, other.AsSpan(random.Next(other.Length)));
                break;
            default:
                text.Insert(at, Hostile[random.Next(Hostile.Length)], random.Next(1, 50));
                break;
        }
    }
}
