namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Bounds on documents, which may come from an untrusted pull request.</summary>
public static class DocumentLimits
{
    /// <summary>Deepest nesting of mappings and lists.</summary>
    public const int Depth = 32;

    /// <summary>Most parser events (a scalar is one, a mapping or list two).</summary>
    public const int Events = 1_000_000;

    /// <summary>Errors after which parsing stops.</summary>
    public const int Errors = 100;

    internal static string DepthMessage { get; } = $"nested deeper than {Depth} levels";

    internal static string EventsMessage { get; } = $"more than {Events:N0} values";
}
