using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts.Documents;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Reads Open Data Contract Standard v3.0.0 to v3.2.0, as strictly as its JSON Schemas.</summary>
public static partial class OdcsReader
{
    /// <summary>The format's entry in the catalogue.</summary>
    public static ContractFormat Format { get; } = new("ODCS", "apiVersion and kind", Recognises, Read);

    /// <summary>Reads a file; all its errors are reported at once.</summary>
    /// <param name="source">The file.</param>
    public static ContractReading Read(ContractSource source)
    {
        if (source.Mapping(out var failed) is not { } root)
        {
            return failed!;
        }

        if (Version(root, out var error) is not { } version)
        {
            return ContractReading.Failed([error!]);
        }

        var checker = new ShapeChecker(version.ForShapes());
        checker.Check(root, ValueKind.Object(RootShape.Value), "contract");
        checker.Errors.AddRange(OdcsNames.Duplicates(root));
        if (checker.Errors.Count > 0)
        {
            return ContractReading.Failed(checker.Errors);
        }

        var builder = new OdcsContract(root, version);
        var contract = builder.Build();
        return builder.Errors.Count > 0 ? ContractReading.Failed(builder.Errors) : ContractReading.Of(contract);
    }

    /// <summary>
    /// A file is ODCS when its kind or version says so, or its name. Kubernetes has both keys too, with other values.
    /// </summary>
    private static bool Recognises(ContractSource source) =>
        source.Document.Root is DocumentMapping root
        && (root.Text("kind") == "DataContract"
            || VersionLike().IsMatch(root.Text("apiVersion") ?? "")
            || OdcsFile().IsMatch(source.File));

    private static OdcsVersion? Version(DocumentMapping root, out ContractError? error)
    {
        var entry = root.Entry("apiVersion");
        var text = root.Text("apiVersion") ?? "";
        var version = OdcsVersions.Parse(text);
        error = version is not null ? null : new ContractError(
            entry?.Value.Position ?? root.Position,
            entry is null ? "the contract has no 'apiVersion'" : $"apiVersion '{text}' is not read; read are {OdcsVersions.Listed}",
            text.StartsWith("v2.", StringComparison.Ordinal) ? "raise the contract to v3: its tables move from 'dataset' to 'schema'"
                : OdcsVersions.Parse("v" + text) is not null ? $"write 'apiVersion: v{text}'"
                : $"write 'apiVersion: {OdcsVersion.V310.Text()}'");
        return version;
    }

    [GeneratedRegex(@"\Av?[23]\.[0-9]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionLike();

    [GeneratedRegex(@"\.odcs\.(?:ya?ml|json)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OdcsFile();
}
