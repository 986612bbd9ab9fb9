#!/usr/bin/env bash
# fuzz.sh [COUNT] [SEED]: runs the property tests for longer than CI does: COUNT texts (20000) from SEED (the time) on for contracts,
# configurations, schema documents, names and frames, and a hundredth of that many mutated models through the real worker. A failure names
# its seed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$ROOT/eng/setup.sh"
choose_python
export CONTRACTCHECK_FUZZ=${1:-20000} CONTRACTCHECK_FUZZ_SEED=${2:-$(date +%s)}
export CONTRACTCHECK_FUZZ_MODELS=$((CONTRACTCHECK_FUZZ / 100 + 1))
say "Fuzzing $CONTRACTCHECK_FUZZ texts from seed $CONTRACTCHECK_FUZZ_SEED on"
for project in Core Engine; do
    dotnet test "$ROOT/tests/ContractCheck.$project.Tests" --nologo --verbosity quiet --filter "FullyQualifiedName~Fuzz" </dev/null
done
PYTHONPATH=$ARTIFACTS/python/tests "$PYTHON" -m pytest -q --tb=short "$ROOT/tests/worker/test_fuzz.py" </dev/null
