namespace ContractCheck.Core.Configuration;

/// <summary>Trailers of commit messages: lines <c>Name: value</c> of their last paragraph.</summary>
public static class CommitTrailer
{
    /// <summary>Whether git takes it for a trailer's name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= 60 && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    /// <summary>The value of that trailer, or null where the message has none or an empty one.</summary>
    /// <param name="message">The message.</param>
    /// <param name="name">The trailer's name; case is ignored.</param>
    public static string? Find(string message, string name)
    {
        var paragraphs = message.ReplaceLineEndings("\n").TrimEnd().Split("\n\n");
        return paragraphs.Length < 2
            ? null
            : paragraphs[^1].Split('\n')
                .Select(line => line.Split(':', 2))
                .Where(parts => parts.Length == 2 && string.Equals(parts[0], name, StringComparison.OrdinalIgnoreCase))
                .Select(parts => parts[1].Trim())
                .FirstOrDefault(value => value.Length > 0);
    }
}
