using ContractCheck.Core.Configuration;
using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;

namespace ContractCheck.Engine;

/// <summary>The configuration's limits, with the defaults where it says nothing.</summary>
internal static class Limits
{
    private const long MiB = 1024 * 1024;

    /// <summary>What reading the models of one revision may use.</summary>
    public static ExtractionLimits OfExtraction(CheckConfiguration configuration)
    {
        var limits = new ExtractionLimits();
        return new ExtractionLimits
        {
            Seconds = configuration.Seconds ?? limits.Seconds,
            MemoryBytes = configuration.MemoryMiB * MiB ?? limits.MemoryBytes,
            ResultBytes = configuration.ResultMiB * MiB ?? limits.ResultBytes,
            LogBytes = configuration.LogMiB * MiB ?? limits.LogBytes,
        };
    }

    /// <summary>How much of one revision is written for its models to be read.</summary>
    public static SnapshotLimits OfFiles(CheckConfiguration configuration)
    {
        var limits = SnapshotLimits.Default;
        return limits with { Files = configuration.Files ?? limits.Files, TotalBytes = configuration.FilesMiB * MiB ?? limits.TotalBytes };
    }
}
