#!/usr/bin/env bash
# real.sh NAME... checks pull requests against real applications. For each NAME of tests/real/NAME.json: fetches the application from
# Debian, commits its source, writes a contract with `contractcheck init`, makes the edits that the file lists on a branch, runs
# `contractcheck check`, and compares the findings with those that the file expects; a branch that moves lines only must give none.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$ROOT/eng/debian.sh"

REAL=$ARTIFACTS/real

# Leaves the unpacked package below artifacts/real/NAME/package.
fetch() {
    local name=$1 package
    package=$("$PYTHON" -c 'import json, sys; print(json.load(open(sys.argv[1]))["package"])' "$ROOT/tests/real/$name.json")
    [[ -r $REAL/$name/package/.fetched && $(<"$REAL/$name/package/.fetched") == "$package" ]] && return 0
    is_debian || die "real applications come from Debian's packages, and this system is not a Debian"
    debian_download "$REAL/debs" "$package" || die "$package could not be had"
    debian_unpack "$REAL/debs" "$REAL/$name/package" "$package" || die "$package could not be unpacked"
    printf '%s\n' "$package" >"$REAL/$name/package/.fetched"
}

if [[ ${1:-} == --fetch-only ]]; then
    shift
    for name in "$@"; do
        [[ -f $ROOT/tests/real/$name.json ]] || die "there is no tests/real/$name.json"
        fetch "$name"
    done
    exit 0
fi

(($# > 0)) || die "usage: eng/real.sh NAME... with names of tests/real: $(cd "$ROOT/tests/real" && echo *.json | sed 's/\.json//g')"
"$ROOT/eng/setup.sh"
"$ROOT/eng/build.sh"
choose_python
"$ROOT/eng/real.sh" --fetch-only "$@"
exec "$PYTHON" "$ROOT/eng/real.py" "$@"
