#!/usr/bin/env bash
# bench.sh [ROUNDS]: what reading models costs. Side by side in one run, alternating: a whole `contractcheck check` of keystone (a branch
# with edits, both revisions read), and one plain Python process that imports SQLAlchemy and the same modules through the same worker once.
# bench.sh --sandbox [PAIRS]: what the sandbox adds to one child. Part of the first.
# bench.sh --impact MANIFEST [ROUNDS]: what lineage adds, with a real manifest that is grown to 1,000 models.
# bench.sh --extract REPOSITORY [ROUNDS]: the same for `contractcheck extract` of HEAD of any repository.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$ROOT/eng/setup.sh"
"$ROOT/eng/build.sh"
choose_python
if [[ ${1:-} == --extract ]]; then
    exec "$PYTHON" "$ROOT/eng/bench.py" "${3:-7}" "$(cd "$2" && pwd -P)"
fi
if [[ ${1:-} == --impact ]]; then
    exec "$PYTHON" "$ROOT/eng/bench_impact.py" "$(realpath "$2")" "${3:-7}"
fi
if [[ ${1:-} == --sandbox ]]; then
    exec "$PYTHON" "$ROOT/eng/bench_sandbox.py" "${2:-100}"
fi
"$PYTHON" "$ROOT/eng/bench_sandbox.py" 100
if [[ ! -d $ARTIFACTS/real/keystone/repo/.git ]] || ! git -C "$ARTIFACTS/real/keystone/repo" rev-parse --quiet --verify edited >/dev/null; then
    "$ROOT/eng/real.sh" keystone || note "keystone's findings are not as expected; times are taken all the same"
fi
exec "$PYTHON" "$ROOT/eng/bench.py" "${1:-7}"
