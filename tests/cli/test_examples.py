"""What people copy: examples, the README's step, the hooks, and what a release makes of action.yml."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import CLI, MODELS, ROOT, CommandLine, Repository

EXAMPLES = sorted((ROOT / "action" / "examples").glob("*.yml")) + [ROOT / "action/azure/contractcheck-steps.yml"]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
BROKEN = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")


def steps(document: dict) -> "list[dict]":
    return [step for job in document.get("jobs", {}).values() for step in job["steps"]]


def test_the_readme_s_step_is_the_example() -> None:
    example = (ROOT / "action/examples/github.yml").read_text()
    assert f"```yaml\n{example}```" in (ROOT / "README.md").read_text()
    document = yaml.safe_load(example)
    # YAML 1.1 reads the key as true.
    assert document.get("on", document.get(True)) == "pull_request" and len(steps(document)) == 2


@pytest.mark.parametrize("path", EXAMPLES + WORKFLOWS, ids=lambda path: path.name)
def test_examples_and_workflows_use_what_there_is(path: Path) -> None:
    document = yaml.safe_load(path.read_text())
    for step in steps(document):
        if step.get("uses", "").startswith(("contractcheck/", "./")):
            assert set(step.get("with", {})) <= set(ACTION["inputs"])
        for output in re.findall(r"steps\.\w+\.outputs\.([a-z-]+)", str(step)):
            assert output in ACTION["outputs"] or output == "digest"
        for script in re.findall(r"\beng/[a-z-]+\.sh|\.ci/run", step.get("run", "")):
            assert (ROOT / script).exists(), script


def run(script: str, repo: Repository, tmp_path: Path, **environment: str) -> "tuple[int, str]":
    done = subprocess.run(
        ["bash", "-ec", script], cwd=str(repo.path), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120,
        env={"PATH": f"{CLI.parent}:/usr/bin:/bin", "HOME": str(tmp_path), "TMPDIR": str(tmp_path), **environment},
    )
    return done.returncode, done.stdout.decode()


def test_gitlab_s_example(repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": BROKEN})
    job = yaml.safe_load((ROOT / "action/examples/gitlab-ci.yml").read_text())["contracts"]
    code, out = run("\n".join(job["script"]), repo, tmp_path, CI_MERGE_REQUEST_DIFF_BASE_SHA=repo.git("rev-parse", "main"), GITLAB_CI="true")
    assert code == 1 and "CC201" in out, out
    for report in job["artifacts"]["reports"].values():
        assert (repo.path / report).exists()


def test_bitbucket_s_example(repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": BROKEN})
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    step = yaml.safe_load((ROOT / "action/examples/bitbucket-pipelines.yml").read_text())["pipelines"]["pull-requests"]["**"][0]["step"]
    code, out = run("\n".join(step["script"]), repo, tmp_path, BITBUCKET_PR_DESTINATION_BRANCH="main")
    assert code == 1 and "CC201" in out and (repo.path / "test-results/contractcheck/junit.xml").exists(), out


def test_azure_s_example(repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": BROKEN})
    repo.git("update-ref", "refs/remotes/origin/main", "main")
    scripts = [s["script"] for s in yaml.safe_load((ROOT / "action/examples/azure-pipelines.yml").read_text())["steps"] if "script" in s]
    assert scripts[0].startswith("dotnet tool install ContractCheck --tool-path")
    (tmp_path / "contractcheck").mkdir()
    (tmp_path / "contractcheck/contractcheck").symlink_to(CLI)
    script = scripts[1].replace("$(Agent.TempDirectory)", str(tmp_path))
    code, out = run(script, repo, tmp_path, SYSTEM_PULLREQUEST_TARGETBRANCH="refs/heads/main", AGENT_TEMPDIRECTORY=str(tmp_path))
    assert code == 1 and "##vso[task.logissue type=error;" in out and "##vso[task.uploadsummary]" in out, out


def test_the_hook(repo: Repository, tmp_path: Path) -> None:
    repo.write("shop/models.py", BROKEN)
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())[0]
    code, out = run(hook["entry"], repo, tmp_path)
    assert code == 1 and "CC201" in out, out


def test_a_release_pins_the_action_to_its_image(empty: Repository, tmp_path: Path) -> None:
    empty.commit({"action.yml": (ROOT / "action.yml").read_text(), "other": "x"})
    digest = "ghcr.io/contractcheck/contractcheck@sha256:" + "a" * 64
    script = [str(ROOT / "eng/pin-action.sh"), "1.2.3", digest, str(empty.path)]
    subprocess.run(script, check=True, env=empty.environment, stdout=subprocess.DEVNULL)
    assert yaml.safe_load(empty.git("show", "v1:action.yml"))["runs"] == {"using": "docker", "image": f"docker://{digest}"}
    assert empty.git("rev-parse", "v1") == empty.git("rev-parse", "v1.2.3") != empty.git("rev-parse", "HEAD") == empty.git("rev-parse", "v1^")
    assert empty.git("diff", "--name-only", "HEAD", "v1") == "action.yml" and empty.status() == []
    for wrong in (["1.2", digest], ["1.2.4", "latest"]):
        assert subprocess.run([script[0], *wrong, str(empty.path)], env=empty.environment, stderr=subprocess.DEVNULL).returncode != 0


def test_the_notes_of_a_release() -> None:
    done = subprocess.run([str(ROOT / "eng/changes.sh"), "Unreleased"], stdout=subprocess.PIPE, check=True)
    assert b"GitHub action" in done.stdout and b"## " not in done.stdout
    assert subprocess.run([str(ROOT / "eng/changes.sh"), "99.0.0"], stderr=subprocess.DEVNULL).returncode != 0
