"""Mutated models through the real worker: each gives a document that fits its schema, or a failure with a reason. eng/fuzz.sh runs it longer."""

import os
import random

from facts import FIXTURES

COUNT = int(os.environ.get("CONTRACTCHECK_FUZZ_MODELS", "60"))
FIRST = int(os.environ.get("CONTRACTCHECK_FUZZ_SEED", "1"))
REASONS = {"timeout", "memory", "result-too-large", "log-too-large", "exited", "killed", "malformed"}
SOURCES = sorted(p for p in FIXTURES.rglob("*.py") if 100 < p.stat().st_size < 6000)
HOSTILE = [
    "\x00", "\ud800", "\u202e", "'\\ud800'", "(" * 300, "__tablename__ = 'a\\nb'\n", "raise SystemExit\n", "del Base\n", "class X(Base): pass\n", "lambda: 0", "yield", "await x",
    "*", "**", ":=", "exec('1/0')\n", "globals().clear()\n", "__import__('os')._exit(0)\n", "None", "type('T', (Base,), {})\n", "import nowhere.at.all as Column\n", "@property\n",
    "# coding: utf-7\n", "\t", "    ", "\n", "f'{", "'''", "async ", "Column()", "Mapped[", "= = ", "nonlocal x\n",
]


def mutated(seed):
    """A text for a seed, the same each time."""
    chance = random.Random(seed)
    text = chance.choice(SOURCES).read_text(encoding="utf-8", errors="replace")
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(text) + 1)
        length = chance.randrange(1, 60)
        what = chance.randrange(5)
        if what == 0:
            text = text[:at] + text[at + length :]
        elif what == 1:
            text = text[:at] + text[at : at + length] + text[at:]
        elif what == 2:
            text = text[:at] + chance.choice(HOSTILE) + text[at:]
        elif what == 3:
            lines = text.splitlines(keepends=True)
            chance.shuffle(lines)
            text = "".join(lines)
        else:
            text = text[:at] + chr(chance.randrange(1, 0x2100)) + text[at + 1 :]
    return text


def test_mutated_models(worker, validator, tmp_path):
    models = tmp_path / "models.py"
    documents = 0
    for seed in range(FIRST, FIRST + COUNT):
        models.write_bytes(mutated(seed).encode("utf-8", "surrogatepass"))
        worker.go(tmp_path, limits={"seconds": 10, "memoryBytes": 1 << 30})
        kind, _, value = worker.read()
        if kind == "R":
            assert [e.message for e in validator.iter_errors(value)] == [], f"seed {seed}"
            documents += 1
        else:
            assert value["reason"] in REASONS, f"seed {seed}: {value}"
    assert documents > COUNT // 2
