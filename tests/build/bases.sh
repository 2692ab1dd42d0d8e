#!/bin/sh
# Makes debian:bookworm for buildah in STORE, set up as the official image is: usage: bases.sh STORE
set -eu
store=$1
call() { buildah --storage-driver vfs --root "$store/root" --runroot "$store/run" "$@"; }
mkdir -p "$store"
call inspect --type image docker.io/library/debian:bookworm >/dev/null 2>&1 && exit 0
command -v debootstrap >/dev/null || { echo "bases.sh: debootstrap is missing" >&2; exit 2; }
mirror=$(awk '/^URIs:/ { print $2; exit } /^deb / { print $2; exit }' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
tree=$store/bookworm
[ -x "$tree/usr/bin/apt-get" ] || debootstrap --variant=minbase bookworm "$tree" "$mirror" >"$store/debootstrap.log"
# debuerreotype's docker-clean: packages and their caches do not stay
cat >"$tree/etc/apt/apt.conf.d/docker-clean" <<'END'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
END
printf '#!/bin/sh\nexit 101\n' >"$tree/usr/sbin/policy-rc.d"
chmod 755 "$tree/usr/sbin/policy-rc.d"
rm -rf "$tree"/var/lib/apt/lists/* "$tree"/var/cache/apt/archives/*.deb
tar -C "$tree" --numeric-owner --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' -cf "$store/full.tar" .
printf 'FROM scratch\nADD full.tar /\nCMD ["bash"]\n' >"$store/Dockerfile"
call bud -q --isolation chroot -t docker.io/library/debian:bookworm "$store" >/dev/null
rm -f "$store/full.tar"
