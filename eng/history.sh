#!/usr/bin/env bash
# history.sh REPO... walks the newest commits of public repositories that change models and Alembic migrations, runs
# `contractcheck diff` between each and its first parent, reads the migrations' operations without running them, and prints how far the
# two agree. REPO is the path of a git repository or OWNER/NAME of GitHub, with @REV where the walk is not to start at HEAD.
# Options: --limit N commits of each (60), --since DATE, --config FILE and --dialect DIALECT for diff, --jobs N at a time (2), --folder DIR.
# Clones, results by commit and all that disagrees are kept in artifacts/history, or in DIR.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

(($# > 0)) || die "usage: eng/history.sh REPO[@REV]... [--limit N] [--since DATE] [--config FILE] [--dialect DIALECT] [--jobs N] [--folder DIR]"
[[ -n $PYTHON ]] || die "Python 3.9 or newer is needed"
if [[ -z ${CONTRACTCHECK_BUILT:-} ]]; then
    "$ROOT/eng/setup.sh"
    "$ROOT/eng/build.sh"
fi
exec "$PYTHON" "$ROOT/eng/history.py" "$@"
