"""What front ends and documents say of options and settings is what the program's catalogues say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml
from conftest import ROOT, CommandLine, Repository

SCHEMA = json.loads((ROOT / "docs/schemas/configuration.v1.json").read_text())


def test_the_generated_parts_are_what_they_should_be(cli: CommandLine) -> None:
    run = cli("reference", ROOT, "--check")
    assert run.code == 0, f"run eng/docs.sh:\n{run.out}"


def test_help_lists_every_option_of_the_reference(cli: CommandLine) -> None:
    table = (ROOT / "docs/reference.md").read_text().partition("end of generated")[0]
    options = re.findall(r"^\| `(--[a-z-]+)`", table, re.M)
    help_ = cli("check", "--help").out
    listed = re.findall(r"^\s+(--[a-z-]+)\b", help_, re.M)
    assert len(options) >= 16 and sorted(listed) == sorted(options)


def test_action_yml_names_every_input_and_output_that_there_is() -> None:
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    options = set(re.findall(r"^\| `--([a-z-]+)`[^|]*(?:\\\|[^|]*)*\| `", (ROOT / "docs/reference.md").read_text(), re.M))
    assert set(action["inputs"]) == options | {"token"} and "args" not in action["runs"]
    assert all(entry["description"] and entry["required"] is False for entry in action["inputs"].values())
    source = (ROOT / "src/ContractCheck.Core/Rendering/Reports/GitHubOutputs.cs").read_text()
    assert set(action["outputs"]) == set(re.findall(r'Sink\.Entry\("([a-z-]+)"', source))


CONFIGURATIONS = [
    ("contracts: ['a/*.yaml']\ndialect: postgresql\nprofile: both\n", True),
    ("contracts: a.yaml\nsqlalchemy: 1.4\nseconds: 5\n", True),
    ("sqlalchemy: '2.0'\npackages: [oslo.db]\n", True),
    ("profile: nobody\n", False), ("seconds: 0\n", False), ("seconds: many\n", False), ("nonsense: 1\n", False), ("contracts: {a: b}\n", False), ("python: ''\n", False),
]


@pytest.mark.parametrize("text, good", CONFIGURATIONS)
def test_the_json_schema_and_the_program_agree(cli: CommandLine, repo: Repository, tmp_path: Path, text: str, good: bool) -> None:
    repo.commit()
    file = tmp_path / "configuration.yml"
    file.write_text(text)
    valid = jsonschema.Draft7Validator(SCHEMA).is_valid(yaml.safe_load(text))
    run = cli("extract", "--repo", repo.path, "--config", file)
    read = "configuration.yml" not in run.text
    assert (valid, read) == (good, good), run.text
