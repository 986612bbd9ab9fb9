using System.Collections.Immutable;
using System.Globalization;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Takes values out of mappings that were checked against their shape.</summary>
internal static class NodeValues
{
    public static string? Text(this DocumentMapping mapping, string key) =>
        mapping[key] is DocumentScalar { Type: not ScalarType.Null } scalar ? scalar.Text : null;

    public static Promise<string>? TextPromise(this DocumentMapping mapping, string key) =>
        mapping.Entry(key) is { Value: DocumentScalar { Type: not ScalarType.Null } scalar } entry
            ? new Promise<string>(scalar.Text, entry.Position)
            : null;

    public static Promise<bool>? TruthPromise(this DocumentMapping mapping, string key) =>
        mapping.Entry(key) is { Value: DocumentScalar { Type: ScalarType.Truth } scalar } entry
            ? new Promise<bool>(scalar.Text == "true", entry.Position)
            : null;

    public static Promise<int>? WholePromise(this DocumentMapping mapping, string key) =>
        mapping.Entry(key) is { Value: DocumentScalar { Type: ScalarType.Whole } scalar } entry
            ? new Promise<int>(int.Parse(scalar.Text, CultureInfo.InvariantCulture), entry.Position)
            : null;

    public static DocumentMapping? Mapping(this DocumentMapping mapping, string key) => mapping[key] as DocumentMapping;

    public static IEnumerable<DocumentNode> Items(this DocumentMapping mapping, string key) =>
        mapping[key] is DocumentSequence sequence ? sequence.Items : [];

    public static IEnumerable<DocumentMapping> Mappings(this DocumentMapping mapping, string key) =>
        mapping.Items(key).OfType<DocumentMapping>();

    /// <summary>The texts of a list; NULLs, lists and mappings left out.</summary>
    public static ImmutableArray<string> TextsOf(this DocumentMapping mapping, string key) =>
        [.. mapping.Items(key).OfType<DocumentScalar>().Where(s => s.Type is not ScalarType.Null).Select(s => s.Text)];
}
