#!/usr/bin/env bash
# docs.sh [--check]: writes what front ends and documents say of options and settings, from the catalogues in the program (src/ContractCheck.Cli/Reference).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
exec "$ARTIFACTS/contractcheck" reference "$ROOT" "$@"
