using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;
using static ContractCheck.Core.Contracts.Odcs.OdcsKeys;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Servers: common keys, and for each type its own.</summary>
internal static partial class ServerShapes
{
    private static readonly ValueKind OldFormat = ValueKind.Choice("parquet", "delta", "json", "csv");
    private static readonly ValueKind OldDelimiter = ValueKind.Choice("new_line", "array");

    private static readonly SortedDictionary<string, ImmutableArray<ShapeKey>> ByType = new(StringComparer.Ordinal)
    {
        ["api"] = Of("location!"),
        ["athena"] =
        [
            .. Of("schema! catalog regionName"),

            // The schemas of v3.0.0 and v3.0.1 demand 'staging_dir', which they do not describe.
            Until(OdcsVersion.V301, Key("stagingDir", ValueKind.Text)),
            Since(OdcsVersion.V302, Until(OdcsVersion.V310, Must("stagingDir", ValueKind.Text))),
            Since(OdcsVersion.V320, Key("stagingDir", ValueKind.Text)),
            Since(OdcsVersion.V320, Key("workgroup", ValueKind.Text)),
        ],
        ["azure"] = [.. Of("location!"), .. RequiredFormat(), .. Changed("delimiter", OldDelimiter, ValueKind.Text)],
        ["bigquery"] = Of("project! dataset!"),
        ["clickhouse"] = Of("host! port#! database!"),
        ["cloudsql"] = Of("host! port#! database! schema!"),
        ["custom"] =
        [
            .. Of("account catalog database dataset delimiter endpointUrl format host location path port# project region regionName"),
            .. Of("schema serviceName stagingDir warehouse"),
            Since(OdcsVersion.V310, Key("stream", ValueKind.Text)),
        ],
        ["databricks"] = Of("host catalog! schema!"),
        ["db2"] = Of("host! port#! database! schema"),
        ["denodo"] = Of("host! port#! database"),
        ["dremio"] = Of("host! port#! schema"),
        ["duckdb"] = Of("database! schema"),
        ["glue"] = Of("account! database! location format"),
        ["hive"] = Of("host! port# database!"),
        ["impala"] = Of("host! port# database!"),
        ["informix"] = Of("host! port# database!"),
        ["kafka"] = Of("host! format"),
        ["kinesis"] = Of("region format"),
        ["local"] = Of("path! format!"),
        ["mysql"] = Of("host! port#! database!"),
        ["oracle"] = Of("host! port#! serviceName!"),
        ["postgres"] = Of("host! port#! database! schema!"),
        ["postgresql"] = Of("host! port#! database! schema!"),
        ["presto"] = Of("host! catalog schema"),
        ["pubsub"] = Of("project!"),
        ["redshift"] = Of("host database! schema! region account"),
        ["s3"] = [.. Of("location! endpointUrl"), .. Files()],
        ["sftp"] = [Must("location", new TextKind(SftpPattern(), "begin it with sftp://")), .. Files()],
        ["snowflake"] = Of("host port# account! database! schema! warehouse"),
        ["sqlserver"] = Of("host! port# database! schema!"),
        ["synapse"] = Of("host! port#! database!"),
        ["trino"] = Of("host! port#! catalog! schema!"),
        ["vertica"] = Of("host! port#! database! schema!"),
        ["zen"] = Of("host! port# database!"),
    };

    private static readonly string[] NewTypes = ["hive", "impala", "zen"];

    public static ValueKind Servers { get; } = ValueKind.List(ValueKind.Object(new Shape(
        "a server",
        [
            Id(),
            Must("server", ValueKind.Text),
            Must("type", Types()),
            .. Texts("description", "environment"),
            Key("roles", CommonShapes.Roles),
            Key("customProperties", CommonShapes.CustomProperties),
        ])
    {
        // Where data is served is no promise about its schema, and real contracts say more of it than the standard lists (decision 9).
        IsOpen = true,
        More = (server, _) => server["type"] is DocumentScalar type && ByType.TryGetValue(type.Text, out var keys) ? keys : [],
    }));

    private static ChoiceKind Types() =>
        ValueKind.Choice([.. ByType.Keys.Except(NewTypes, StringComparer.Ordinal)])
            .And((int)OdcsVersion.V310, NewTypes);

    private static ImmutableArray<ShapeKey> Files() =>
        [.. Changed("format", OldFormat, ValueKind.Text), .. Changed("delimiter", OldDelimiter, ValueKind.Text)];

    private static IEnumerable<ShapeKey> RequiredFormat() =>
        Changed("format", OldFormat, ValueKind.Text).Select(k => k with { Required = true });

    /// <summary>Keys in a short notation: <c>#</c> marks integers, <c>!</c> what must be there.</summary>
    private static ImmutableArray<ShapeKey> Of(string keys) =>
    [
        .. keys.Split(' ').Select(k => new ShapeKey(
            k.TrimEnd('!', '#'), k.Contains('#', StringComparison.Ordinal) ? ValueKind.Whole : ValueKind.Text)
        {
            Required = k.EndsWith('!'),
        }),
    ];

    [GeneratedRegex(@"\Asftp://", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SftpPattern();
}
