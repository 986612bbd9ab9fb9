"""A project that references the package ContractCheck.MSBuild."""

from __future__ import annotations

import json
import re

import pytest
from conftest import BROKEN, MODELS, Checkout, Ended

PROJECT = """\
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    {frameworks}
    {properties}
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="ContractCheck.MSBuild" Version="*" PrivateAssets="all" />
  </ItemGroup>
  <Target Name="Tell" AfterTargets="ContractCheck">
    <Message Importance="high" Text="verdict $(ContractCheckVerdict): @(ContractCheckFinding->'%(Identity) %(Severity) %(Subject) %(File):%(Line) %(Fingerprint)', '; ')" />
  </Target>
</Project>
"""
ONE = "<TargetFramework>net10.0</TargetFramework>"
ERROR = re.compile(r"([^\s(]*models\.py)\((\d+),(\d+)\): (error|warning) (CC\d{3}): (.*) \[")


@pytest.fixture
def project(checkout: Checkout) -> Checkout:
    add(checkout)
    return checkout


def add(checkout: Checkout, frameworks: str = ONE, properties: str = "") -> None:
    checkout.write("src/App/App.csproj", PROJECT.format(frameworks=frameworks, properties=properties))
    checkout.write("src/App/App.cs", "public static class App { }\n")
    checkout.commit()


def build(checkout: Checkout, *options: str, **environment: str) -> Ended:
    return checkout.run(
        "dotnet", "build", "src/App/App.csproj", "-tl:off", "-clp:NoSummary", "--disable-build-servers", *options, check=False, **environment)


def test_a_broken_promise_fails_the_build_at_its_line(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN)
    ended = build(project)
    assert ended.code == 1, ended.out
    found = {(m[1].rpartition("/repo/")[2], int(m[2]), int(m[3]), m[4], m[5]): m[6] for m in ERROR.finditer(ended.out)}
    assert set(found) == {("shop/models.py", 11, 5, "error", "CC206"), ("shop/models.py", 7, 1, "error", "CC201")}, ended.out
    assert found[("shop/models.py", 7, 1, "error", "CC201")] == "orders.legacy_code was removed (was VARCHAR(20)); promised by shop 2.3.0: column legacy_code"


def test_it_passes_when_mended_and_does_nothing_the_second_time(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN)
    assert build(project).code == 1
    project.write("shop/models.py", MODELS)
    ended = build(project)
    assert ended.code == 0 and "verdict passed" in ended.out, ended.out
    ended = build(project, "-v:normal", "--no-restore")
    assert ended.code == 0 and 'Skipping target "ContractCheck" because all output files are up-to-date' in ended.out, ended.out
    project.write("shop/models.py", BROKEN)
    assert build(project).code == 1


def test_the_same_findings_as_the_packed_tool(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN + "    note = Column(String(5))\n")
    told = re.search(r"verdict (\S+): (.*)", build(project, "-p:ContractCheckEnabled=true", "-p:TreatWarningsAsErrors=false").out)
    project.run("dotnet", "tool", "install", "ContractCheck", "--tool-path", str(project.path.parent / "tools"))
    ended = project.run(str(project.path.parent / "tools" / "contractcheck"), "check", "--worktree", "--format", "json", check=False)
    report = json.loads(ended.out)
    assert ended.code == 1 and report["verdict"] == "failed"
    expected = [
        f"{f['rule']} {f['severity']} {f['table']}.{f['column']} {f['head']['file']}:{f['head']['line']} {f['fingerprint']}" for f in report["introduced"]
    ]
    assert told is None, "targets after a failed one do not run"
    found = json.loads((project.path / "src/App/obj/contractcheck/report.json").read_text())
    assert [f["fingerprint"] for f in found["introduced"]] == [f["fingerprint"] for f in report["introduced"]] and len(expected) == 3


def test_warnings_and_items(project: Checkout) -> None:
    project.write("contracts/shop.odcs.yaml", "".join(line for line in (project.path / "contracts/shop.odcs.yaml").open() if "20" not in line and "legacy" not in line))
    project.commit()
    project.run("git", "branch", "-f", "main")
    project.write("shop/models.py", MODELS.replace("    legacy_code = Column(String(20))\n", ""))
    ended = build(project)
    assert ended.code == 0, ended.out
    assert "shop/models.py(7,1): warning CC201: orders.legacy_code was removed" in ended.out
    assert re.search(r"verdict passed: CC201 warning orders.legacy_code shop/models.py:7 [0-9a-f]{16}", ended.out), ended.out


def test_design_time_builds_and_those_that_switch_it_off_do_nothing(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN)
    for option in ("-p:DesignTimeBuild=true", "-p:ContractCheckEnabled=false"):
        ended = build(project, option)
        assert ended.code == 0 and "verdict" not in ended.out and "CC2" not in ended.out, ended.out


@pytest.mark.parametrize("change", ["deleted", "another base", "another contract", "in a folder called bin", "a waiver"])
def test_whatever_changes_the_verdict_is_noticed(project: Checkout, change: str) -> None:
    contracts = "contracts: ['contracts/*.yaml', 'specs/*.yml']\n"
    other = "apiVersion: v3.1.0\nkind: DataContract\nid: other\nversion: 1.0.0\nstatus: active\nschema:\n  - name: items\n    logicalType: object\n    properties:\n      - {name: id, logicalType: integer}\n"
    item = MODELS[:MODELS.index("class Order")] + "class Item(Base):\n    __tablename__ = 'items'\n    id = Column(Integer, primary_key=True)\n"
    for name, text in ((".contractcheck.yml", contracts), ("specs/other.yml", other), ("shop/bin/items.py", item), (".gitignore", "/src/App/bin/\n/src/App/obj/\n")):
        project.write(name, text)
    project.commit()
    project.run("git", "branch", "-f", "main")
    options = []
    if change == "a waiver":
        project.write("shop/models.py", MODELS.replace("    legacy_code = Column(String(20))\n", ""))
        project.write(".contractcheck-waivers.yml", "waivers:\n  - {rule: CC201, table: orders, reason: x}\n")
    assert build(project).code == 0
    assert build(project).code == 0
    if change == "deleted":
        (project.path / "shop/models.py").unlink()
    elif change == "another base":
        project.write("shop/models.py", BROKEN)
        assert build(project, "-p:ContractCheckBase=HEAD").code == 1
        project.write("contracts/shop.odcs.yaml", "")
        project.write("shop/models.py", MODELS)
        project.run("git", "checkout", "--quiet", "contracts")
        options = ["-p:ContractCheckProfile=writer", "-p:ContractCheckContract=nowhere/*.yaml"]
    elif change == "another contract":
        project.write("specs/other.yml", other.replace("{name: id", "{name: code, logicalType: string, required: true}\n      - {name: id"))
    elif change == "in a folder called bin":
        project.write("shop/bin/items.py", item.replace("'items'", "'things'"))
    else:
        (project.path / ".contractcheck-waivers.yml").unlink()
    assert build(project, *options).code == 1


def test_one_framework_alone_and_a_reference_are_checked(checkout: Checkout) -> None:
    add(checkout, "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>", "<EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>")
    checkout.write("src/Other/Other.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>"
                   "<ItemGroup><ProjectReference Include=\"../App/App.csproj\" /></ItemGroup></Project>")
    checkout.write("shop/models.py", BROKEN)
    assert build(checkout, "-f", "net10.0").code == 1
    ended = checkout.run("dotnet", "build", "src/Other/Other.csproj", "-tl:off", "--disable-build-servers", check=False)
    assert ended.code == 1 and "CC201" in ended.out, ended.out


def test_several_frameworks_are_checked_once(checkout: Checkout) -> None:
    add(checkout, "<TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>", "<EnableWindowsTargeting>true</EnableWindowsTargeting><DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>")
    ended = build(checkout)
    assert ended.code == 0 and ended.out.count("verdict passed") == 1, ended.out


def test_properties_are_options(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN)
    ended = build(project, "-p:ContractCheckContract=nowhere/*.yaml")
    assert ended.code == 1 and "nowhere/*.yaml" in ended.out, ended.out
    ended = build(project, "-p:ContractCheckBase=HEAD")
    assert ended.code == 1 and "CC201" in ended.out
    ended = build(project, "-p:ContractCheckProfile=nobody")
    assert ended.code == 1 and "nobody" in ended.out and "--help" in ended.out, ended.out


def test_azure_s_commands_reach_the_log(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN)
    ended = build(project, "-p:ContractCheckPublish=azure")
    assert ended.code == 1
    assert "##vso[task.logissue type=error;sourcepath=shop/models.py;linenumber=11;columnnumber=1;code=CC206;]" in ended.out, ended.out
    assert "##vso[task.setvariable variable=contractcheck.verdict;isoutput=true;]failed" in ended.out


def test_github_s_commands_reach_the_log(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN)
    ended = build(project, "-p:ContractCheckPublish=github")
    assert ended.code == 1 and "::error file=shop/models.py,line=11,title=CC206 type-narrowed::" in ended.out, ended.out


def test_hostile_names_stay_text(project: Checkout) -> None:
    project.write("shop/models.py", BROKEN + "\n\nclass Odd(Base):\n    __tablename__ = 'odd'\n    id = Column('a%0Ab\\n##vso[task.complete]x(1,1): error CC999: y', Integer, primary_key=True)\n")
    project.write("shop/a;b%41.py", "")
    project.write("shop/od\u202ed.py", "from shop.models import Base\nfrom sqlalchemy import Column, Integer\n\nclass Odd2(Base):\n    __tablename__ = 'odd2'\n    id = Column(Integer, primary_key=True)\n    note = Column(Integer)\n")
    ended = build(project)
    assert ended.code == 1
    assert "\u202e" not in ended.out and "##vso" not in ended.out and not re.search(r"(?m)^.*error CC999.*$", ended.out), ended.out
