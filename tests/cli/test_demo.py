"""The README's first command, and what the check of its pull request says."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from conftest import ROOT, CommandLine

BROKEN = {
    ("CC202", "customers", "phone"),
    ("CC209", "customers", "email"),
    ("CC201", "orders", "legacy_code"),
    ("CC206", "orders", "currency"),
    ("CC401", "orders", "status"),
}
WARNED = {("CC101", "return_labels", None), ("CC209", "suppliers", "contact_email")}
SAFE = {
    ("CC104", "gift_cards", None),
    ("CC203", "addresses", "state"),
    ("CC203", "customers", "marketing_opt_in"),
    ("CC203", "orders", "gift_message"),
    ("CC204", "order_lines", "tax_category"),
    ("CC206", "products", "sku"),
}


def test_demo_ends_well() -> None:
    done = subprocess.run(
        [str(ROOT / "eng" / "demo.sh")], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout
    assert "legacy_code" in done.stdout
    assert "reaches 2 models, 1 application: Ledger export (Accounting)" in done.stdout
    report = ROOT / "artifacts" / "demo" / "report"
    assert os.listdir(report)


def test_findings(cli: CommandLine, shop: Path) -> None:
    """Neither more nor less; what was merged into main meanwhile (brands.homepage) is not blamed on the pull request."""
    run = cli("check", "--repo", shop, "--format", "json")
    assert run.code == 1, run.text
    found = {
        severity: {(f["rule"], f["table"], f["column"]) for f in run.json["introduced"] if f["severity"] == severity}
        for severity in ("error", "warning", "info")
    }
    assert found == {"error": BROKEN, "warning": WARNED, "info": SAFE}
    assert run.json["preExisting"] == []
