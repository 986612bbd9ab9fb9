#!/usr/bin/env bash
# Runs every test: sets the machine up, builds, then runs the .NET test projects, the worker's tests (with SQLAlchemy 2.0, then 1.4),
# those of the built command line, the attacks on the sandbox, those of the NuGet packages, and (as root, on Debian) those of the image.
# The last line is "Total: N passed, N failed, N skipped"; the exit code is 0 only when all suites ran and none failed.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

RESULTS=$ARTIFACTS/test-results
SUITES=()
SUITE_SECONDS=1800
started=$SECONDS
rm -rf "$RESULTS"
mkdir -p "$RESULTS"

# A suite that cannot run leaves no result file, which sum_tests.py counts as a failure: whatever goes wrong, the last line is printed.
sum_up() {
    trap - ERR
    if [[ -z $PYTHON ]]; then
        echo "Total: 0 passed, ${#SUITES[@]} failed, 0 skipped"
        return 1
    fi
    "$PYTHON" "$ROOT/eng/sum_tests.py" "$RESULTS" "${SUITES[@]}"
}

dotnet_suites() {
    local project name
    say "Building all .NET projects"
    dotnet build "$ROOT/ContractCheck.sln" --configuration Release --disable-build-servers -nodeReuse:false --nologo --verbosity quiet \
        --consoleloggerparameters:NoSummary </dev/null || return 0
    for project in "$ROOT"/tests/*.Tests/*.csproj; do
        name=$(basename "$project" .csproj)
        say "$name"
        timeout --kill-after=30 "$SUITE_SECONDS" dotnet test "$project" --configuration Release --no-build --nologo --verbosity quiet \
            --logger "trx;LogFileName=$name.trx" --results-directory "$RESULTS" </dev/null || true
    done
}

# pytest_suite NAME FOLDER
pytest_suite() {
    say "tests/$1"
    PYTHONPATH=$ARTIFACTS/python/tests timeout --kill-after=30 "$SUITE_SECONDS" "$PYTHON" -m pytest -q --tb=short \
        --junitxml="$RESULTS/$1.xml" "$ROOT/tests/$2" </dev/null || true
}

# The worker's tests run with either SQLAlchemy; those that need 2.0 are deselected with 1.4.
pytest_suites() {
    pytest_suite worker worker
    if [[ -d $ARTIFACTS/python/sqlalchemy-1.4 ]]; then
        CONTRACTCHECK_SQLALCHEMY=$ARTIFACTS/python/sqlalchemy-1.4 pytest_suite worker-1.4 worker
    fi
    pytest_suite cli cli
    pytest_suite attacks attacks
    if "$ROOT/eng/pack.sh"; then
        pytest_suite packages packages
    fi
    if [[ $IMAGE_TOO == yes ]] && "$ROOT/eng/test-container.sh" --build; then
        CONTRACTCHECK_IMAGE=localhost/contractcheck pytest_suite image image
    fi
}

for project in "$ROOT"/tests/*.Tests/*.csproj; do
    [[ -f $project ]] && SUITES+=("$(basename "$project" .csproj).trx")
done
SUITES+=(worker.xml worker-1.4.xml cli.xml attacks.xml packages.xml)
# Containers are built and run as root, with Debian's packages.
IMAGE_TOO=$([[ $(id -u) == 0 && -r /etc/debian_version ]] && echo yes || echo no)
[[ $IMAGE_TOO == no ]] || SUITES+=(image.xml)

if "$ROOT/eng/setup.sh" --browser && choose_python && "$ROOT/eng/build.sh"; then
    dotnet_suites
    pytest_suites
fi
note "$((SECONDS - started)) s"
sum_up
