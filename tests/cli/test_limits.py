"""Each limit: exceeded it gives no verdict, and the message names it and the setting; raised by the configuration it is no hindrance."""

from __future__ import annotations

import pytest
from conftest import MODELS, CommandLine, Repository

MANY = "\nfor n in range(3000):\n    type(f'T{n}', (Base,), {'__tablename__': f't{n}', 'id': Column(Integer, primary_key=True)})\n"
FILL = "\nkept = []\nfor _ in range(40):\n    kept.append(bytearray(1 << 24))\n"

LIMITS = [
    pytest.param("seconds", 1, "longer than 1 seconds|processor time", "\nwhile True:\n    pass\n", None, id="seconds"),
    pytest.param("memory-mib", 256, "more than 268435456 bytes", FILL, 4096, id="memory"),
    pytest.param("result-mib", 1, "more than 1048576 bytes", MANY, 64, id="result"),
    pytest.param("log-mib", 1, "more than 1048576 bytes were printed", "\nprint('x' * 2_000_000)\n", 8, id="log"),
    pytest.param("files", 1, "the limit is 1 files", "", 100, id="files"),
    pytest.param("files-mib", 1, "the limit is 1,048,576 bytes", "\n# " + "x" * 1_100_000 + "\n", 8, id="bytes of files"),
]


@pytest.mark.parametrize("setting, low, told, code, high", LIMITS)
def test_a_limit(cli: CommandLine, repo: Repository, setting: str, low: int, told: str, code: str, high: "int | None") -> None:
    repo.commit({"shop/models.py": MODELS + code, ".contractcheck.yml": f"{setting}: {low}\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 3, run.text
    assert any(words in run.text for words in told.split("|")) and f"'{setting}'" in run.text and "CC901" in run.text, run.text
    if high is not None:
        repo.commit({".contractcheck.yml": f"{setting}: {high}\n"})
        run = cli("extract", "--repo", repo.path)
        assert run.code == 0, run.text


@pytest.mark.parametrize("setting", ["seconds", "memory-mib", "result-mib", "log-mib", "files", "files-mib"])
@pytest.mark.parametrize("value", ["0", "-1", "1e3", "many", "[]", "99999999999999999999"])
def test_a_value_that_is_none(cli: CommandLine, repo: Repository, setting: str, value: str) -> None:
    repo.commit({".contractcheck.yml": f"{setting}: {value}\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 2 and f"'{setting}' must be a whole number" in run.text
