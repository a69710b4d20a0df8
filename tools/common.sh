# What the tools share; read with `.` after `set -euo pipefail`.

# What is set here is for those who read this file.
# shellcheck shell=bash disable=SC2034
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(cmake ninja-build gcc libc6-dev pkg-config libpcre2-dev libigraph-dev libsqlite3-dev libutf8proc-dev
    libxlsxwriter-dev zlib1g-dev)
test_packages=(g++ binutils libcmocka-dev clang-format clang-tidy cppcheck valgrind python3)

# Say what comes next.
heading() {
    printf '\n== %s\n' "$*"
}

fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

# Install those of the Debian packages named that are missing.
need_packages() {
    local package missing=()
    command -v dpkg-query >/dev/null ||
        fail "this is no Debian system; install what these Debian packages hold, then build as docs/development.md says: $*"
    for package in "$@"; do
        # "installed" alone: a package that was removed is still known to dpkg.
        [ "$(dpkg-query -W -f='${db:Status-Status}\n' "$package" 2>/dev/null | head -n 1)" = installed ] ||
            missing+=("$package")
    done
    [ "${#missing[@]}" -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null ||
            fail "these Debian packages are missing; ask an administrator to run: apt-get install ${missing[*]}"
        as_root=(sudo)
    fi
    heading "Installing ${missing[*]}" >&2
    "${as_root[@]}" apt-get update -qq >&2 || printf 'apt-get update failed; trying with the lists there are\n' >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
        fail "could not install: ${missing[*]}"
}

# Run a command and show what it said only when it fails.
quietly() {
    local log
    log=$(mktemp)
    "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        rm -f "$log"
        fail "this failed: $*"
    }
    rm -f "$log"
}

# Build the program in build/release and leave its path in $viendan.
build_release() {
    cd "$root" || fail "cannot enter $root"
    quietly cmake --workflow --preset release
    viendan=$root/build/release/bin/viendan
}
