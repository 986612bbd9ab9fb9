"""The report page as the command line writes it. How it behaves is tested in a browser (tests/ContractCheck.Page.Tests)."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict, List

import pytest
from conftest import CommandLine, Repository

CHANGED = """\
from sqlalchemy import Integer
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Customer(Base):
    __tablename__ = "customers"

    id: Mapped[int] = mapped_column(primary_key=True)
"""


def data(page: str) -> "Dict[str, Any]":
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S).group(1))


def links(page: str) -> "List[str]":
    return re.findall(r'"link":"([^"]+)"', page)


def test_standard_output_and_the_file_are_the_same(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": CHANGED})
    run = cli("check", "--repo", repo.path, "--format", "html", "--output", tmp_path / "out")
    assert run.code == 1
    assert run.out == (tmp_path / "out" / "report.html").read_text()
    table = data(run.out)["tables"][0]
    assert (table["name"], table["verdict"], table["contracts"]) == ("customers", "broken", [0])
    assert any("head" not in column and "same" not in column for column in table["columns"])
    assert links(run.out) == []


@pytest.mark.parametrize("environment, start", [
    ({"GITHUB_REPOSITORY": "acme/shop"}, "https://github.com/acme/shop/blob/{}/shop/models.py#L"),
    ({"GITHUB_REPOSITORY": "acme/shop", "GITHUB_SERVER_URL": "https://git.acme.example"}, "https://git.acme.example/acme/shop/blob/{}/shop/models.py#L"),
    ({"CI_PROJECT_URL": "https://gitlab.example/acme/shop"}, "https://gitlab.example/acme/shop/-/blob/{}/shop/models.py#L"),
    ({"BITBUCKET_GIT_HTTP_ORIGIN": "https://bitbucket.org/acme/shop"}, "https://bitbucket.org/acme/shop/src/{}/shop/models.py#lines-"),
    ({"CI_PROJECT_URL": "http://gitlab.example/acme/shop"}, None),
    ({"CI_PROJECT_URL": "javascript:alert(1)//"}, None),
    ({"CI_PROJECT_URL": "https://x.example/?a="}, None),
])
def test_places_are_links_where_the_pipeline_says_where(cli: CommandLine, repo: Repository, environment: "Dict[str, str]", start: "str | None") -> None:
    head = repo.commit({"shop/models.py": CHANGED})
    found = links(cli("check", "--repo", repo.path, "--format", "html", env=environment).out)
    if start is None:
        assert found == []
    else:
        assert any(re.fullmatch(re.escape(start.format(head)) + r"\d+", link) for link in found), found


def test_no_verdict(cli: CommandLine, repo: Repository, tmp_path: Path) -> None:
    repo.commit({"shop/models.py": "class Customer(:\n"})
    assert cli("check", "--repo", repo.path, "--output", tmp_path / "out").code == 3
    page = (tmp_path / "out" / "report.html").read_text()
    assert "No verdict" in page and "The tables were not compared." in page


def test_a_clean_run(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"README.md": "A shop.\n"})
    run = cli("check", "--repo", repo.path, "--format", "html")
    assert run.code == 0 and "No promise broken" in run.out
    assert [table["verdict"] for table in data(run.out)["tables"]] == ["unchanged"]
