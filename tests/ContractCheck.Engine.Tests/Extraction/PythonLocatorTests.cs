using ContractCheck.Core;
using ContractCheck.Engine.Extraction;

namespace ContractCheck.Engine.Tests.Extraction;

public sealed class PythonLocatorTests : IDisposable
{
    private readonly TempFolder _repository = new();
    private readonly TempFolder _outside = new();

    [Fact]
    public void The_first_python3_on_the_search_path_is_taken()
    {
        var python = Program(_outside, "bin/python3");
        _outside.Write("data/python3", "not executable");
        Find(path: [_outside.Path + "/data", _outside.Path + "/bin"]).ShouldBe(python);
    }

    [Fact]
    public void The_shim_of_a_version_manager_is_taken_only_where_there_is_nothing_else()
    {
        var shim = Program(_outside, "shims/python3", "#!/usr/bin/env bash\nexec pyenv exec python3 \"$@\"\n");
        var python = Program(_outside, "bin/python3", "\x7fELF");
        Find(path: [_outside.Path + "/shims", _outside.Path + "/bin"]).ShouldBe(python);
        Find(path: [_outside.Path + "/shims"]).ShouldBe(shim);
        Find(commandLine: shim, path: [_outside.Path + "/bin"]).ShouldBe(shim);
    }

    [Fact]
    public void Interpreters_of_the_checkout_are_passed_over()
    {
        Program(_repository, "bin/python3");
        Directory.CreateDirectory(Path.Combine(_repository.Path, "venv"));
        File.CreateSymbolicLink(Path.Combine(_repository.Path, "venv", "python3"), Program(_outside, "usr/python3"));
        Directory.CreateSymbolicLink(Path.Combine(_outside.Path, "alias"), Path.Combine(_repository.Path, "bin"));
        File.CreateSymbolicLink(Path.Combine(_outside.Path, "python3"), Path.Combine(_repository.Path, "bin", "python3"));
        Find(path: [_repository.Path + "/bin", _repository.Path + "/venv", _outside.Path + "/alias", _outside.Path, "bin", ".", "", _outside.Path + "/usr"])
            .ShouldBe(_outside.Path + "/usr/python3");
    }

    [Fact]
    public void A_checkout_behind_a_link_is_still_the_checkout()
    {
        Program(_repository, "bin/python3");
        var link = Path.Combine(_outside.Path, "checkout");
        Directory.CreateSymbolicLink(link, _repository.Path);
        ShouldGiveNoVerdict(() => PythonLocator.Find(new PythonRequest { RepositoryTop = link, SearchPath = _repository.Path + "/bin" }), "apt-get install");
    }

    [Fact]
    public void The_command_line_is_believed_even_inside_the_checkout()
    {
        var python = Program(_repository, ".venv/bin/python");
        Find(commandLine: ".venv/bin/python").ShouldBe(python);
        Find(commandLine: python, configured: "/nowhere").ShouldBe(python);
    }

    [Fact]
    public void The_configuration_may_name_an_interpreter_outside_of_the_checkout_only()
    {
        var python = Program(_outside, "bin/python3.13");
        Program(_repository, "python");
        Find(configured: python).ShouldBe(python);
        Find(configured: "python3.13", path: [_outside.Path + "/bin"]).ShouldBe(python);
        ShouldGiveNoVerdict(() => Find(configured: "./python"), "--python");
    }

    [Theory]
    [InlineData("/nowhere/python", null)]
    [InlineData("python9", null)]
    [InlineData(null, "/nowhere/python")]
    [InlineData(null, null)]
    public void A_missing_interpreter_gives_no_verdict(string? commandLine, string? configured) =>
        ShouldGiveNoVerdict(() => Find(commandLine, configured, [_outside.Path]), "--python");

    [Fact]
    public void A_loop_of_links_is_no_interpreter()
    {
        File.CreateSymbolicLink(Path.Combine(_outside.Path, "python3"), Path.Combine(_outside.Path, "python4"));
        File.CreateSymbolicLink(Path.Combine(_outside.Path, "python4"), Path.Combine(_outside.Path, "python3"));
        ShouldGiveNoVerdict(() => Find(path: [_outside.Path]), "--python");
    }

    [Fact]
    public async Task A_python_that_is_too_old_is_named_with_its_version()
    {
        // Speaks up only when asked for its version, as an old interpreter does after a syntax error in the worker.
        var old = Program(_outside, "python3", "#!/bin/sh\ncase \"$*\" in *version_info*) echo 3.8;; *) echo SyntaxError >&2; exit 1;; esac\n");
        var error = await HelloErrorAsync(old);
        error.Message.ShouldBe($"Python 3.8 ({old}) is too old.");
        error.WayOut.ShouldNotBeNull().ShouldContain("3.9");
    }

    [Fact]
    public async Task A_program_that_is_no_python_is_said_to_be_none()
    {
        var error = await HelloErrorAsync(Program(_outside, "python3", "#!/bin/sh\necho cannot open shared object >&2\nexit 127\n"));
        error.Message.ShouldContain("no working Python interpreter: cannot open shared object");
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_gives_no_verdict() =>
        (await HelloErrorAsync(_outside.Write("python3", "", executable: true))).Message.ShouldContain("Python");

    [Fact]
    public async Task A_missing_sqlalchemy_is_named_with_the_command_that_installs_it()
    {
        using var fake = new FakeWorker("""say(b"H", 0, protocol=1, error="No module named 'sqlalchemy'")""");
        await using var worker = fake.Start();
        var error = await Should.ThrowAsync<CheckException>(() => worker.HelloAsync());
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.Message.ShouldContain("No module named 'sqlalchemy'");
        error.WayOut.ShouldNotBeNull().ShouldContain($"{FakeWorker.Python} -m pip install");
    }

    public void Dispose()
    {
        _repository.Dispose();
        _outside.Dispose();
    }

    private static string Program(TempFolder folder, string name, string content = "#!/bin/sh\n") => folder.Write(name, content, executable: true);

    private static void ShouldGiveNoVerdict(Func<string> find, string wayOut)
    {
        var error = Should.Throw<CheckException>(find);
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        error.WayOut.ShouldNotBeNull().ShouldContain(wayOut);
    }

    private static async Task<CheckException> HelloErrorAsync(string python)
    {
        using var fake = new FakeWorker("hello()");
        var error = await Should.ThrowAsync<CheckException>(async () =>
        {
            await using var worker = WorkerProcess.Start(fake.Options with { Python = python });
            await worker.HelloAsync();
        });
        error.ExitCode.ShouldBe(ExitCode.NoVerdict);
        return error;
    }

    private string Find(string? commandLine = null, string? configured = null, string[]? path = null) => PythonLocator.Find(new PythonRequest
    {
        CommandLine = commandLine,
        Configured = configured,
        RepositoryTop = _repository.Path,
        SearchPath = string.Join(':', path ?? []),
    });
}
