#!/usr/bin/env bash
# changes.sh VERSION: prints what CHANGELOG.md says of a version.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
text=$(awk -v heading="## ${1:?usage: changes.sh VERSION}" '$0 == heading || index($0, heading " ") == 1 {found = 1; next} /^## / {found = 0} found' "$ROOT/CHANGELOG.md")
[[ -n $text ]] || die "CHANGELOG.md has nothing about $1"
printf '%s\n' "$text"
