using System.Text;

namespace ContractCheck.Core.Contracts.Documents;

/// <summary>Turns rising byte offsets of UTF-8 text into lines and columns, walking the text once.</summary>
internal sealed class TextPositions(string file, byte[] bytes)
{
    private int offset;
    private int line = 1;
    private int column = 1;

    public bool IsBlank => Array.TrueForAll(bytes, b => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n');

    /// <summary>The position of a byte offset that is not before the one last asked for.</summary>
    public ContractPosition At(int target)
    {
        var passed = bytes.AsSpan(offset, target - offset);
        var newline = passed.LastIndexOf((byte)'\n');
        if (newline >= 0)
        {
            line += passed.Count((byte)'\n');
            column = 1;
            passed = passed[(newline + 1)..];
        }

        column += Encoding.UTF8.GetCharCount(passed);
        offset = target;
        return new ContractPosition(file, line, column);
    }
}
