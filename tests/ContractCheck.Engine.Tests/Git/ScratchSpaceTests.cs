using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class ScratchSpaceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1_000_000, long.MaxValue / 16)]
    public void Is_a_fresh_folder_of_the_owners_wherever_there_is_room(int files, long bytes)
    {
        string path;
        using (var space = ScratchSpace.Create(files, bytes))
        {
            path = space.Path;
            Directory.EnumerateFileSystemEntries(path).ShouldBeEmpty();
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (bytes > 1)
            {
                path.ShouldStartWith(Path.GetTempPath());
            }
        }

        Directory.Exists(path).ShouldBeFalse();
        File.Exists(path + ".lock").ShouldBeFalse();
    }

    [Fact]
    public void What_a_killed_run_left_goes_and_what_a_run_holds_stays_when_the_clock_jumps()
    {
        using var place = new TempFolder();
        var left = Old(place, "contractcheck-left");
        var held = Old(place, "contractcheck-held");
        var fresh = Directory.CreateDirectory(Path.Combine(place.Path, "contractcheck-fresh")).FullName;
        using (ScratchSpace.Lock(held))
        {
            ScratchSpace.Sweep(place.Path);
        }

        Directory.Exists(left).ShouldBeFalse();
        Directory.Exists(held).ShouldBeTrue();
        Directory.Exists(fresh).ShouldBeTrue();
        ScratchSpace.Sweep(place.Path);
        Directory.EnumerateFileSystemEntries(place.Path).ShouldBe([fresh]);
    }

    private static string Old(TempFolder place, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(place.Path, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "models.py"), "");
        Directory.SetLastWriteTimeUtc(folder, DateTime.UtcNow.AddDays(-2));
        return folder;
    }
}
