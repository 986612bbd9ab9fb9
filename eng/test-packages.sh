#!/usr/bin/env bash
# test-packages.sh: packs the NuGet packages and tries them as a stranger would: tests/packages, each with an empty cache of packages.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

choose_python
"$ROOT/eng/pack.sh"
say "tests/packages"
PYTHONPATH=$ARTIFACTS/python/tests "$PYTHON" -m pytest -q --tb=short "$@" "$ROOT/tests/packages"
