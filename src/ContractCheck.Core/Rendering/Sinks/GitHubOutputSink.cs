using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ContractCheck.Core.Rendering.Sinks;

/// <summary>The files in which GitHub Actions looks for outputs and variables: <c>name&lt;&lt;delimiter</c>, the value, the delimiter.</summary>
public sealed class GitHubOutputSink : Sink<GitHubOutputSink>
{
    private GitHubOutputSink()
    {
    }

    /// <summary>The sink.</summary>
    public static GitHubOutputSink Instance { get; } = new();

    /// <summary>An output. Its value may have lines; a later step's shell must take care of what else it holds.</summary>
    public Encoded<GitHubOutputSink> Entry([ConstantExpected] string name, string value)
    {
        // No text can hold its own digest, so no value can end itself and begin another output.
        var delimiter = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));
        var lines = value.ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Whole);
        return Written($"{name}<<{delimiter}\n{string.Join('\n', lines)}\n{delimiter}\n");
    }

    internal override void Encode(StringBuilder page, string text) => page.Append(VisibleText.Of(text));
}
