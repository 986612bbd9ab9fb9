#!/usr/bin/env bash
# shop.sh FOLDER: makes the shop repository of tests/fixtures/shop anew in FOLDER, with the same commits every time:
# main (also as origin/main, with a later commit of somebody else) and, checked out, the pull request's branch feature/checkout-rework.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

[[ $# == 1 ]] || die "usage: eng/shop.sh FOLDER"
SHOP=$1
FIXTURE=$ROOT/tests/fixtures/shop

export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE

# commit OVERLAY DAY AUTHOR MESSAGE
commit() {
    cp -R "$FIXTURE/$1/." "$SHOP/"
    git -C "$SHOP" add --all
    GIT_AUTHOR_NAME=$3 GIT_AUTHOR_EMAIL=$3@shop.example GIT_AUTHOR_DATE="2026-03-$2T09:00:00Z" \
        GIT_COMMITTER_NAME=$3 GIT_COMMITTER_EMAIL=$3@shop.example GIT_COMMITTER_DATE="2026-03-$2T09:00:00Z" \
        git -C "$SHOP" commit --quiet --message "$4"
}

rm -rf "$SHOP"
mkdir -p "$SHOP"
git -C "$SHOP" init --quiet --initial-branch main
git -C "$SHOP" config core.autocrlf false
git -C "$SHOP" config gc.auto 0
commit base 02 ada "Shop 7.4"
git -C "$SHOP" checkout --quiet -b feature/checkout-rework
commit head-overlay 04 grace "Check out without an account; gift cards"
git -C "$SHOP" checkout --quiet main
commit main-overlay 03 linus "Brands have no home page"
git -C "$SHOP" update-ref refs/remotes/origin/main main
git -C "$SHOP" symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main
git -C "$SHOP" checkout --quiet feature/checkout-rework
