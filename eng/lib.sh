# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
export ARTIFACTS=$ROOT/artifacts

say() { printf '== %s\n' "$*"; }
note() { printf '   %s\n' "$*"; }
die() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# A version manager's shim for python3 costs 100 ms a start, so the system's own interpreter comes first.
choose_python() {
    if [[ -n ${PYTHON:-} ]]; then
        command -v "$PYTHON" >/dev/null || die "PYTHON names $PYTHON, which is not there"
    elif [[ -x /usr/bin/python3 ]]; then
        PYTHON=/usr/bin/python3
    else
        PYTHON=$(command -v python3 || true)
    fi
    export PYTHON
}

is_debian() {
    local ID=
    # shellcheck disable=SC1091
    [[ -r /etc/os-release ]] && . /etc/os-release
    [[ $ID == debian ]]
}

# Runs a command as root, or fails where that is not possible without asking for a password.
as_root() {
    if ((EUID == 0)); then "$@"; else sudo -n "$@"; fi
}

can_be_root() { ((EUID == 0)) || sudo -n true 2>/dev/null; }

# A message on every failure that would otherwise end a script in silence.
trap 'printf "error: %s line %s ended with exit code %s\n" "${BASH_SOURCE[0]}" "$LINENO" "$?" >&2' ERR

# The choice is made once for all scripts that one script starts.
choose_python
export PYTHONDONTWRITEBYTECODE=1
