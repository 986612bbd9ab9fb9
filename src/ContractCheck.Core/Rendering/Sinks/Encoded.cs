using System.Runtime.CompilerServices;
using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>Text that is safe to be written to one sink. Only that sink can make it.</summary>
/// <typeparam name="TSink">The sink.</typeparam>
public readonly record struct Encoded<TSink>
    where TSink : Sink<TSink>
{
    private readonly string? text;

    private Encoded(string text) => this.text = text;

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(text);

    /// <summary>The text as it is written.</summary>
    public override string ToString() => text ?? "";

    /// <summary>An interpolated string on its way into a sink. The compiler calls it; nobody else should.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Template
    {
        private readonly StringBuilder page;
        private readonly Sink<TSink> sink;

        /// <summary>Text of its own.</summary>
        public Template(int literalLength, int formattedCount, Sink<TSink> sink)
            : this(new StringBuilder(literalLength + (formattedCount * 16)), sink)
        {
        }

        /// <summary>A part of a page.</summary>
        public Template(int literalLength, int formattedCount, Page<TSink> page)
            : this(page.Text, page.Sink)
        {
        }

        private Template(StringBuilder page, Sink<TSink> sink)
        {
            this.page = page;
            this.sink = sink;
        }

        /// <summary>The program's own words.</summary>
        public void AppendLiteral(string value) => page.Append(value);

        /// <summary>Text that this sink has encoded.</summary>
        public void AppendFormatted(Encoded<TSink> value) => page.Append(value.text);

        /// <summary>Everything else is a stranger's.</summary>
        public void AppendFormatted<T>(T value)
        {
            if (value?.ToString() is not { Length: > 0 } text)
            {
                return;
            }

            // Two texts that meet must not form what each of them alone does not: pipelines look for '##'.
            if (page.Length > 0 && page[^1] == '#' && text[0] == '#')
            {
                page.Append("\\u0023");
                text = text[1..];
            }

            sink.Encode(page, text);
        }

        internal Encoded<TSink> Done() => new(page.ToString());
    }
}

/// <summary>A text of one sink that grows.</summary>
/// <typeparam name="TSink">The sink.</typeparam>
/// <param name="sink">The sink.</param>
public sealed class Page<TSink>(TSink sink)
    where TSink : Sink<TSink>
{
    internal TSink Sink { get; } = sink;

    internal StringBuilder Text { get; } = new();

    /// <summary>Whether nothing is written.</summary>
    public bool IsEmpty => Text.Length == 0;

    /// <summary>Adds an interpolated string; what stands between braces is encoded.</summary>
    public Page<TSink> Write([InterpolatedStringHandlerArgument("")] Encoded<TSink>.Template text)
    {
        // The compiler has written it into the page before it calls this.
        _ = text;
        return this;
    }

    /// <summary>Adds texts, one after the other.</summary>
    public Page<TSink> WriteAll(IEnumerable<Encoded<TSink>> texts)
    {
        Text.AppendJoin("", texts);
        return this;
    }

    /// <summary>The whole page.</summary>
    public Encoded<TSink> Done() => new Encoded<TSink>.Template(0, 0, this).Done();
}
