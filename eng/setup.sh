#!/usr/bin/env bash
# Installs what building, running and testing ContractCheck needs and the machine lacks: a C compiler to link with, Python with pip, pytest,
# jsonschema and yaml, and SQLAlchemy 2.0 and 1.4 and sqlglot for the worker, unpacked below artifacts/python. What is there already is left as it is.
# With --browser also Chromium, for the tests of the report page.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$ROOT/eng/debian.sh"

DEBIAN_20=(python3-sqlalchemy=2.0.40+ds1-1 python3-typing-extensions=4.13.2-1)
DEBIAN_14=(python3-sqlalchemy=1.4.46+ds1-1)
DEBIAN_SQLGLOT=(python3-sqlglot=26.16.4-1)

need_sdk_and_git() {
    command -v dotnet >/dev/null || die "the .NET 10 SDK is not there: install it and put dotnet on PATH"
    command -v git >/dev/null || install_debian_packages git
}

# The program is native code, which the C compiler links.
need_linker() {
    local missing=()
    command -v clang >/dev/null || command -v gcc >/dev/null || missing+=(gcc)
    [[ -e /usr/include/stdlib.h ]] || missing+=(libc6-dev)
    ((${#missing[@]} == 0)) || install_debian_packages "${missing[@]}"
}

install_debian_packages() {
    if ! is_debian || ! can_be_root; then
        die "these Debian packages (or what your system calls them) are missing: $*. Install them, or run this script as root"
    fi
    say "Installing $* from Debian"
    local log=$ARTIFACTS/setup-apt.log
    mkdir -p "$ARTIFACTS"
    as_root apt-get -qq -o DPkg::Lock::Timeout=300 update >"$log" 2>&1 || note "apt-get update had errors; going on with the lists that are there"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o DPkg::Lock::Timeout=300 install "$@" >>"$log" 2>&1 || {
        cat "$log" >&2
        die "apt-get could not install $*"
    }
}

python_version_code='import sys; sys.exit(sys.version_info < (3, 9))'
test_modules_code='
import importlib.util, sys
found = {"pytest": "python3-pytest", "jsonschema": "python3-jsonschema", "yaml": "python3-yaml", "pip": "python3-pip"}
print(*[package for module, package in found.items() if importlib.util.find_spec(module) is None])'

need_python() {
    if [[ -z $PYTHON ]]; then
        install_debian_packages python3
        choose_python
    fi
    "$PYTHON" -c "$python_version_code" || die "$PYTHON is older than 3.9: set PYTHON to a newer one"
    local missing
    missing=$(PYTHONPATH=$ARTIFACTS/python/tests "$PYTHON" -c "$test_modules_code")
    [[ -n $missing ]] || return 0
    if is_debian && [[ $PYTHON == /usr/bin/python3 ]]; then
        # shellcheck disable=SC2086
        install_debian_packages $missing
    else
        say "Installing what the tests need by pip into artifacts/python/tests"
        pip_install tests tests
    fi
}

# CHROMIUM may name one that is elsewhere.
need_browser() {
    [[ ! -x ${CHROMIUM:-/usr/bin/chromium} ]] || return 0
    if is_debian && can_be_root; then
        install_debian_packages chromium fonts-dejavu-core
    else
        note "no Chromium: install it and let CHROMIUM name it, or the tests of the report page fail"
    fi
}

# pip_install LOCK FOLDER: from eng/requirements/LOCK.lock, exactly those versions, into artifacts/python/FOLDER.
pip_install() {
    local lock=$ROOT/eng/requirements/$1.lock hashes=()
    grep -q -- '--hash=' "$lock" && hashes=(--require-hashes)
    "$PYTHON" -m pip --disable-pip-version-check install --quiet --no-deps "${hashes[@]}" --only-binary :all: --upgrade \
        --target "$ARTIFACTS/python/$2" --requirement "$lock"
}

# need_library NAME MODULE PACKAGE...: unpacks Debian packages, or what the lock file NAME names, into artifacts/python/NAME.
need_library() {
    local name=$1 module=$2 folder=$ARTIFACTS/python/$1 stamp wanted
    shift 2
    # Called on the left of ||, where a failing command does not end the script: each that can fail says what follows.
    wanted="$* with metadata, compiled for $("$PYTHON" -c 'import sys; print(sys.implementation.cache_tag)')"
    stamp=$folder/.contractcheck-setup
    [[ -r $stamp && $(<"$stamp") == "$wanted" ]] && return 0

    say "Unpacking $name into artifacts/python/$name"
    if is_debian && debian_download "$ARTIFACTS/debs" "$@"; then
        local unpacked=$ARTIFACTS/python/.unpacked-$name libraries
        debian_unpack "$ARTIFACTS/debs" "$unpacked" "$@" || return 1
        libraries=$unpacked/usr/lib/python3/dist-packages
        rm -rf "$folder"
        mkdir -p "$folder"
        # With the metadata: libraries on the packages path ask for SQLAlchemy's version, and what sqlglot parsed is kept by its.
        mv "$libraries"/* "$folder/" || return 1
        rm -rf "$unpacked"
    else
        rm -rf "$folder"
        pip_install "$name" "$name" || return 1
    fi
    # The files never change once they are unpacked, and copying them (into an image, say) may change their times: bytecode that is
    # not compared with the source stays valid.
    "$PYTHON" -m compileall -q --invalidation-mode unchecked-hash "$folder" ||
        note "some files of $name do not compile with this Python"
    "$PYTHON" -I -c "import sys; sys.path.insert(0, '$folder'); import $module; print('  ', '$name', sys.modules['${module%%.*}'].__version__)" || return 1
    printf '%s\n' "$wanted" >"$stamp"
}

need_sdk_and_git
need_linker
need_python
need_library sqlalchemy-2.0 sqlalchemy.orm "${DEBIAN_20[@]}" || die "SQLAlchemy 2.0 could not be had"
need_library sqlalchemy-1.4 sqlalchemy.orm "${DEBIAN_14[@]}" || note "SQLAlchemy 1.4 could not be had; applications are read with 2.0"
need_library sqlglot sqlglot "${DEBIAN_SQLGLOT[@]}" || note "sqlglot could not be had; who is hit is told by table, not by column"
[[ ${1:-} != --browser ]] || need_browser
