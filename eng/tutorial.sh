#!/usr/bin/env bash
# tutorial.sh [--check] FOLDER runs the commands of docs/tutorial-real.md on clones of the public repositories that it names and writes what they
# print into it, or with --check fails where that is not what it says. FOLDER holds a bare repository OWNER+NAME/repo, or a clone OWNER/NAME,
# for each.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

(($# > 0)) || die "usage: eng/tutorial.sh [--check] FOLDER"
"$ROOT/eng/setup.sh"
"$ROOT/eng/build.sh"
choose_python
exec "$PYTHON" "$ROOT/eng/tutorial.py" "$@"
