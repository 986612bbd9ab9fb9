"""Names and texts that a stranger wrote, in every place of models and contract, through every format of every command."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Dict, List

import pytest
from conftest import CommandLine, Repository, Run
from dbt import Manifest

# Without dots, which part a table's name from its schema in a contract.
TEXTS = {
    "newline and command": "a\n::error::forged",
    "command": "::error file=x,line=1::forged",
    "azure": "##vso[build_done result=Succeeded]",
    "runner": "x ##[error]forged",
    "pipes": "a|b||c",
    "backticks": "`a` ``b``` c",
    "html": "<img src=x onerror=alert(1)>",
    "mention": "@everyone @org/team",
    "link": "[click](javascript:alert(1)) https://example/x",
    "ansi": "\u001b[31mred\u001b]8;;http://x\u0007",
    "bidi": "user\u202etxt",
    "zero": "a\0b",
    "formula": "=cmd|'/c calc'!A1",
    "quotes": "a\"b'c`d]e",
    "percent": "%0A::error::x %25",
    "long": "x" * 10_000,
}
def models(text: str, removed: bool) -> str:
    gone = "" if removed else f"    gone = Column({text + 'g'!r}, Enum({text!r}, 'b'), comment={text!r}, server_default={text!r})\n"
    return f"""\
from sqlalchemy import CheckConstraint, Column, Enum, Integer, String, Text
from sqlalchemy.orm import declarative_base

Base = declarative_base()
TEXT = {text!r}


class Odd(Base):
    __tablename__ = TEXT
    __table_args__ = (CheckConstraint(TEXT), {{"comment": TEXT}})

    id = Column(Integer, primary_key=True)
    kept = Column(TEXT + "k", {'Text' if removed else 'String(80)'}, comment=TEXT)
{gone}

class Unreadable(Base):
    __tablename__ = "unreadable"

    id = Column(Integer, primary_key=True)
    raise RuntimeError(TEXT)
"""


def contract(text: str) -> str:
    quoted = json.dumps(text)
    return f"""\
apiVersion: v3.1.0
kind: DataContract
id: {quoted}
name: {quoted}
version: {json.dumps("1.0.0 " + text)}
status: active
team:
  name: {quoted}
schema:
  - name: odd
    physicalName: {quoted}
    logicalType: object
    properties:
      - name: {json.dumps(text + "g")}
        logicalType: string
        required: true
      - name: {json.dumps(text + "k")}
        physicalType: varchar(80)
"""


def lineage(text: str) -> "Dict[str, str]":
    """Somebody downstream whose every name is that text."""
    made = Manifest(project=text)
    relation = made.source(text, columns=["id", text + "g"], original_file_path=text)
    quoted = relation.rpartition(".")[0] + '."' + text.replace('"', '""') + '"'
    made.model("m", f'select * from {quoted}', text, name=text, meta={"owner": {"name": text, "email": text}}, original_file_path=text)
    made.model("n", text, "m", name=text + "n")
    made.use("exposure", "e", "m", "n", label=text, type=text, url=text, maturity=text, owner={"name": text, "email": text})
    rows = io.StringIO()
    csv.writer(rows).writerows([["table", "consumer", "kind", "owner", "contact", "criticality", "url"], [text] * 7])
    return {"m/manifest.json": json.dumps(made.document), "c.csv": rows.getvalue(), ".contractcheck.yml": "manifests: [m/manifest.json]\nconsumers: [c.csv]\n"}


def runs(cli: CommandLine, repo: Repository, folder: Path) -> "Dict[str, Run]":
    """Every command, with a folder for all formats that have a file; the others go to standard output."""
    done = {f"check {name}": cli("check", "--repo", repo.path, "--format", name, "--output", folder / "check") for name in ("github", "azure", "msbuild")}
    for command in ("diff", "extract"):
        done[command] = cli(command, "--repo", repo.path, "--output", folder / command)
    done["extract --explain"] = cli("extract", "--repo", repo.path, "--explain")
    done["impact"] = cli("impact", "Odd", "--repo", repo.path, "--output", folder / "impact")
    done["init"] = cli("init", "--repo", repo.path, "--output", folder / "new.odcs.yaml")
    return done


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_output_obeys_it(cli: CommandLine, empty: Repository, tmp_path: Path, text: str) -> None:
    # What a file may be called and still be a module. One with a line break in its name is no module.
    file = "shop/m" + "".join("_" if c in "/\\." or ord(c) < 32 else c for c in text)[:60] + ".py"
    empty.commit({"shop/__init__.py": "", file: models(text, removed=False), "contracts/odd.odcs.yaml": contract(text), **lineage(text)})
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({file: models(text, removed=True)})
    done = runs(cli, empty, tmp_path / "out")
    codes = {name: run.code for name, run in done.items() if run.code != (1 if name.startswith("check") else 0)}
    assert codes == {}, {name: done[name].text[:600] for name in codes}
    outputs = {name: run.out for name, run in done.items()}
    outputs.update({f"{name} (error)": run.err for name, run in done.items()})
    outputs.update({path.name: path.read_bytes().decode() for path in (tmp_path / "out").glob("*/*")})
    for name, output in outputs.items():
        assert problems(output, own=name.split()[-1]) == [], name
    assert len(outputs) == 2 * len(done) + 8 + 3 + 6 + 4
    assert len(json.loads(outputs["report.json"])["introduced"]) >= 2
    assert len(json.loads(outputs["report.sarif"])["runs"][0]["results"]) >= 1
    assert ElementTree.fromstring(outputs["junit.xml"].encode()).attrib["failures"] != "0"
    assert len(list(csv.DictReader(io.StringIO(outputs["findings.csv"], newline="")))) >= 2


def problems(output: str, own: str) -> "List[str]":
    """What a log's reader, a terminal or a spreadsheet would obey in an output; our own commands are taken off first."""
    output = output.replace("\r\n", "\n")
    if own == "github":
        output = re.sub(r"(?m)^::(error|warning) ([^:,=]+=[^:,]*,?)*::", ">", output)
    if own == "azure":
        output = re.sub(r"(?m)^##vso\[task\.logissue (\w+=[^;\]]*;)*\]", ">", output)
    found = [f"U+{ord(c):04X}" for c in output if (ord(c) < 32 and c != "\n") or c in "\x7f\u202e\u200b\u2028\ufeff"]
    found += [line[:80] for line in output.split("\n") if re.match(r"\s*::", line)]
    return found + re.findall(r"(?i)##(?:\[|vso).{0,40}", output)
