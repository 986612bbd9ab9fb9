using System.Collections.Immutable;
using ContractCheck.Core.Findings;
using ContractCheck.Core.Rendering.Sinks;
using ContractCheck.Core.Schema;

namespace ContractCheck.Core.Rendering.Html;

/// <summary>Texts for the page's data: made visible here, encoded for JSON by the serializer, written as text by the script.</summary>
internal static class VisibleTexts
{
    /// <summary>A stranger's text.</summary>
    public static string Of(string text) => VisibleText.Of(text);

    /// <summary>Strangers' texts, or null where there are none.</summary>
    public static ImmutableArray<string>? Of(IEnumerable<string> texts) => OrNull(texts.Select(VisibleText.Of));

    /// <summary>The things, or null where there are none: then they are left out of the data.</summary>
    public static ImmutableArray<T>? OrNull<T>(IEnumerable<T> things) => things.ToImmutableArray() is { IsEmpty: false } some ? some : null;

    /// <summary>A line, with a link where it is known where it can be read.</summary>
    public static PageDocument.PlaceMember Place(SourceLocation location, RevisionInfo? revision, string before = "") =>
        new(before + VisibleText.Of(location.ToString()), revision?.Source?.Of(location)?.AbsoluteUri);

    /// <summary>The address of a stranger, where a browser may be sent there; else null.</summary>
    public static Uri? Link(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" && link.UserInfo.Length == 0 ? link : null;
}
