using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ContractCheck.Core.Contracts.Odcs;

/// <summary>Writes block YAML in which every string reads back as a string, by YAML 1.1 and 1.2 readers alike.</summary>
internal sealed partial class YamlText
{
    private readonly Emitter emitter;

    private YamlText(TextWriter writer) =>
        emitter = new Emitter(writer, new EmitterSettings().WithBestWidth(int.MaxValue).WithIndentedSequences().WithNewLine("\n"));

    /// <summary>The text of a document whose root mapping the action writes.</summary>
    public static string Of(Action<YamlText> keys)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var yaml = new YamlText(writer);
        yaml.emitter.Emit(new StreamStart());
        yaml.emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        yaml.Mapping(() => keys(yaml));
        yaml.emitter.Emit(new DocumentEnd(isImplicit: true));
        yaml.emitter.Emit(new StreamEnd());
        return writer.ToString();
    }

    /// <summary>Writes a key with a mapping.</summary>
    public void Mapping(string key, Action keys)
    {
        Plain(key);
        Mapping(keys);
    }

    /// <summary>Writes a key with a list of mappings; nothing where the list is empty.</summary>
    public void List<T>(string key, IReadOnlyCollection<T> items, Action<T> keys) =>
        Sequence(key, items, item => Mapping(() => keys(item)));

    /// <summary>Writes a key with a list of strings; nothing where the list is empty.</summary>
    public void Texts(string key, IReadOnlyCollection<string> items) => Sequence(key, items, String);

    /// <summary>Writes a key with a string; nothing where there is none.</summary>
    public void Text(string key, string? value)
    {
        if (value is not null)
        {
            Plain(key);
            String(value);
        }
    }

    /// <summary>Writes a key with an integer; nothing where there is none.</summary>
    public void Whole(string key, int? value) => Unquoted(key, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Writes a key with a boolean; nothing where there is none.</summary>
    public void Truth(string key, bool? value) => Unquoted(key, value is null ? null : value.Value ? "true" : "false");

    private void Mapping(Action keys)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
        keys();
        emitter.Emit(new MappingEnd());
    }

    private void Sequence<T>(string key, IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        Plain(key);
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var item in items)
        {
            write(item);
        }

        emitter.Emit(new SequenceEnd());
    }

    private void Unquoted(string key, string? value)
    {
        if (value is not null)
        {
            Plain(key);
            Plain(value);
        }
    }

    private void String(string value)
    {
        var plain = Harmless().IsMatch(value) && !Word().IsMatch(value);
        Scalar(value, plain ? ScalarStyle.Plain : ScalarStyle.DoubleQuoted);
    }

    private void Plain(string value) => Scalar(value, ScalarStyle.Plain);

    private void Scalar(string value, ScalarStyle style) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, value, style, isPlainImplicit: true, isQuotedImplicit: true));

    // Begins with a letter, has no character that means something to YAML, and does not end in a blank; or is a version.
    [GeneratedRegex(
        @"\A(?:[A-Za-z_](?:[A-Za-z0-9_.,;/()+ -]*[A-Za-z0-9_.;/()+-])?|[0-9]+\.[0-9]+\.[0-9]+)\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"\A(?:y|n|yes|no|on|off|true|false|null|nan|inf)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Word();
}
