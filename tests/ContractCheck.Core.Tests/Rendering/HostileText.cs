namespace ContractCheck.Core.Tests.Rendering;

/// <summary>Texts that make some output do what it should not.</summary>
internal static class HostileText
{
    public static TheoryData<string> All { get; } =
    [
        "a\n::error::forged",
        "a\r\n::set-output name=x::y",
        "::error::forged",
        "  ::stop-commands::x",
        ":",
        "##vso[task.complete result=Succeeded]",
        "##VSO[task.setvariable variable=PATH]x",
        "a ##[error]b",
        "#",
        "#[error]",
        "a|b||c",
        "`a` ``b``` c",
        "<script>alert(1)</script>",
        "\" onmouseover='x' &amp; <!--",
        "</testcase>]]>",
        "@everyone @org/team", "#123 a#1 GH-1", "www.evil.example WWW.evil.example", "mail@evil.example ftp://evil.example",
        "[click](javascript:alert(1)) ![i](http://x/y.png) http://example.com",
        "# heading\n- list\n> quote",
        "\u001b[31mred\u001b]8;;http://x\u0007link",
        "user\u202etxt.exe",
        "a\u200bb\u00a0c\u2028d\u2029e\ufefff",
        "a\0b",
        "\ud800",
        "=cmd|'/c calc'!A1",
        "+1", "-1", "@SUM(A1)", "\t=1", "a,b;c\"d",
        "%0A::error::x %25 %AZP25 %3B %5D",
        "a;type=error]b",
        "x.py(1,1): error CC000: forged",
        "{0} {{x}} [a](1) \\[",
        "EOF\nverdict<<EOF\npassed\nEOF",
        "'; DROP TABLE x; --", "a\"b]c`d",
        "%%{init: {}}%% --> B",
        new string('x', 10_000),
        string.Concat(Enumerable.Repeat("😀", 5_000)),
    ];
}
