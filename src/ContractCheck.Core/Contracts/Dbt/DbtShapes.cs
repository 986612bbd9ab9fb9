using System.Collections.Immutable;
using ContractCheck.Core.Contracts.Documents;
using static ContractCheck.Core.Contracts.Documents.Keys;

namespace ContractCheck.Core.Contracts.Dbt;

/// <summary>
/// The keys of dbt's property files. dbt's versions and packages add more, so only what looks misspelt is refused, and of the known ones
/// only those that promise something are looked into.
/// </summary>
internal static class DbtShapes
{
    private static readonly ValueKind Config = ValueKind.Object(Open("the config",
    [
        Key("enabled", new EitherKind(ValueKind.Scalar, null, null, "true or false")),
        Key("contract", Contract()),
        Key("meta", ValueKind.AnyMapping),
        .. Unread("alias", "schema", "database", "tags", "group", "access", "docs", "event_time", "freshness", "materialized", "severity", "where"),
    ]));

    private static readonly ValueKind Constraints = ValueKind.List(ValueKind.Object(Open("a constraint",
    [
        Must("type", ValueKind.Choice("not_null", "unique", "primary_key", "foreign_key", "check", "custom")),
        .. Texts("expression", "name", "to"),
        Key("columns", ValueKind.Texts),
        Key("to_columns", ValueKind.Texts),
        .. Unread("warn_unenforced", "warn_unsupported"),
    ])));

    private static readonly ValueKind Tests = ValueKind.List(
        new EitherKind(ValueKind.Text, null, ValueKind.AnyMapping, "the name of a test or a mapping"));

    private static readonly ImmutableArray<ShapeKey> Element =
    [
        Must("name", ValueKind.Text),
        Key("description", ValueKind.Scalar),
        Key("meta", ValueKind.AnyMapping),
        Key("config", Config),
        .. All(Tests, "tests", "data_tests"),
        .. Unread("tags", "docs"),
    ];

    private static readonly ValueKind Columns = ValueKind.List(ValueKind.Object(Open("a column",
    [
        .. Element,
        Key("data_type", ValueKind.Text),
        Key("constraints", Constraints),
        .. Unread("quote", "policy_tags", "granularity", "dimension", "entity", "databricks_tags", "column_mask"),
    ])));

    private static readonly ValueKind SourceTables = ValueKind.List(ValueKind.Object(Open("a source's table",
    [
        .. Element,
        Key("identifier", ValueKind.Text),
        Key("columns", Columns),
        Key("constraints", Constraints),
        .. Unread("loaded_at_field", "loaded_at_query", "freshness", "quoting", "external", "loader"),
    ])));

    private static readonly ValueKind Sources = ValueKind.List(ValueKind.Object(Open("a source",
    [
        .. Element,
        .. Texts("schema", "database", "loader"),
        Key("tables", SourceTables),
        .. Unread("loaded_at_field", "loaded_at_query", "freshness", "quoting", "overrides"),
    ])));

    private static readonly ValueKind Models = ValueKind.List(ValueKind.Object(Open("a model",
    [
        .. Element,
        Key("columns", Columns),
        Key("constraints", Constraints),
        Key("contract", Contract()),
        Key("deprecation_date", ValueKind.Scalar),
        .. Unread(
            "access", "agg_time_dimension", "alias", "derived_semantics", "group", "latest_version", "metrics", "primary_entity", "semantic_model",
            "time_spine", "versions"),
    ])));

    /// <summary>A property file.</summary>
    public static Shape Root { get; } = Open(
        "the dbt file",
        [
            Key("version", ValueKind.Scalar),
            Key("sources", Sources),
            Key("models", Models),
            .. Unread(
                "analyses", "anchors", "catalogs", "data_tests", "exposures", "functions", "groups", "macros", "metrics", "saved_queries", "seeds",
                "semantic_models", "snapshots", "tests", "unit_tests"),
        ]);

    private static ValueKind Contract() =>
        ValueKind.Object(Open("the contract", [Key("enforced", ValueKind.Truth), .. Unread("alias_types", "checksum")]));

    private static ImmutableArray<ShapeKey> Unread(params string[] names) => All(ValueKind.Anything, names);

    private static Shape Open(string name, ImmutableArray<ShapeKey> keys) => new(name, keys) { IsOpen = true };
}
