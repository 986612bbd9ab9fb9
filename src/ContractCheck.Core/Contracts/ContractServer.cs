namespace ContractCheck.Core.Contracts;

/// <summary>A place where the contract's data is served.</summary>
public sealed record ContractServer
{
    /// <summary>Name of the server in the contract, such as production.</summary>
    public required string Name { get; init; }

    /// <summary>Product, such as postgres or snowflake.</summary>
    public required string Type { get; init; }

    /// <summary>Environment, such as prod or dev.</summary>
    public string? Environment { get; init; }

    /// <summary>Host name.</summary>
    public string? Host { get; init; }

    /// <summary>Port as written, where one is given.</summary>
    public string? Port { get; init; }

    /// <summary>Account, with Snowflake and services of clouds.</summary>
    public string? Account { get; init; }

    /// <summary>Name of the service, with Oracle.</summary>
    public string? ServiceName { get; init; }

    /// <summary>Database; where the product says so, its catalog or project.</summary>
    public string? Database { get; init; }

    /// <summary>Database schema; with BigQuery the dataset.</summary>
    public string? Schema { get; init; }

    /// <summary>Where the server is written.</summary>
    public required ContractPosition Position { get; init; }
}
