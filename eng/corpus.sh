#!/usr/bin/env bash
# corpus.sh [--with-libraries] [NAME...] measures extraction against the truth: fetches the applications of tests/corpus/applications.json
# from Debian, extracts their schema with nothing but SQLAlchemy (or with the libraries of tests/corpus/libraries.txt on the packages
# path), and compares it with tests/corpus/truth, the facts of a real import with all dependencies, and byte for byte with the document of the
# same models outside of the sandbox. Prints a row per application and,
# below it, what differs; fails when anything does.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$ROOT/eng/debian.sh"

CORPUS=$ARTIFACTS/corpus

# Prints "NAME PACKAGE" for each application, all of them without arguments.
applications() {
    "$PYTHON" - "$ROOT/tests/corpus/applications.json" "$@" <<'CODE'
import json, sys
known = json.load(open(sys.argv[1]))
for name in sys.argv[2:] or known:
    if name not in known:
        sys.exit(f"error: {name} is not in {sys.argv[1]}")
    print(name, known[name]["package"])
CODE
}

export PACKAGES_PATH=
if [[ ${1:-} == --with-libraries ]]; then
    shift
    PACKAGES_PATH=$CORPUS/libraries/usr/lib/python3/dist-packages
fi

"$ROOT/eng/setup.sh"
"$ROOT/eng/build.sh"
is_debian || die "the applications come from Debian's packages, and this system is not a Debian"
if [[ -n $PACKAGES_PATH ]]; then
    mapfile -t libraries <"$ROOT/tests/corpus/libraries.txt"
    stamp=$CORPUS/libraries/.fetched
    if [[ ! -r $stamp || $(<"$stamp") != "${libraries[*]}" ]]; then
        debian_download "$CORPUS/debs" "${libraries[@]}" && debian_unpack "$CORPUS/debs" "$CORPUS/libraries" "${libraries[@]}" ||
            die "the libraries could not be had"
        printf '%s\n' "${libraries[*]}" >"$stamp"
    fi
fi
names=()
while read -r name package; do
    names+=("$name")
    stamp=$CORPUS/$name/.fetched
    [[ -r $stamp && $(<"$stamp") == "$package" ]] && continue
    debian_download "$CORPUS/debs" "$package" && debian_unpack "$CORPUS/debs" "$CORPUS/$name" "$package" || die "$package could not be had"
    printf '%s\n' "$package" >"$stamp"
done < <(applications "$@")
exec "$PYTHON" "$ROOT/eng/corpus.py" "${names[@]}"
