using ContractCheck.Engine.Extraction;
using ContractCheck.Engine.Git;
using ContractCheck.Engine.Tests.Git;

namespace ContractCheck.Engine.Tests.Extraction;

public sealed class SqlAlchemyRequirementTests
{
    [Theory]
    [InlineData("requirements.txt", "SQLAlchemy==1.4.46\n", "1.4")]
    [InlineData("requirements.txt", "sqlalchemy[asyncio]>=1.4,<2.0  # not yet\n", "1.4")]
    [InlineData("requirements.txt", "sqlalchemy>=1.4,<2\n", "1.4")]
    [InlineData("requirements.txt", "sqlalchemy >= 1.3, < 1.5\n", "1.4")]
    [InlineData("requirements.txt", "sqlalchemy~=1.4.0\n", "1.4")]
    [InlineData("requirements.txt", "sqlalchemy==1.3.24\n", "1.4")]
    [InlineData("requirements.txt", "SQLAlchemy>=1.4\n", null)]
    [InlineData("requirements.txt", "SQLAlchemy>=1.4,<2.1\n", "2.0")]
    [InlineData("requirements.txt", "SQLAlchemy>=1.4,<3\n", "2.0")]
    [InlineData("requirements.txt", "SQLAlchemy>=2.0.0\n", "2.0")]
    [InlineData("requirements.txt", "sqlalchemy==2.0.40\n", "2.0")]
    [InlineData("requirements.txt", "sqlalchemy\n", null)]
    [InlineData("requirements.txt", "a==1\n    # via\n    #   sqlalchemy\nb==1.2\nsqlalchemy==2.0.4 \\\n    --hash=sha256:1\n", "2.0")]
    [InlineData("requirements.txt", "sqlalchemy-utils==1.2\nsqlalchemy_utils<1\nFlask-Other==1\n", null)]
    [InlineData("requirements.txt", "Flask-SQLAlchemy==2.5.1\n", "1.4")]
    [InlineData("requirements.txt", "Flask-SQLAlchemy==3.1.1\n", null)]
    [InlineData("requirements.txt", "Flask-SQLAlchemy<3.0\n", "1.4")]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nsqlalchemy = \"^1.4.20\"\n", "1.4")]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nsqlalchemy = {version = \"^1.4\", extras = [\"asyncio\"]}\n", "1.4")]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nSQLAlchemy = {extras = [\"asyncio\"], version = \"^2.0.1\"}\n", "2.0")]
    [InlineData("pyproject.toml", "dependencies = [\"fastapi>=1\", \"sqlalchemy>=2.0.20,<3\"]\n", "2.0")]
    [InlineData("pyproject.toml", "dependencies = [\n  \"sqlalchemy==1.4.54\",\n  \"pydantic==2.1\",\n]\n", "1.4")]
    [InlineData("poetry.lock", "[[package]]\nname = \"sqlalchemy\"\nversion = \"1.4.54\"\ndescription = \"2.0\"\n", "1.4")]
    [InlineData("poetry.lock", "[[package]]\nname = \"SQLAlchemy\"\nversion = \"2.0.36\"\nsource = { registry = \"https://a\" }\n", "2.0")]
    [InlineData("poetry.lock", "[[package]]\nname = \"a\"\ndependencies = [\n { name = \"sqlalchemy\" },\n]\n[[package]]\nname = \"b\"\nversion = \"1.0\"\n", null)]
    [InlineData("Pipfile.lock", "{\"default\": {\"sqlalchemy\": {\"hashes\": [\"sha256:12\"], \"markers\": \"x\", \"version\": \"==1.4.49\"}}}", "1.4")]
    [InlineData("environment.yml", "dependencies:\n  - python=3.9\n  - sqlalchemy=1.4\n", "1.4")]
    [InlineData("environment.yml", "dependencies:\n  - sqlalchemy=2.0.3\n", "2.0")]
    [InlineData("setup.cfg", "install_requires =\n    SQLAlchemy >=1.4, <2.0\n", "1.4")]
    [InlineData("requirements.txt", "sqlalchemy = \"*\"\n", null)]
    [InlineData("poetry.lock", "[[package]]\nname = \"a\"\nversion = \"1\"\n[package.extras]\nsql = [\"sqlalchemy (<2)\"]\n\n[[package]]\nname = \"sqlalchemy\"\nversion = \"2.0.1\"\n", "2.0")]
    [InlineData("conda-lock.yml", "package:\n- name: sqlalchemy\n  version: 1.4.46\n  manager: conda\n", "1.4")]
    public void A_text_names_the_series(string path, string text, string? series) => SqlAlchemyRequirement.SeriesOf(path, text).ShouldBe(series);

    [Fact]
    public async Task A_lock_file_goes_before_requirements_and_the_top_before_a_folder()
    {
        using var source = TestRepository.Create();
        source.Commit(("requirements.txt", "sqlalchemy>=1.4\n"), ("web/requirements.txt", "sqlalchemy==1.4.1\n"), ("docs/a.txt", "sqlalchemy==2\n"));
        (await FindAsync(source)).ShouldBe(new SqlAlchemyRequirement("1.4", "web/requirements.txt"));
        source.Commit(("requirements.txt", "sqlalchemy==2.0.1\n"));
        (await FindAsync(source)).ShouldBe(new SqlAlchemyRequirement("2.0", "requirements.txt"));
        source.Commit(("poetry.lock", "[[package]]\nname = \"sqlalchemy\"\nversion = \"1.4.54\"\n"));
        (await FindAsync(source)).ShouldBe(new SqlAlchemyRequirement("1.4", "poetry.lock"));
        source.Commit(("poetry.lock", "\0"), ("requirements.txt", "requests\n"), ("web/requirements.txt", "requests\n"));
        (await FindAsync(source)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_several_files_of_one_rank_the_one_that_wants_2_0_decides()
    {
        using var source = TestRepository.Create();
        source.Commit(("requirements-old.txt", "sqlalchemy<2\n"), ("requirements-web.txt", "sqlalchemy>=2\n"), ("requirements-z.txt", "sqlalchemy<2\n"));
        (await FindAsync(source)).ShouldBe(new SqlAlchemyRequirement("2.0", "requirements-web.txt"));
    }

    private static async Task<SqlAlchemyRequirement?> FindAsync(TestRepository source)
    {
        await using var repository = await source.OpenAsync();
        var snapshot = await SourceSnapshot.FromCommitAsync(repository, await repository.ResolveAsync("HEAD"));
        return await SqlAlchemyRequirement.FindAsync(snapshot, CancellationToken.None);
    }
}
