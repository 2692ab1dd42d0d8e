#!/bin/sh
# chroot.sh [CODENAME]: a new user on a fresh Debian: a bare debootstrap, a clean clone of what is committed,
# ./dev run and ./dev test as root and as a user without sudo. Needs root.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
. "$here/apt.sh"
source=${IMGFIX_SOURCE_DIR:-$here/../..}
suite=${1:-$(. /etc/os-release && echo "$VERSION_CODENAME")}
mirror=$(apt_mirror "$suite")
[ -n "$mirror" ] || { echo 'no Debian mirror in the apt sources of this system'; exit 1; }

scratch=$(mktemp -d "${TMPDIR:-/var/tmp}/imgfix-chroot.XXXXXX")
root=$scratch/root
clean() {
    umount "$root/proc" 2>/dev/null || :
    rm -rf --one-file-system "$scratch"
}
trap clean EXIT
trap 'exit 1' INT TERM

step() { printf '\n== %s (%s s)\n' "$1" "$(($(date +%s) - start))"; }
start=$(date +%s)

step "debootstrap $suite"
debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$scratch/debootstrap.log" 2>&1 ||
    { tail -n 30 "$scratch/debootstrap.log"; exit 1; }
apt_sources "$suite" >"$root/etc/apt/sources.list"
apt_network >"$root/etc/apt/apt.conf.d/90host"
cp /etc/resolv.conf /etc/hosts "$root/etc/"
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
chroot "$root" useradd --create-home --shell /bin/sh new

step 'clone'
git -c safe.directory='*' clone -q --no-hardlinks "$source" "$root/srv/imgfix"
cp -R "$root/srv/imgfix" "$root/home/new/imgfix"
cp -R "$root/srv/imgfix" "$root/opt/imgfix"
chroot "$root" chown -R new:new /home/new/imgfix

# as USER STATUS COMMAND: in USER's home, with nothing of our environment but proxies, expects the exit status.
as() {
    user=$1 expected=$2
    home=/root
    [ "$user" = root ] || home=/home/$user
    step "$user: $3"
    status=0
    chroot --userspec="$user:$user" "$root" /usr/bin/env -i HOME="$home" USER="$user" LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
        /bin/sh -c "cd && $3" </dev/null >"$scratch/out" 2>"$scratch/err" || status=$?
    if [ "$status" -ne "$expected" ]; then
        tail -n 60 "$scratch/err" "$scratch/out"
        echo "exit $status, not $expected"
        exit 1
    fi
}
says() { grep -qE -- "$2" "$scratch/$1" || { tail -n 60 "$scratch/$1"; echo "not in $1: $2"; exit 1; }; }

# Without rights and packages: the one command to run, exit 2, nothing on stdout.
as new 2 'imgfix/dev run --version'
says err '^apt-get update; .*apt-get install .* cmake ninja-build g\+\+ '
[ ! -s "$scratch/out" ]

# Root installs, builds, runs; the second time at once and without a word.
as root 0 '/srv/imgfix/dev run --version'
says out '^imgfix '
[ "$(wc -l <"$scratch/out")" -eq 1 ]
sed -n 's/^dev: /  &/p' "$scratch/err"
as root 0 '/srv/imgfix/dev run --version'
[ ! -s "$scratch/err" ]

# Now the user can, too: in an own clone, and in one that is root's.
before=$(date +%s)
as new 0 'imgfix/dev run --version'
build=$(($(date +%s) - before))
echo "  cold build of the program: $build s"
[ "$build" -le 180 ]
as new 0 'cd / && /opt/imgfix/dev run --version'
says out '^imgfix '
if [ -f "$root/home/new/imgfix/testdata/guide/ubuntu-tools.Dockerfile" ]; then
    as new 0 'cd imgfix && ./dev run --diff testdata/guide/ubuntu-tools.Dockerfile'
    says out '^\+FROM alpine:'
fi

# Tests: the user is told what is missing, root gets it and runs them in the user's clone, and the user in root's.
as new 2 'imgfix/dev test'
says err '^apt-get update; .*apt-get install .* catch2'
before=$(date +%s)
as root 0 '/home/new/imgfix/dev test'
tail -n 1 "$scratch/out"
tail -n 1 "$scratch/out" | grep -qxE '[1-9][0-9]* passed, 0 failed'
echo "  packages, cold build and tests: $(($(date +%s) - before)) s"
as new 0 '/opt/imgfix/.ci/run'
tail -n 1 "$scratch/out"
tail -n 1 "$scratch/out" | grep -qxE '[1-9][0-9]* passed, 0 failed'
step done
