using System.CommandLine;
using ContractCheck.Cli.Reference;
using ContractCheck.Core;
using ContractCheck.Engine;

namespace ContractCheck.Cli.Commands;

/// <summary><c>contractcheck reference</c>, for this project's own use: writes what its front ends and documents say of options and settings.</summary>
internal static class ReferenceCommand
{
    public static Command Create()
    {
        var root = new Argument<string>("ROOT") { Description = "Top folder of ContractCheck's own sources" };
        var check = new Option<bool>("--check") { Description = "Change nothing; exit code 1 where something would change" };
        var command = new Command("reference", "Write the generated parts of ContractCheck's own sources") { root, check };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellation) =>
        {
            var stale = 0;
            foreach (var part in GeneratedPart.All)
            {
                var file = Path.Combine(parsed.GetValue(root)!, part.File);
                var text = File.Exists(file) ? await File.ReadAllTextAsync(file, cancellation) : "";
                var wanted = part.In(text);
                if (wanted == text)
                {
                    continue;
                }

                stale++;
                await Terminal.WriteOwnAsync($"{part.File}: {part.Name ?? "all"}\n");
                if (!parsed.GetValue(check))
                {
                    await OutputFiles.WriteAllAsync([(file, wanted)], cancellation);
                }
            }

            return parsed.GetValue(check) && stale > 0 ? (int)ExitCode.Violations : (int)ExitCode.Clean;
        });
        return command;
    }
}
