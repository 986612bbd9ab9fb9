namespace ContractCheck.Core.Lineage;

/// <summary>What a node of the lineage is.</summary>
public enum NodeKind
{
    /// <summary>A table or view of the models.</summary>
    Table,

    /// <summary>A table in the warehouse that something outside dbt loads.</summary>
    Source,

    /// <summary>A table that dbt loads from a file.</summary>
    Seed,

    /// <summary>A model of dbt.</summary>
    Model,

    /// <summary>A history that dbt keeps of a query.</summary>
    Snapshot,

    /// <summary>A semantic model, metric or saved query.</summary>
    Metric,

    /// <summary>A dashboard, notebook, application or other use that a dbt project declares.</summary>
    Exposure,

    /// <summary>A use that a list of consumers or a contract declares.</summary>
    Consumer,
}
