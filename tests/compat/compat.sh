#!/bin/sh
# compat.sh [CODENAME]: everything compiles against a newer Debian's versions of the libraries (trixie's).
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/../setup/apt.sh"
source=${IMGFIX_SOURCE_DIR:-$here/../..}
suite=${1:-trixie}
packages='tao-pegtl-dev libcli11-dev libfmt-dev libdtl-dev catch2 nlohmann-json3-dev libtomlplusplus-dev'

scratch=$(mktemp -d "${TMPDIR:-/var/tmp}/imgfix-compat.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM
mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial" "$scratch/tree"
apt_sources "$suite" | grep " $suite main\$" >"$scratch/sources.list"
apt() {
    program=$1
    shift
    "$program" -q -o Dir::Etc::sourcelist="$scratch/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$scratch/lists" -o Dir::Cache="$scratch/cache" -o Dir::State::status="$scratch/status" \
        -o APT::Sandbox::User="$(id -un)" "$@"
}
: >"$scratch/status"
apt apt-get update
# catch2 may be a package that only names others.
packages="$packages $(apt apt-cache depends catch2 | sed -n 's/^ *Depends: \([^ <]*-dev\)$/\1/p')"
(cd "$scratch" && apt apt-get download $packages)
for package in "$scratch"/*.deb; do dpkg-deb -x "$package" "$scratch/tree"; done
for package in "$scratch"/*.deb; do dpkg-deb -W --showformat '  ${Package} ${Version}\n' "$package"; done

cache() { grep -q "^$1:PATH=$scratch/tree/" "$build/CMakeCache.txt" || { echo "$1 is not the newer one"; exit 1; }; }
for compiler in g++ clang++ clang++-14; do
    command -v "$compiler" >/dev/null || continue
    build=$scratch/build-$compiler
    echo "== $compiler"
    cmake -G Ninja -S "$source" -B "$build" -D CMAKE_PREFIX_PATH="$scratch/tree/usr" -D CMAKE_BUILD_TYPE=Debug \
        -D CMAKE_CXX_FLAGS_DEBUG=-O0 -D CMAKE_CXX_COMPILER="$compiler" -D IMGFIX_WERROR=ON >"$scratch/log" 2>&1 ||
        { cat "$scratch/log"; exit 1; }
    # Every library is the newer one.
    for variable in PEGTL CLI11 FMT DTL JSON TOML; do
        cache "IMGFIX_${variable}_INCLUDE"
    done
    cache Catch2_DIR
    # The tests are compiled and not linked: Catch2's library there may want a newer libstdc++ than ours.
    objects=$(ninja -C "$build" -t targets all | sed -n 's/^\([^:]*\.o\): .*/\1/p')
    ninja -C "$build" --quiet $objects
    if [ -f "$source/src/cli/main.cpp" ]; then
        ninja -C "$build" --quiet imgfix
        "$build/imgfix" --version
    fi
    echo "$(printf '%s\n' "$objects" | wc -l) objects"
    break
done
