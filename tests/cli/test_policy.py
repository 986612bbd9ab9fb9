"""How a team weighs findings: severities, fail-on, trailers, mappings, renames and sunsets of `.contractcheck.yml`."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import CONTRACT, MODELS, CommandLine, Repository

EMAIL = "    email = Column(String(100), nullable=False)\n"
GONE = MODELS.replace(EMAIL, "")
RENAMED = MODELS.replace("    email = ", "    mail = ")
NOTED = MODELS + "    note = Column(String(10))\n"


def on_main(repo: Repository, configuration: str, **files: str) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({".contractcheck.yml": configuration, **files})
    repo.git("branch", "-f", "change")
    repo.git("checkout", "--quiet", "change")


@pytest.mark.parametrize("line, code, told", [
    ("{rule: CC201, severity: warning}", 0, "warning CC201 customers.email"),
    ("{rule: column-removed, severity: info}", 0, "info CC201 customers.email"),
    ("{rule: CC201, severity: 'off'}", 0, "PASSED No promise broken"),
    ("{contract: cust*, severity: warning}", 0, "warning CC201 customers.email"),
    ("{contract: other, severity: warning}", 1, "error CC201 customers.email"),
    ("{table: customers, severity: warning}", 0, "warning CC201 customers.email"),
    ("{table: orders, severity: warning}", 1, "error CC201 customers.email"),
])
def test_a_severity_goes_before_the_rule_s_own(cli: CommandLine, repo: Repository, line: str, code: int, told: str) -> None:
    on_main(repo, f"severity:\n  - {line}\n")
    repo.commit({"shop/models.py": GONE})
    run = cli("check", "--repo", repo.path)
    assert run.code == code and told in run.text, run.text


def test_the_last_severity_that_fits_counts(cli: CommandLine, repo: Repository) -> None:
    on_main(repo, "severity:\n  - {table: '*', severity: info}\n  - {rule: CC201, severity: error}\n")
    repo.commit({"shop/models.py": GONE})
    assert cli("check", "--repo", repo.path).code == 1


def test_a_change_does_not_weigh_itself(cli: CommandLine, repo: Repository) -> None:
    for setting in ("severity: [{rule: CC201, severity: 'off'}]", "fail-on: never", "accept-trailer: Break", "sunsets: [{table: customers, column: email, day: 2020-01-01}]"):
        repo.git("checkout", "--quiet", "-B", "change", "main")
        repo.commit({".contractcheck.yml": setting + "\n", "shop/models.py": GONE}, message="x\n\nBreak: because")
        run = cli("check", "--repo", repo.path)
        assert run.code == 1, f"{setting}: {run.text}"


@pytest.mark.parametrize("setting, models, code", [("warning", NOTED, 0), ("warning", GONE, 1), ("never", GONE, 0)])
def test_fail_on(cli: CommandLine, repo: Repository, setting: str, models: str, code: int) -> None:
    on_main(repo, f"fail-on: {setting}\n")
    repo.commit({"shop/models.py": models})
    run = cli("check", "--repo", repo.path)
    assert run.code == code, run.text
    if setting == "never":
        assert "ACCEPTED" in run.out and "accepted by fail-on: never" in run.text
    assert cli("check", "--repo", repo.path, "--fail-on", "error").code == (1 if models == GONE else 0)


def test_a_warning_can_fail(cli: CommandLine, repo: Repository) -> None:
    repo.git("checkout", "--quiet", "main")
    repo.commit({"shop/models.py": NOTED})
    repo.git("branch", "-f", "change")
    repo.git("checkout", "--quiet", "change")
    repo.commit({"shop/models.py": MODELS})
    assert cli("check", "--repo", repo.path).code == 0
    run = cli("check", "--repo", repo.path, "--fail-on", "warning")
    assert run.code == 1 and "FAILED 1 warning" in run.out, run.text


@pytest.mark.parametrize("message, code", [
    ("Drop it\n\nAgreed with Finance.\n\nContract-Break: nobody reads it\nCo-authored-by: x <x@x.example>\n", 0),
    ("Drop it\n\ncontract-break: nobody reads it\n", 0),
    ("Drop it\n\nContract-Break:\n", 1),
    ("Contract-Break: nobody reads it\n", 1),
    ("Drop it\n\nContract-Break: in passing\n\nSigned-off-by: x <x@x.example>\n", 1),
])
def test_a_trailer_accepts_where_the_configuration_allows_it(cli: CommandLine, repo: Repository, message: str, code: int) -> None:
    on_main(repo, "accept-trailer: Contract-Break\n")
    repo.commit({"shop/models.py": GONE}, message=message)
    repo.commit({"README.md": "more"})
    run = cli("check", "--repo", repo.path)
    assert run.code == code, run.text
    assert ("accepted by trailer 'Contract-Break: nobody reads it'" in run.text) == (code == 0)
    repo.git("checkout", "--quiet", "-B", "change", "main")
    repo.commit({"shop/models.py": GONE})
    assert cli("check", "--repo", repo.path).code == 1, "a trailer of an earlier change counts"


def test_a_mapping_names_the_table_that_a_contract_means(cli: CommandLine, repo: Repository) -> None:
    contract = CONTRACT.replace("name: customers", "name: raw_customers")
    repo.git("checkout", "--quiet", "main")
    repo.commit({"contracts/customers.odcs.yaml": contract, ".contractcheck.yml": "tables:\n  - {table: raw_customers, models: customers}\n"})
    repo.git("branch", "-f", "change")
    repo.git("checkout", "--quiet", "change")
    repo.commit({"README.md": "x"})
    assert "No promise broken" in cli("check", "--repo", repo.path).out
    repo.commit({"shop/models.py": GONE})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "error CC201 customers.email was removed" in run.text, run.text


def test_a_mapping_to_another_table_takes_no_promise_along(cli: CommandLine, repo: Repository) -> None:
    other = GONE + "\n\nclass Copy(Base):\n    __tablename__ = 'copies'\n\n    id = Column(Integer, primary_key=True)\n    email = Column(String(100), nullable=False)\n"
    repo.commit({"shop/models.py": other, ".contractcheck.yml": "tables:\n  - {table: customers, models: copies}\n"})
    assert cli("check", "--repo", repo.path).code == 1


def test_a_name_that_is_nowhere_shows_what_is_near(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"contracts/more.odcs.yaml": CONTRACT.replace("id: customers", "id: more").replace("name: customers", "name: custmers")})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "CC501 custmers is promised and the models do not have it; they have customers" in run.text, run.text


@pytest.mark.parametrize("server, told", [("sales", "sales.customers.email"), ("other", None)])
def test_the_server_s_schema_tells_tables_of_one_name_apart(cli: CommandLine, empty: Repository, server: str, told: "str | None") -> None:
    two = MODELS + "".join(
        f"\n\nclass {schema.title()}(Base):\n    __tablename__ = 'customers'\n    __table_args__ = {{'schema': '{schema}'}}\n\n"
        "    id = Column(Integer, primary_key=True)\n    email = Column(String(100), nullable=False)\n" for schema in ("sales", "archive"))
    two = two.replace(MODELS[MODELS.index("class Customer"):], "", 1)
    contract = CONTRACT.replace("schema:\n", f"servers:\n  - {{server: p, type: postgres, host: h, port: 1, database: d, schema: {server}}}\nschema:\n", 1)
    empty.commit({"shop/__init__.py": "", "shop/models.py": two, "contracts/c.odcs.yaml": contract})
    empty.git("checkout", "--quiet", "-b", "change")
    empty.commit({"shop/models.py": two.replace(EMAIL, "", 1)})
    run = cli("check", "--repo", empty.path)
    if told:
        assert run.code == 1 and f"error CC201 {told} was removed" in run.text, run.text
    else:
        assert run.code == 2 and "fits several tables: archive.customers (shop/models.py:16), sales.customers (shop/models.py:9)" in run.text, run.text
        assert "tables: [{table: customers, models: archive.customers}]" in run.text


def test_a_rename_is_one_finding_with_its_evidence(cli: CommandLine, repo: Repository) -> None:
    repo.commit({"shop/models.py": RENAMED})
    run = cli("check", "--repo", repo.path, "--format", "json")
    (finding,) = [f for f in run.json["introduced"] if f["severity"] == "error"]
    assert run.code == 1 and (finding["rule"], finding["table"], finding["column"]) == ("CC202", "customers", "email")
    assert (finding["before"], finding["after"]) == ("email", "mail") and 0.7 < finding["confidence"] < 1
    assert "the same type" in finding["evidence"] and "the same place" in finding["evidence"]


def test_a_hint_or_an_id_decides(cli: CommandLine, repo: Repository) -> None:
    other = MODELS.replace(EMAIL, "    contact = Column(String(500))\n")
    repo.commit({"shop/models.py": other})
    assert "CC201 customers.email was removed" in cli("check", "--repo", repo.path).text
    repo.commit({".contractcheck.yml": "renames:\n  - {table: customers, column: email, to: contact}\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 1 and "CC202 customers.email was renamed: email → contact (says .contractcheck.yml:2)" in run.text, run.text
    assert "column-renamed" in cli("diff", "--repo", repo.path).out

    repo.git("checkout", "--quiet", "main")
    repo.commit({"contracts/customers.odcs.yaml": CONTRACT.replace("      - name: email\n", "      - name: email\n        id: mail\n")})
    repo.git("checkout", "--quiet", "-B", "change")
    repo.commit({"shop/models.py": other, "contracts/customers.odcs.yaml": CONTRACT.replace("version: 1.0.0", "version: 2.0.0")
                 .replace("      - name: email\n", "      - name: contact\n        id: mail\n").replace("        required: true\n      - name: contact", "      - name: contact")
                 .replace("        logicalType: string\n        required: true\n", "        logicalType: string\n")})
    run = cli("check", "--repo", repo.path)
    assert run.code == 0 and "CC202 customers.email was renamed: email → contact (says the contract's id mail)" in run.text, run.text


@pytest.mark.parametrize("days, code, told", [(-1, 0, "after its announced end"), (5, 1, "before its announced end")])
def test_a_sunset_of_the_configuration(cli: CommandLine, repo: Repository, days: int, code: int, told: str) -> None:
    on_main(repo, f"sunsets:\n  - {{table: customers, column: email, day: {date.today() + timedelta(days=days)}}}\n")
    repo.commit({"shop/models.py": GONE})
    run = cli("check", "--repo", repo.path)
    assert run.code == code and f"CC603 customers.email was removed {told}" in run.text, run.text


@pytest.mark.parametrize("text, told", [
    ("severity: [{rule: CC999, severity: error}]", "there is no rule 'CC999'"),
    ("severity: [{rule: CC901, severity: info}]", "the weight of CC901 cannot be changed"),
    ("severity: [{severity: info}]", "a severity needs 'rule', 'contract' or 'table'"),
    ("severity: [{rule: CC201, severity: fatal}]", "'severity' of a severity must be one of error, warning, info, off, not 'fatal'"),
    ("fail-on: sometimes", "'fail-on' must be one of error, warning, consumers, never"),
    ("accept-trailer: 'two words'", "'accept-trailer' must be the name of a trailer such as Contract-Break"),
    ("tables: [{table: a}]", "a mapping needs 'models'"),
    ("renames: [{to: b}]", "a rename needs 'table'"),
    ("renames: {table: a, to: b}", "this must be a list, each item a rename with 'table', 'column', 'to'"),
    ("sunsets: [{table: a, day: soon}]", "'day' of a sunset must be a day such as 2027-03-31, not 'soon'"),
])
def test_a_wrong_setting_is_refused_with_its_line(cli: CommandLine, repo: Repository, text: str, told: str) -> None:
    repo.commit({".contractcheck.yml": "# ours\n" + text + "\n"})
    run = cli("check", "--repo", repo.path)
    assert run.code == 2 and ".contractcheck.yml:2:" in run.text and told in run.text, run.text
