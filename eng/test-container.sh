#!/usr/bin/env bash
# test-container.sh [--build]: builds the image of the Dockerfile with buildah, and runs tests/image on it with podman: a whole check as a hosted runner
# starts it, and every attack of tests/attacks, with the default capabilities and the default seccomp profile. No Docker engine is needed.
# Where the registries are not reachable, base images of the same names are made of Debian's packages and of this machine's SDK. Needs root.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
. "$ROOT/eng/debian.sh"

IMAGE=localhost/contractcheck
BASE=docker.io/library/debian:trixie-slim
SDK=mcr.microsoft.com/dotnet/sdk:10.0
WORK=$ARTIFACTS/image

need_tools() {
    local tool missing=()
    for tool in podman buildah runc debootstrap; do command -v "$tool" >/dev/null || missing+=("$tool"); done
    ((${#missing[@]} == 0)) && return 0
    say "Installing ${missing[*]} from Debian"
    DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install podman buildah runc debootstrap netavark uidmap >"$WORK/apt.log" 2>&1 ||
        die "podman, buildah, runc and debootstrap are needed"
}

have() { podman image exists "$1"; }

pulled() { have "$1" || timeout 20 podman pull --quiet "$1" >/dev/null 2>&1; }

# The mirror of the machine's own sources.
mirror() {
    local source
    for suite in trixie bookworm stable; do
        source=$(_machine_source "$suite" debian first)
        [[ -z $source ]] || { printf '%s' "${source%%$'\t'*}"; return 0; }
    done
    die "the machine's sources name no mirror of Debian"
}

make_base() {
    pulled "$BASE" && return 0
    say "Making $BASE with debootstrap"
    rm -rf "$WORK/base"
    debootstrap --variant=minbase trixie "$WORK/base" "$(mirror)" >"$WORK/debootstrap.log" 2>&1 || die "debootstrap failed, see $WORK/debootstrap.log"
    tar -C "$WORK/base" -c . | podman import --quiet - "$BASE" >/dev/null
}

# The same root with the machine's SDK, what it needs, and the machine's certificates.
make_sdk() {
    pulled "$SDK" && return 0
    say "Making $SDK of the machine's SDK"
    local container root
    container=$(buildah from "$BASE")
    buildah run --isolation chroot --network host "$container" -- sh -c 'apt-get -qq update && apt-get -qq -y --no-install-recommends install ca-certificates libicu76' >"$WORK/sdk.log" 2>&1
    root=$(buildah mount "$container")
    mkdir -p "$root/usr/share/dotnet"
    cp -a "$(dirname "$(readlink -f "$(command -v dotnet)")")/." "$root/usr/share/dotnet/"
    ln -sf /usr/share/dotnet/dotnet "$root/usr/bin/dotnet"
    cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
    buildah umount "$container" >/dev/null
    buildah config --env DOTNET_CLI_TELEMETRY_OPTOUT=1 --env DOTNET_NOLOGO=1 --env NUGET_CERT_REVOCATION_MODE=offline "$container"
    buildah commit --quiet "$container" "$SDK" >/dev/null
    buildah rm "$container" >/dev/null
}

build() {
    say "Building the image"
    local started=$SECONDS
    buildah bud --isolation chroot --network host --quiet --tag "$IMAGE" "$ROOT" >"$WORK/build.log" 2>&1 || { tail -40 "$WORK/build.log" >&2; die "the image does not build"; }
    note "$((SECONDS - started)) s; adds $((($(size "$IMAGE") - $(size "$BASE")) / 1000000)) MB to its base"
}

size() { podman image inspect --format '{{.Size}}' "$1"; }

mkdir -p "$WORK"
[[ $(id -u) == 0 ]] || die "test-container.sh must be root"
choose_python
need_tools
make_base
make_sdk
build
[[ ${1:-} == --build ]] ||
    CONTRACTCHECK_IMAGE=$IMAGE PYTHONPATH=$ARTIFACTS/python/tests "$PYTHON" -m pytest -q --tb=short "$ROOT/tests/image"
