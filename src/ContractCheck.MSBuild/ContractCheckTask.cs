using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ContractCheck.MSBuild;

/// <summary>Judges the models of a checkout by running the packed command line, and tells MSBuild of every finding where it is written.</summary>
public sealed partial class ContractCheckTask : Microsoft.Build.Utilities.Task, ICancelableTask
{
    private const int NoVerdict = 3;

    private readonly Lock gate = new();
    private Process? running;
    private bool cancelled;

    /// <summary>Folder of the packed command line.</summary>
    [Required]
    public string CliFolder { get; set; } = "";

    /// <summary>The dotnet host that runs it; empty takes the one that runs this build.</summary>
    public string DotNetHost { get; set; } = "";

    /// <summary>
    /// Where to write a line that changes whenever a check could end otherwise; then nothing is judged, and the file is written only where the line
    /// has changed.
    /// </summary>
    public string StateFile { get; set; } = "";

    /// <summary>How the check ended: <c>passed</c>, <c>failed</c>, <c>accepted</c> or <c>no-verdict</c>; empty where it did not start.</summary>
    [Output]
    public string Verdict { get; set; } = "";

    /// <summary>Findings that the change introduces: the item is the rule, its metadata are Severity, Text, Subject, File, Line, Fingerprint and Help.</summary>
    [Output]
    public ITaskItem[] Findings { get; set; } = [];

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (string.IsNullOrEmpty(Output))
        {
            Log.LogError("Output has to name a folder: the findings are read from there.");
            return false;
        }

        return StateFile.Length > 0 ? WriteState() : Check(Output);
    }

    // What cannot be read is told by the check, which is not skipped then.
    private bool WriteState()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(StateFile)!);
        var lines = new List<string>();
        var (exitCode, _) = Run("state", lines.Add);
        var state = exitCode == 0 && lines is [{ Length: 64 } line] ? line : Guid.NewGuid().ToString();
        if (!File.Exists(StateFile) || File.ReadAllText(StateFile) != state)
        {
            File.WriteAllText(StateFile, state);
        }

        return !cancelled;
    }

    private bool Check(string output)
    {
        var report = Path.Combine(output, "report.json");
        File.Delete(report);
        var (exitCode, errors) = Run("check", Relay);
        if (cancelled)
        {
            return false;
        }

        var top = TopOf(string.IsNullOrEmpty(Repo) ? Directory.GetCurrentDirectory() : Repo);
        if (File.Exists(report))
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(report));
            Tell(document.RootElement, top);
        }

        // Usage, configuration and contracts are told by the command line's own words only.
        if (exitCode is not (0 or 1) && !Log.HasLoggedErrors)
        {
            Log.LogError(null, null, null, null, null, 0, 0, 0, 0, errors.Length > 0 ? errors : $"contractcheck ended with exit code {exitCode}.");
        }

        return !Log.HasLoggedErrors;
    }

    /// <inheritdoc/>
    public void Cancel()
    {
        lock (gate)
        {
            cancelled = true;
            running?.Kill(entireProcessTree: true);
        }
    }

    private (int ExitCode, string Errors) Run(string command, Action<string> take)
    {
        var host = DotNetHost.Length > 0 ? DotNetHost : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var argument in (string[])["exec", Path.Combine(CliFolder, "contractcheck.dll"), command, .. Arguments()])
        {
            start.ArgumentList.Add(argument);
        }

        var errors = new StringBuilder();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
            {
                take(text);
            }
        };
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        lock (gate)
        {
            if (cancelled)
            {
                return (NoVerdict, "");
            }

            process.Start();
            running = process;
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.WaitForExit();
        lock (gate)
        {
            running = null;
        }

        return (process.ExitCode, errors.ToString().Trim());
    }

    // A pipeline reads its commands from the log; the rest is there for whoever asks for details.
    private void Relay(string line)
    {
        var isCommand = line.StartsWith("##vso[", StringComparison.Ordinal) || line.StartsWith("::", StringComparison.Ordinal);
        Log.LogMessage(isCommand ? MessageImportance.High : MessageImportance.Low, "{0}", line);
    }

    private void Tell(JsonElement report, string top)
    {
        Verdict = report.GetProperty("verdict").GetString() ?? "";
        var findings = new List<ITaskItem>();
        foreach (var finding in report.GetProperty("introduced").EnumerateArray())
        {
            var item = new FindingItem(finding);
            findings.Add(item.ToTaskItem());
            if (item.Severity == "error" && Verdict != "accepted")
            {
                Log.LogError(null, item.Rule, null, item.Help, item.PathUnder(top), item.Line, item.ColumnUnder(top), 0, 0, item.Message);
            }
            else if (item.Severity is "error" or "warning")
            {
                Log.LogWarning(null, item.Rule, null, item.Help, item.PathUnder(top), item.Line, item.ColumnUnder(top), 0, 0, item.Message);
            }
        }

        Findings = [.. findings];
    }

    private static string TopOf(string folder)
    {
        var full = Path.GetFullPath(folder);
        for (var top = full; top is not null; top = Path.GetDirectoryName(top))
        {
            if (Path.Exists(Path.Combine(top, ".git")))
            {
                return top;
            }
        }

        return full;
    }

    private static IEnumerable<string> Option(string name, string? value) => string.IsNullOrWhiteSpace(value) ? [] : [$"{name}={value}"];

    private static IEnumerable<string> Option(string name, bool value) => value ? [name] : [];

    private static IEnumerable<string> Option(string name, ITaskItem[] values) => values.Select(value => $"{name}={value.ItemSpec}");
}
