#!/bin/sh
# ./dev with made-up system programs: what it asks of apt, whom it asks for rights, what it says when it has none.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bin=$scratch/bin
mkdir "$bin" "$scratch/checkout"
cp "$IMGFIX_SOURCE_DIR/dev" "$IMGFIX_SOURCE_DIR/CMakePresets.json" "$scratch/checkout"
calls=$scratch/calls
path=$bin:$PATH

stub() { # stub NAME: a program whose body is stdin
    { echo '#!/bin/sh'; cat; } >"$bin/$1"
    chmod +x "$bin/$1"
}
fail() {
    printf '%s\n' "$@"
    cat "$scratch/out" "$scratch/err" "$calls"
    exit 1
}
# dev_run STATUS ARGS..: runs ./dev with the stubs in front and no terminal, expects the exit status.
dev_run() {
    expected=$1
    shift
    : >"$calls"
    status=0
    (cd "$scratch" && CALLS=$calls STATE=$scratch PATH=$path ./checkout/dev "$@") \
        </dev/null >"$scratch/out" 2>"$scratch/err" || status=$?
    [ "$status" -eq "$expected" ] || fail "dev $*: exit $status, not $expected"
}
says() { grep -qF -- "$2" "$scratch/$1" || fail "not in $1: $2"; }
silent() { [ ! -s "$scratch/$1" ] || fail "$1 is not empty"; }

stub dpkg-query <<'END'
[ -f "$STATE/installed" ] || exit 1
shift 3
[ "$1" != cmake ] || echo 'cmake=installed='
shift
for package; do echo "$package=installed="; done
END
stub apt-get <<'END'
echo "apt-get $*" >>"$CALLS"
[ "$1" != install ] || : >"$STATE/installed"
END
stub sudo <<'END'
echo "sudo $*" >>"$CALLS"
[ -f "$STATE/may-sudo" ] || exit 1
shift
exec "$@"
END
stub id <<'END'
cat "$STATE/uid"
END
# cmake makes a program that shows its arguments and its folder.
stub cmake <<'END'
echo "cmake $*" >>"$CALLS"
echo progress
case $1 in
--preset)
    mkdir -p "$6"
    : >"$6/build.ninja"
    printf '#!/bin/sh\necho "$PWD|$*"\nexit 7\n' >"$6/imgfix"
    chmod +x "$6/imgfix"
    ;;
--build) [ ! -f "$STATE/broken" ] || { echo 'error: broken' >&2; exit 1; } ;;
esac
END

# Bad usage.
dev_run 2
says err usage:
dev_run 2 sing
dev_run 0 --help
says out usage:

# A user without rights: the one command, exit 2, apt not called.
echo 1000 >"$scratch/uid"
dev_run 2 run --version
says err 'apt-get update; DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends cmake ninja-build g++'
! grep -q '^apt-get' "$calls" || fail 'apt-get was called'
silent out
dev_run 2 test
says err ' catch2 git busybox '

# With sudo that asks nothing; then nothing is missing: neither apt nor sudo.
: >"$scratch/may-sudo"
dev_run 7 run 'a b' c
grep -q '^apt-get update' "$calls" || fail 'no apt-get update'
grep -q '^apt-get install --yes --no-install-recommends cmake' "$calls" || fail 'no apt-get install'
printf '%s\n' "$scratch|a b c" | cmp -s - "$scratch/out" || fail 'stdout is not the program'\''s own'
says err progress
dev_run 7 run
! grep -qE '^(apt-get|sudo)' "$calls" || fail 'apt-get or sudo without need'
! grep -q '^cmake --preset' "$calls" || fail 'configured again'

# As root: no sudo.
rm "$scratch/installed"
echo 0 >"$scratch/uid"
dev_run 7 run
grep -q '^apt-get install' "$calls" || fail 'no apt-get install'
! grep -q '^sudo' "$calls" || fail 'root asked sudo'

# A build that fails: its log, exit 2.
: >"$scratch/broken"
dev_run 2 run
says err 'error: broken'
silent out

# A system without apt: what is missing goes by Debian's names; what is there is used.
rm "$scratch/broken"
other=$scratch/other
mkdir "$other"
for program in sh cat tr sed grep mkdir dirname c++; do ln -s "$(command -v "$program")" "$other/$program"; done
cp "$bin/cmake" "$other"
path=$other
dev_run 2 run
says err "missing, by the names of Debian's packages: ninja-build"
! grep -q cli11 "$scratch/err" || fail 'a header that is there was not found'
: >"$other/ninja"
chmod +x "$other/ninja"
dev_run 7 run
rm "$other/c++"
stub c++ <<END
exec $(command -v c++) -nostdinc -I. "\$@"
END
cp "$bin/c++" "$other"
dev_run 2 run
says err "missing, by the names of Debian's packages: tao-pegtl-dev libcli11-dev libfmt-dev libdtl-dev nlohmann-json3-dev libtomlplusplus-dev"
