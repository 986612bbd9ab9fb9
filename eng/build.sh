#!/usr/bin/env bash
# Publishes the command line into artifacts/bin (native code, with the worker's Python files) and leaves it as
# artifacts/contractcheck. Does nothing when no source file is newer than the last build.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

BIN=$ARTIFACTS/bin
STAMP=$BIN/.contractcheck-build

# Names of all files that a build reads. The lock files follow from the others, and a build may write them.
inputs() {
    cd "$ROOT" && find src Directory.Build.props Directory.Packages.props global.json .editorconfig eng/build.sh \
        \( -name bin -o -name obj -o -name __pycache__ \) -prune -o -type f ! -name packages.lock.json "$@" -print | LC_ALL=C sort
}

# A file that went away makes the list differ, a changed or new one is newer than the stamp.
up_to_date() {
    [[ -x $ARTIFACTS/contractcheck && -f $STAMP && $(inputs) == "$(<"$STAMP")" && -z $(inputs -newer "$STAMP") ]]
}

runtime_identifier() {
    case $(uname -m) in
        x86_64) echo linux-x64 ;;
        aarch64 | arm64) echo linux-arm64 ;;
        *) die "no build for $(uname -m): linux-x64 and linux-arm64 are known" ;;
    esac
}

publish() {
    local rid started=$SECONDS new=$ARTIFACTS/bin.new log=$ARTIFACTS/build.log
    rid=$(runtime_identifier)
    say "Building contractcheck for $rid"
    mkdir -p "$ARTIFACTS"
    rm -rf "$new"
    # Whatever is saved while the compiler runs counts as newer than this build.
    inputs >"$ARTIFACTS/.build-started"
    dotnet publish "$ROOT/src/ContractCheck.Cli/ContractCheck.Cli.csproj" --configuration Release --runtime "$rid" \
        --disable-build-servers -nodeReuse:false --nologo --verbosity quiet --output "$new" </dev/null >"$log" 2>&1 || {
        cat "$log" >&2
        die "the build failed"
    }
    [[ ! -d $new/worker || -z $PYTHON ]] || "$PYTHON" -m compileall -q --invalidation-mode unchecked-hash "$new/worker" ||
        die "the worker's Python files do not compile with $PYTHON"
    ln -s ../python "$new/python"
    mv "$ARTIFACTS/.build-started" "$new/.contractcheck-build"
    rm -rf "$BIN"
    mv "$new" "$BIN"
    ln -sfn bin/contractcheck "$ARTIFACTS/contractcheck"
    note "artifacts/contractcheck ($((SECONDS - started)) s)"
}

if up_to_date; then note "artifacts/contractcheck is up to date"; else publish; fi
