namespace ContractCheck.Engine.Extraction;

/// <summary>The series of SQLAlchemy that are bundled.</summary>
public static class SqlAlchemySeries
{
    /// <summary>The one for repositories that name none.</summary>
    public const string Default = "2.0";

    /// <summary>The one for everything before 2.0.</summary>
    public const string Legacy = "1.4";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Default, Legacy];

    /// <summary>Whether a schema document of the older series shows that the models are written for the newer one, whatever is required.</summary>
    /// <param name="document">The worker's document.</param>
    public static bool IsTooOld(ReadOnlySpan<byte> document) =>
        document.IndexOf("sqlalchemy.orm.DeclarativeBase"u8) >= 0 || document.IndexOf("sqlalchemy.orm.mapped_column"u8) >= 0;

    /// <summary>The folder that holds the package <c>sqlalchemy</c> of a series, or null where it is not installed.</summary>
    /// <param name="series">One of <see cref="All"/>.</param>
    public static string? FolderOf(string series)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "python", $"sqlalchemy-{series}");
        return Directory.Exists(Path.Combine(folder, "sqlalchemy")) ? folder : null;
    }
}
