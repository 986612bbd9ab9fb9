#!/usr/bin/env bash
# pictures.sh: makes docs/pictures of what the demo's pull request gets: its summary as GitHub shows it, its text on a terminal, and its report
# page. Needs Chromium and cmark-gfm (on Debian: apt-get install chromium cmark-gfm fonts-noto-color-emoji fonts-dejavu-core).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

for tool in chromium cmark-gfm; do command -v "$tool" >/dev/null || die "$tool is not there: apt-get install chromium cmark-gfm fonts-noto-color-emoji fonts-dejavu-core"; done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$ROOT/docs/pictures"

style='body{font:16px/1.5 "DejaVu Sans",sans-serif;color:#1f2328;max-width:1012px;margin:24px}table{border-collapse:collapse;margin-bottom:16px}
td,th{border:1px solid #d1d9e0;padding:6px 13px}tr:nth-child(2n){background:#f6f8fa}code{background:#818b981f;border-radius:6px;padding:.2em .4em;font:85% "DejaVu Sans Mono",monospace}
h2{border-bottom:1px solid #d1d9e0;padding-bottom:.3em}blockquote{border-left:.25em solid #d1d9e0;color:#59636e;margin:0;padding:0 1em}details{margin-bottom:16px}pre{font:14px/1.4 "DejaVu Sans Mono",monospace;background:#0d1117;color:#e6edf3;padding:16px;border-radius:6px;white-space:pre-wrap}
.r{color:#ff7b72}.y{color:#d29922}.g{color:#3fb950}.d{opacity:.6}'

# picture NAME HEIGHT HTML
picture() {
    printf '<!doctype html><meta charset="utf-8"><style>%s</style>%s' "$style" "$3" >"$work/$1.html"
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
        --hide-scrollbars --user-data-dir="$work/profile" --window-size="1080,$2" --screenshot="$ROOT/docs/pictures/$1.png" "file://$work/$1.html" >/dev/null 2>&1
    note "docs/pictures/$1.png"
}

"$ROOT/eng/shop.sh" "$work/shop" >/dev/null
downstream=(--manifest "$ROOT/tests/fixtures/shop/analytics/manifest.json" --consumers "$ROOT/tests/fixtures/shop/analytics/consumers.csv")
(cd "$work/shop" && "$ARTIFACTS/contractcheck" check "${downstream[@]}" --format markdown >"$work/summary.md") || true
(cd "$work/shop" && "$ARTIFACTS/contractcheck" check "${downstream[@]}" >"$work/text.txt") || true
picture summary 2020 "$(cmark-gfm --unsafe --extension table --extension strikethrough <"$work/summary.md")"
picture terminal 1200 "<pre>$(sed 's/&/\&amp;/g; s/</\&lt;/g; s/\(FAILED\|error \)/<b class=r>\1<\/b>/; s/warning /<b class=y>&<\/b>/; s/info   /<span class=d>&<\/span>/' "$work/text.txt")</pre>"

# The page's own tests take its pictures, with the browser that they start anyway.
CONTRACTCHECK_PICTURES=$work dotnet test "$ROOT/tests/ContractCheck.Page.Tests" --configuration Release --nologo --verbosity quiet \
    --filter FullyQualifiedName~The_documents_show >/dev/null || die "the report page could not be pictured"
mv "$work"/report-page{,-dark}.png "$ROOT/docs/pictures/"
note "docs/pictures/report-page.png, report-page-dark.png"
