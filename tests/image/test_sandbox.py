"""The sandbox in the real image: root with a container's default capabilities and seccomp profile, and less."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT, Image

MOUNTS = ["--volume", f"{ROOT / 'tests'}:/tests:ro"]
RUN = ["-B", "/tests/attacks/run.py", "--worker", "/opt/contractcheck/worker/contractcheck_worker_main.py", "--sqlalchemy", "/opt/contractcheck/python/sqlalchemy-2.0"]
DEFAULT_PROFILE = Path("/usr/share/containers/seccomp.json")


def attacks(image: Image, *options: str) -> "tuple[dict, list[dict]]":
    ended = image.run(*RUN, options=[*MOUNTS, *options], program="python3")
    assert ended.code == 0, ended.err
    first, *results = [json.loads(line) for line in ended.out.splitlines()]
    return first, results


def bad(results: "list[dict]") -> "list[dict]":
    return [one for one in results if not one["good"]]


@pytest.fixture
def without_landlock(tmp_path: Path) -> "list[str]":
    """The default profile as it was before container engines knew of Landlock."""
    profile = json.loads(DEFAULT_PROFILE.read_text())
    for rule in profile["syscalls"]:
        rule["names"] = [name for name in rule["names"] if not name.startswith("landlock_")]
    file = tmp_path / "seccomp.json"
    file.write_text(json.dumps(profile))
    return ["--security-opt", f"seccomp={file}"]


def test_nothing_gets_through_as_root(image: Image) -> None:
    first, results = attacks(image)
    assert (first["user"], first["sandbox"]["mode"]) == (0, "landlock")
    assert bad(results) == [] and len(results) >= 250


def test_nothing_gets_through_where_the_container_keeps_landlock_away(image: Image, without_landlock: "list[str]") -> None:
    first, results = attacks(image, *without_landlock)
    assert (first["user"], first["sandbox"]["mode"]) == (0, "chroot")
    assert bad(results) == [] and len(results) >= 250


def test_nothing_gets_through_as_an_ordinary_user(image: Image) -> None:
    first, results = attacks(image, "--user", "1001:1001")
    assert (first["user"], first["sandbox"]["mode"]) == (1001, "landlock")
    assert bad(results) == [] and len(results) >= 250


def test_nothing_gets_through_without_any_capability(image: Image) -> None:
    first, results = attacks(image, "--cap-drop", "all")
    assert (first["user"], first["sandbox"]["mode"]) == (0, "landlock")
    assert bad(results) == [] and len(results) >= 250


def test_doctor_tries_it(image: Image) -> None:
    ended = image.run("doctor")
    assert ended.code == 0, ended.out + ended.err
    assert "BAD" not in ended.out and "landlock, and it holds" in ended.out and "1.4.46" in ended.out


def test_doctor_in_the_jail(image: Image, without_landlock: "list[str]") -> None:
    ended = image.run("doctor", options=without_landlock)
    assert ended.code == 0 and "chroot, and it holds" in ended.out, ended.out + ended.err


def test_where_neither_is_to_be_had_the_check_refuses(image: Image, without_landlock: "list[str]") -> None:
    ended = image.run("doctor", options=[*without_landlock, "--user", "1001:1001"])
    assert ended.code == 3 and "the kernel has no Landlock, or the container keeps it away" in ended.out + ended.err
    assert "--sandbox off" in ended.err
