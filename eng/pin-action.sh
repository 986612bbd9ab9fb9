#!/usr/bin/env bash
# pin-action.sh VERSION IMAGE@DIGEST: tags HEAD, with action.yml pinned to an image, as vVERSION, and moves the tag of its major version there.
# The branch stays as it is: on it the action builds its own Dockerfile.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ ${1:-} =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || die "usage: pin-action.sh VERSION IMAGE@sha256:DIGEST; a version is like 1.2.3, not '${1:-}'"
[[ ${2:-} =~ ^[a-z0-9./_-]+@sha256:[0-9a-f]{64}$ ]] || die "an image is named by its digest, like ghcr.io/o/r@sha256:…, not '${2:-}'"
cd "${3:-$ROOT}"
[[ -z $(git status --porcelain --untracked-files=no) ]] || die "there are uncommitted changes"
grep -q '^  image: Dockerfile$' action.yml || die "action.yml has no line 'image: Dockerfile'"
index=$(mktemp)
trap 'rm -f "$index"' EXIT
blob=$(sed "s|^  image: Dockerfile\$|  image: docker://$2|" action.yml | git hash-object -w --stdin)
GIT_INDEX_FILE=$index git read-tree HEAD
GIT_INDEX_FILE=$index git update-index --cacheinfo "100644,$blob,action.yml"
tree=$(GIT_INDEX_FILE=$index git write-tree)
commit=$(git -c user.name=contractcheck -c user.email=contractcheck@users.noreply.github.com commit-tree "$tree" -p HEAD -m "Release $1: the action runs its image by digest")
git tag "v$1" "$commit"
git tag --force "v${1%%.*}" "$commit" >/dev/null
note "v$1 and v${1%%.*} are $(git rev-parse --short "$commit")"
