using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>
/// A kind of output, and the one place that knows how text is written into it. A renderer writes interpolated strings: their literal parts
/// are the program's own, everything between braces is encoded, and nothing takes a plain string as it is.
/// </summary>
/// <typeparam name="TSelf">The sink itself, so that text of one sink is never taken for text of another.</typeparam>
public abstract class Sink<TSelf>
    where TSelf : Sink<TSelf>
{
    /// <summary>Writes a stranger's text as running text.</summary>
    internal abstract void Encode(StringBuilder page, string text);

    /// <summary>Text of this sink. What stands between braces is encoded, unless it is text of this sink already.</summary>
    public Encoded<TSelf> Of([InterpolatedStringHandlerArgument("")] Encoded<TSelf>.Template text) => text.Done();

    /// <summary>A stranger's text as running text.</summary>
    public Encoded<TSelf> Text(string text) => Of($"{text}");

    /// <summary>Texts with a separator between them.</summary>
    public Encoded<TSelf> Join([ConstantExpected] string separator, IEnumerable<Encoded<TSelf>> parts) => Written(string.Join(separator, parts));

    /// <summary>The texts that differ, in their order.</summary>
    public Encoded<TSelf> JoinDistinct([ConstantExpected] string separator, IEnumerable<Encoded<TSelf>> parts) => Join(separator, parts.Distinct());

    /// <summary>The only way from a string to text of the sink without encoding: for the sinks themselves.</summary>
    protected Encoded<TSelf> Written(string encoded)
    {
        var page = new Encoded<TSelf>.Template(encoded.Length, 0, this);
        page.AppendLiteral(encoded);
        return page.Done();
    }
}

/// <summary>A sink for people: text that is code or that matters may look so.</summary>
/// <typeparam name="TSelf">The sink itself.</typeparam>
public abstract class ProseSink<TSelf> : Sink<TSelf>
    where TSelf : ProseSink<TSelf>
{
    /// <summary>As code: types, places, commits.</summary>
    public virtual Encoded<TSelf> Code(string text) => Text(text);

    /// <summary>As emphasised running text.</summary>
    public virtual Encoded<TSelf> Strong(string text) => Text(text);
}
