using ContractCheck.Engine.Git;

namespace ContractCheck.Engine.Tests.Git;

public sealed class ScratchSpaceTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1_000_000, long.MaxValue / 16)]
    public void Is_a_fresh_folder_of_the_owners_wherever_there_is_room(int files, long bytes)
    {
        var path = ScratchSpace.Create(files, bytes);
        try
        {
            Directory.EnumerateFileSystemEntries(path).ShouldBeEmpty();
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (bytes > 1)
            {
                path.ShouldStartWith(Path.GetTempPath());
            }
        }
        finally
        {
            Directory.Delete(path);
        }
    }
}
