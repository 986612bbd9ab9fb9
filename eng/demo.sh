#!/usr/bin/env bash
# Shows ContractCheck at work: sets the machine up, builds, makes a shop repository with a pull request that breaks promises, and
# checks that pull request. Ends with 0 when the check found them (its own exit code is then 1).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

SHOP=$ARTIFACTS/demo/shop
REPORT=$ARTIFACTS/demo/report

"$ROOT/eng/setup.sh"
"$ROOT/eng/build.sh"
choose_python

# The demo's pull request is the shop's, not the one that a CI system may be running this for.
for name in $(compgen -e | grep -E '^(GITHUB|SYSTEM|BUILD|CI|BITBUCKET)_' || true); do unset "$name"; done

say "A shop with a pull request"
rm -rf "$ARTIFACTS/demo"
"$ROOT/eng/shop.sh" "$SHOP"
note "artifacts/demo/shop: branch $(git -C "$SHOP" branch --show-current), contracts $(cd "$SHOP" && echo contracts/*)"
git -C "$SHOP" diff --stat main...HEAD | sed 's/^/   /'

# Fetched by a real pipeline from where dbt runs.
cp "$ROOT"/tests/fixtures/shop/analytics/* "$ARTIFACTS/demo/"
options=(--repo artifacts/demo/shop --manifest artifacts/demo/manifest.json --consumers artifacts/demo/consumers.csv --output artifacts/demo/report)
say "contractcheck check ${options[*]}"
code=0
(cd "$ROOT" && artifacts/contractcheck check "${options[@]}") || code=$?

say "Written"
for file in "$REPORT"/*; do
    [[ -f $file ]] && note "${file#"$ROOT/"}"
done
if ((code != 1)); then
    die "the check ended with exit code $code; this pull request breaks promises, so 1 was expected"
fi
say "The check ended with exit code 1, as it should: the pull request breaks promises. This demo ends with 0."
