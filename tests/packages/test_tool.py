"""The dotnet tool."""

from __future__ import annotations

from conftest import BROKEN, Checkout


def test_it_installs_and_judges(checkout: Checkout) -> None:
    checkout.write("shop/models.py", BROKEN)
    checkout.commit()
    checkout.run("dotnet", "tool", "install", "ContractCheck", "--tool-path", "../tools")
    tool = str(checkout.path.parent / "tools" / "contractcheck")
    ended = checkout.run(tool, "check", check=False)
    assert ended.code == 1 and "CC201 orders.legacy_code was removed" in ended.out and "SQLAlchemy 2.0.40, in a sandbox" in ended.out, ended.out
    assert "1.4.46" in checkout.run(tool, "doctor").out
    assert checkout.run(tool, "--version").out.strip()


def test_it_is_pinned_by_a_manifest(checkout: Checkout) -> None:
    checkout.run("dotnet", "new", "tool-manifest")
    checkout.run("dotnet", "tool", "install", "ContractCheck")
    ended = checkout.run("dotnet", "tool", "run", "contractcheck", "explain", "CC201")
    assert ended.out.startswith("# CC201")
