using ContractCheck.Core.Findings;
using ContractCheck.Core.Lineage;
using ContractCheck.Core.Schema;

namespace ContractCheck.Page.Tests;

/// <summary>A shop whose orders are loaded into a warehouse, and who uses them.</summary>
internal static class SampleLineage
{
    public const string Orders = "table.orders";

    public static LineageGraph Graph { get; } = new(
        [
            new LineageNode { Id = Orders, Kind = NodeKind.Table, Name = "orders", Relation = "orders", Columns = ["id", "customer_id", "currency", "total", "legacy_code", "placed_at"] },
            new LineageNode { Id = "table.customers", Kind = NodeKind.Table, Name = "customers", Relation = "customers", Columns = ["id", "email", "name"] },
            Source("orders", "id", "customer_id", "currency", "total", "legacy_code", "placed_at"),
            Source("customers", "id", "email", "name"),
            Model("stg_orders", "order_id", "customer_id", "currency", "amount", "legacy_code", "placed_on"),
            Model("stg_customers", "customer_id", "email", "name"),
            Model("fct_orders", "order_id", "customer_id", "customer_name", "amount_eur", "placed_on"),
            Model("fct_revenue_by_month", "month", "revenue_eur", "orders"),
            Model("dim_customers", "customer_id", "email", "name", "lifetime_value"),
            Model("rpt_churn", "customer_id", "score") with { Unresolved = "the model is written in Python" },
            new LineageNode { Id = "metric.revenue", Kind = NodeKind.Metric, Name = "revenue", Project = "warehouse", Columns = [] },
            new LineageNode
            {
                Id = "exposure.cfo", Kind = NodeKind.Exposure, Type = "dashboard", Name = "CFO monthly dashboard", Project = "warehouse", Maturity = "high",
                Owners = [new Owner("Finance", "finance@example.com")], Url = "https://bi.example.com/cfo", File = "models/exposures.yml",
            },
            new LineageNode { Id = "exposure.ml", Kind = NodeKind.Exposure, Type = "notebook", Name = "Churn notebook", Maturity = "low", Owners = [new Owner("Data science", "#data-science")] },
            new LineageNode { Id = "consumer.crm", Kind = NodeKind.Consumer, Type = "reverse ETL", Name = "CRM sync", Owners = [new Owner("Sales operations", null)], Url = "javascript:alert(1)" },
        ],
        [
            .. new[] { "id", "customer_id", "currency", "total", "legacy_code", "placed_at" }.Select(c => Value(Orders, c, "source.orders", c)),
            .. new[] { "id", "email", "name" }.Select(c => Value("table.customers", c, "source.customers", c)),
            Value("source.orders", "id", "stg_orders", "order_id"), Value("source.orders", "customer_id", "stg_orders", "customer_id"),
            Value("source.orders", "currency", "stg_orders", "currency"), Value("source.orders", "total", "stg_orders", "amount"),
            Value("source.orders", "legacy_code", "stg_orders", "legacy_code"), Value("source.orders", "placed_at", "stg_orders", "placed_on"),
            Value("source.customers", "id", "stg_customers", "customer_id"), Value("source.customers", "email", "stg_customers", "email"), Value("source.customers", "name", "stg_customers", "name"),
            Value("stg_orders", "order_id", "fct_orders", "order_id"), Value("stg_orders", "customer_id", "fct_orders", "customer_id"), Value("stg_customers", "name", "fct_orders", "customer_name"),
            Value("stg_orders", "amount", "fct_orders", "amount_eur"), Value("stg_orders", "currency", "fct_orders", "amount_eur"), Value("stg_orders", "placed_on", "fct_orders", "placed_on"),
            new LineageEdge("stg_orders", "legacy_code", "fct_orders", null, EdgeKind.Rows), new LineageEdge("stg_orders", null, "fct_orders", null, EdgeKind.Reads),
            Value("fct_orders", "placed_on", "fct_revenue_by_month", "month"), Value("fct_orders", "amount_eur", "fct_revenue_by_month", "revenue_eur"), Value("fct_orders", "order_id", "fct_revenue_by_month", "orders"),
            new LineageEdge("fct_orders", null, "fct_revenue_by_month", null, EdgeKind.Reads),
            Value("stg_customers", "customer_id", "dim_customers", "customer_id"), Value("stg_customers", "email", "dim_customers", "email"), Value("stg_customers", "name", "dim_customers", "name"),
            Value("fct_orders", "amount_eur", "dim_customers", "lifetime_value"),
            new LineageEdge("dim_customers", null, "rpt_churn", null, EdgeKind.Whole),
            new LineageEdge("fct_revenue_by_month", "revenue_eur", "metric.revenue", null, EdgeKind.Value), new LineageEdge("fct_revenue_by_month", "revenue_eur", "exposure.cfo", null, EdgeKind.Value),
            new LineageEdge("metric.revenue", null, "exposure.cfo", null, EdgeKind.Whole), new LineageEdge("rpt_churn", null, "exposure.ml", null, EdgeKind.Whole),
            new LineageEdge("dim_customers", "email", "consumer.crm", null, EdgeKind.Value), new LineageEdge("dim_customers", "lifetime_value", "consumer.crm", null, EdgeKind.Value),
        ]);

    /// <summary>The report of a change of two columns of orders.</summary>
    public static Report Report(LineageGraph? graph = null) => Reports.Of(
        graph ?? Graph,
        Reports.Finding("CC206", "type-narrowed", "orders", "currency", "holds less than before") with { Before = "VARCHAR(8)", After = "VARCHAR(3)" },
        Reports.Finding("CC201", "column-removed", "orders", "legacy_code", "was removed"));

    private static LineageNode Source(string name, params string[] columns) =>
        new() { Id = $"source.{name}", Kind = NodeKind.Source, Name = $"shop.{name}", Project = "warehouse", Relation = $"raw.{name}", Columns = [.. columns] };

    private static LineageNode Model(string name, params string[] columns) =>
        new() { Id = name, Kind = NodeKind.Model, Name = name, Project = "warehouse", Relation = $"analytics.{name}", File = $"models/{name}.sql", Columns = [.. columns], Owners = [new Owner("Data platform", null)] };

    private static LineageEdge Value(string from, string fromColumn, string to, string toColumn) => new(from, fromColumn, to, toColumn, EdgeKind.Value);
}
