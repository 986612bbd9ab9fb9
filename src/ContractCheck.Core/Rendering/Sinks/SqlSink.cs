using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>
/// Statements of a dialect, to read and to compare. Expressions stand as the models have them: nobody runs these statements. Nothing is cut.
/// </summary>
public sealed class SqlSink : Sink<SqlSink>
{
    private readonly (char Open, char Close) quotes;

    /// <summary>A sink for a dialect.</summary>
    public SqlSink(string dialect) => quotes = dialect switch
    {
        "mysql" or "mariadb" => ('`', '`'),
        "mssql" => ('[', ']'),
        _ => ('"', '"'),
    };

    /// <summary>A quoted name.</summary>
    public Encoded<SqlSink> Name(string name) =>
        Written($"{quotes.Open}{VisibleText.Whole(name).Replace($"{quotes.Close}", $"{quotes.Close}{quotes.Close}", StringComparison.Ordinal)}{quotes.Close}");

    /// <summary>A text literal.</summary>
    public Encoded<SqlSink> Literal(string value) => Written($"'{VisibleText.Whole(value).Replace("'", "''", StringComparison.Ordinal)}'");

    internal override void Encode(StringBuilder page, string text) => page.Append(VisibleText.Whole(text));
}
