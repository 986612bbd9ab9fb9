"""Sending OpenLineage events: whatever the server does, a check ends as it would without."""

from __future__ import annotations

import socket
import time
from typing import Iterator

import pytest
from conftest import MODELS, CommandLine, Repository, Run
from lineage_api import LineageApi

KEY = "ol-decoy-key"
BROKEN = MODELS.replace("    email = Column(String(100), nullable=False)\n", "")
MORE = MODELS + """

class Order(Base):
    __tablename__ = "orders"

    id = Column(Integer, primary_key=True)
"""


@pytest.fixture
def api() -> Iterator[LineageApi]:
    server = LineageApi()
    yield server
    server.stop()


@pytest.fixture
def repo(repo: Repository) -> Repository:
    """With a change, so that there is something to compare with."""
    repo.commit()
    return repo


def send(cli: CommandLine, repo: Repository, api: "LineageApi | str", command: str = "check", key: str = KEY) -> Run:
    address = api if isinstance(api, str) else api.address
    return cli(command, "--repo", repo.path, "--openlineage-url", address, env={"OPENLINEAGE_API_KEY": key})


def ends_as_without(cli: CommandLine, repo: Repository, run: Run) -> None:
    plain = cli("check", "--repo", repo.path)
    assert (run.code, run.out) == (plain.code, plain.out)
    assert KEY not in run.out + run.err


def test_extract_sends_and_prints_what_it_always_does(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    repo.commit({"shop/models.py": MORE})
    run = send(cli, repo, api, "extract")
    assert (run.code, run.err) == (0, "") and run.out == cli("extract", "--repo", repo.path).out
    assert [e["dataset"]["name"] for e in api.events] == ["customers", "orders"]
    assert api.paths == ["/api/v1/lineage"] * 2 and api.keys == [f"Bearer {KEY}"] * 2


@pytest.mark.parametrize("models, code", [(MORE, 0), (BROKEN, 1)])
def test_check_sends_head_after_its_verdict(cli: CommandLine, repo: Repository, api: LineageApi, models: str, code: int) -> None:
    repo.commit({"shop/models.py": models})
    run = send(cli, repo, api)
    assert run.code == code and run.err == "" and len(api.events) == models.count("__tablename__")
    ends_as_without(cli, repo, run)


def test_a_path_of_the_address_counts(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    send(cli, repo, f"{api.address}/openapi/openlineage/api/v1/lineage?tenant=a", "extract")
    assert api.paths == ["/openapi/openlineage/api/v1/lineage?tenant=a"]


def test_without_a_key_none_is_sent(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    assert send(cli, repo, api, "extract", key="").err == "" and api.keys == [None]


@pytest.mark.parametrize("answers", [[500], [503, 429], [500, 502]])
def test_what_passes_is_tried_again(cli: CommandLine, repo: Repository, api: LineageApi, answers: "list[int]") -> None:
    api.answers = list(answers)
    run = send(cli, repo, api)
    assert run.err == "" and len(api.events) == 1 and len(api.paths) == len(answers) + 1
    ends_as_without(cli, repo, run)


@pytest.mark.parametrize("status, tries", [(500, 3), (401, 1), (404, 1), (302, 1)])
def test_what_does_not_pass_ends_it(cli: CommandLine, repo: Repository, api: LineageApi, status: int, tries: int) -> None:
    api.always = status
    repo.commit({"shop/models.py": MORE})
    run = send(cli, repo, f"{api.address}/?code=s3cret")
    assert len(api.paths) == tries
    assert f"OpenLineage: {api.address} took 0 of 2 datasets: POST /api/v1/lineage: {status}" in run.err and "s3cret" not in run.err
    ends_as_without(cli, repo, run)


def test_one_event_that_is_refused_does_not_stop_the_others(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    api.answers = [422]
    repo.commit({"shop/models.py": MORE})
    run = send(cli, repo, api)
    assert [e["dataset"]["name"] for e in api.events] == ["orders"] and "took 1 of 2 datasets: POST /api/v1/lineage: 422" in run.err
    ends_as_without(cli, repo, run)


@pytest.mark.parametrize("oddity", ["hang", "hang_up", "no_http"])
def test_a_server_that_does_not_answer(cli: CommandLine, repo: Repository, api: LineageApi, oddity: str) -> None:
    api.odd = getattr(api, oddity)
    repo.commit({"shop/models.py": MORE})
    started = time.monotonic()
    run = send(cli, repo, api)
    assert time.monotonic() - started < 35
    assert "took 0 of 2 datasets: " in run.err and len(run.err.splitlines()) == 1 and "\x1b" not in run.err
    ends_as_without(cli, repo, run)


def test_an_answer_without_end_is_not_read(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    api.odd = api.never_end
    started = time.monotonic()
    run = send(cli, repo, api)
    assert run.err == "" and len(api.paths) == 1 and time.monotonic() - started < 20
    ends_as_without(cli, repo, run)


def test_nobody_is_there(cli: CommandLine, repo: Repository) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        run = send(cli, repo, f"http://127.0.0.1:{free.getsockname()[1]}")
    assert "took 0 of 1 datasets" in run.err
    ends_as_without(cli, repo, run)


def test_a_redirect_is_not_followed(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    other = LineageApi()
    try:
        api.always, api.location = 307, f"{other.address}/api/v1/lineage"
        run = send(cli, repo, api)
        assert other.paths == [] and ": 307" in run.err
    finally:
        other.stop()
    ends_as_without(cli, repo, run)


def test_the_key_is_not_sent_where_it_can_be_read_on_the_way(cli: CommandLine, repo: Repository) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            host = probe.getsockname()[0]
        except OSError:
            host = "127.0.0.1"
    if host.startswith("127."):
        pytest.skip("this machine has no address but its own")
    api = LineageApi(host)
    try:
        run = send(cli, repo, api)
        assert api.keys == [None] and len(api.events) == 1 and "took 1 of 1 datasets; the key was not sent" in run.err
    finally:
        api.stop()
    ends_as_without(cli, repo, run)


@pytest.mark.parametrize("key", ["two\nlines", "kéy"])
def test_a_key_that_is_no_header(cli: CommandLine, repo: Repository, api: LineageApi, key: str) -> None:
    run = send(cli, repo, api, key=key)
    assert key not in run.err and run.err.startswith("OpenLineage: ") and len(run.err.splitlines()) == 1, run.err
    ends_as_without(cli, repo, run)


def test_what_cannot_be_read_for_it_is_told(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    """The check goes on without a manifest that is wrong, and so do the events."""
    repo.commit({".contractcheck.yml": "manifests: target/manifest.json\n", "target/manifest.json": "{"})
    run = send(cli, repo, api, "extract")
    assert run.code == 0 and len(api.events) == 1 and "Not known: target/manifest.json" in run.err


def test_no_verdict_sends_nothing(cli: CommandLine, repo: Repository, api: LineageApi) -> None:
    repo.commit({"shop/models.py": "class Customer(:\n"})
    assert send(cli, repo, api).code == 3 and api.paths == []
