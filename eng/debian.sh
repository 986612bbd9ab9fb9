# shellcheck shell=bash
# Packages of any Debian suite, unpacked without being installed. Sourced after lib.sh, never run.
#
# A private apt configuration under artifacts/apt reads the suites named below from the mirror that the machine's own sources name, with
# the key they name, so that apt checks signatures and checksums as ever and the machine's own state is not touched.

APT_PRIVATE=$ARTIFACTS/apt
APT_SUITES=(trixie bookworm)

# Prints "URI<TAB>signed-by or -" for each source of this machine with suite $1 and component main, both source formats alike.
_machine_sources() {
    local files=()
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources; do
        [[ -r $file ]] && files+=("$file")
    done
    awk -v suite="$1" '
        function flush(   i, n, part) {
            if (types ~ /(^| )deb( |$)/ && (" " suites " ") ~ (" " suite "/? ") && (" " components " ") ~ / main / && enabled != "no") {
                n = split(uris, part, " ")
                for (i = 1; i <= n; i++) print part[i] "\t" (key == "" ? "-" : key)
            }
            types = uris = suites = components = key = enabled = field = ""
        }
        FNR == 1 { flush(); deb822 = FILENAME ~ /\.sources$/ }
        /^[ \t]*#/ { next }
        deb822 && /^[ \t]*$/ { flush(); next }
        deb822 {
            if ($0 !~ /^[ \t]/) { field = tolower(substr($0, 1, index($0, ":") - 1)); sub(/^[^:]*:[ \t]*/, "") }
            gsub(/[ \t]+/, " "); sub(/^ /, ""); sub(/ $/, "")
            if (field == "types") types = types " " $0
            else if (field == "uris") uris = uris " " $0
            else if (field == "suites") suites = suites " " $0
            else if (field == "components") components = components " " $0
            else if (field == "enabled") enabled = tolower($0)
            else if (field == "signed-by" && $0 ~ /^\//) key = $0
            next
        }
        $1 == "deb" {
            line = $0; sub(/^deb[ \t]+/, "", line); types = "deb"
            if (line ~ /^\[/) {
                options = line; sub(/^\[/, "", options); sub(/\].*/, "", options); sub(/^\[[^]]*\][ \t]*/, "", line)
                n = split(options, option, " ")
                for (i = 1; i <= n; i++) if (option[i] ~ /^signed-by=\//) key = substr(option[i], 11)
            }
            n = split(line, word, " "); uris = word[1]; suites = word[2]
            for (i = 3; i <= n; i++) components = components " " word[i]
            flush()
        }
        END { flush() }
    ' "${files[@]}" /dev/null
}

# Of the sources with suite $1, the one whose address ends in $2, else (with a third argument) the first.
_machine_source() {
    local all chosen
    all=$(_machine_sources "$1")
    chosen=$(grep -E "^[^	]*/$2(\.list)?/?	" <<<"$all" | head -n 1 || true)
    [[ -z $chosen && -n ${3:-} ]] && chosen=$(head -n 1 <<<"$all")
    printf '%s' "$chosen"
}

_source_lines() {
    local uri=${1%%$'\t'*} key=${1##*$'\t'} options=
    shift
    [[ $key == - ]] || options="[signed-by=$key] "
    printf "deb ${options}${uri} %s main\n" "$@"
}

# Writes the private configuration. Fails where the machine's sources name no mirror of Debian.
_write_apt_configuration() {
    local VERSION_CODENAME=stable codename main security
    # shellcheck disable=SC1091
    . /etc/os-release
    for codename in "$VERSION_CODENAME" stable; do
        main=$(_machine_source "$codename" debian first)
        [[ -n $main ]] && break
    done
    [[ -n $main ]] || return 1
    security=$(_machine_source "$codename-security" debian-security)

    mkdir -p "$APT_PRIVATE"/{state/lists/partial,cache/archives/partial,empty}
    : >"$APT_PRIVATE/state/status"
    {
        _source_lines "$main" "${APT_SUITES[@]}"
        [[ -z $security ]] || _source_lines "$security" "${APT_SUITES[@]/%/-security}"
    } >"$APT_PRIVATE/sources.list"
    cat >"$APT_PRIVATE/apt.conf" <<CONF
Dir::State "$APT_PRIVATE/state";
Dir::State::status "$APT_PRIVATE/state/status";
Dir::Cache "$APT_PRIVATE/cache";
Dir::Etc::SourceList "$APT_PRIVATE/sources.list";
Dir::Etc::SourceParts "$APT_PRIVATE/empty";
Dir::Etc::Preferences "$APT_PRIVATE/empty/none";
Dir::Etc::PreferencesParts "$APT_PRIVATE/empty";
Acquire::Languages "none";
Acquire::Retries "3";
APT::Sandbox::User "";
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear Acquire::IndexTargets::deb::DEP-11;
#clear Acquire::IndexTargets::deb::CNF;
CONF
}

# Read with -c, after the machine's own configuration: proxies set there stay in force, its hooks do not run.
_apt_get() { apt-get -c "$APT_PRIVATE/apt.conf" -q "$@" >"$APT_PRIVATE/log" 2>&1; }

# debian_download FOLDER PACKAGE=VERSION... leaves the .deb files in FOLDER; those that are there already are not fetched again.
debian_download() {
    local folder=$1 wanted partial=$APT_PRIVATE/download
    shift
    mkdir -p "$folder"
    for wanted in "$@"; do
        [[ -n $(debian_file "$folder" "$wanted") ]] && continue
        [[ -s $APT_PRIVATE/apt.conf ]] || _write_apt_configuration || return 1
        note "fetching $wanted"
        rm -rf "$partial"
        mkdir -p "$partial"
        # The second try is for package lists that are missing or old, the third for a suite that has moved on to another revision of the
        # same upstream version. A file counts only when apt has checked the whole of it.
        _apt_download "$partial" "$wanted" || { _apt_get update && _apt_download "$partial" "$wanted"; } ||
            _apt_download "$partial" "$(_other_revision "$wanted")" || {
            cat "$APT_PRIVATE/log" >&2
            return 1
        }
        mv "$partial"/*.deb "$folder/" || return 1
    done
}

_apt_download() { (cd "$1" && _apt_get download "$2"); }

# PACKAGE=VERSION of the first revision that the suites have of the upstream version in $1, else $1.
_other_revision() {
    local name=${1%%=*} version=${1#*=} found
    found=$(apt-cache -c "$APT_PRIVATE/apt.conf" madison "$name" | awk -F ' *[|] *' -v start="${version%-*}-" 'index($2, start) == 1 { print $2; exit }')
    printf '%s=%s' "$name" "${found:-$version}"
}

# The downloaded file of PACKAGE=VERSION in FOLDER, of another revision where that one is not there, or nothing. apt writes the colon of
# an epoch as %3a.
debian_file() {
    local name=${2%%=*} version=${2#*=} file
    version=${version//:/%3a}
    for file in "$1/${name}_${version}"_*.deb "$1/${name}_${version%-*}"-*.deb; do
        if [[ -f $file ]]; then
            printf '%s' "$file"
            return 0
        fi
    done
}

# debian_unpack FOLDER TARGET PACKAGE=VERSION... unpacks downloaded packages below TARGET, which is made anew.
debian_unpack() {
    local folder=$1 target=$2 wanted
    shift 2
    rm -rf "$target"
    mkdir -p "$target"
    for wanted in "$@"; do dpkg-deb -x "$(debian_file "$folder" "$wanted")" "$target" || return 1; done
}
