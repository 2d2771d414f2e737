#!/bin/bash
# Another PostgreSQL version from the Debian suite that has it, in a chroot of its own (build/versions/SUITE):
#   version.sh prepare 17|18    makes the chroot, with compiler and server, if it is not there
#   version.sh check 17|18      builds these sources there without optimization and runs regress, isolation and tap, or what
#                               WF_VERSION_LAYERS says; REGRESS, ISOLATION and TAP select tests. The last line is
#                               "N passed, N failed"
#   version.sh remove 17|18
# Needs root or sudo. Nothing stays mounted, and no process outlives the run: it has namespaces of its own.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

verb=${1:-} version=${2:-}
case $version in
17) suite=trixie ;;
18) suite=forky ;;
*) fail "usage: version.sh prepare|check|remove 17|18" ;;
esac
chroot=$root/build/versions/$suite
packages=make,g++,ca-certificates,nlohmann-json3-dev,libintelrdfpmath-dev,libpugixml-dev,libicu-dev,python3
packages+=,postgresql-$version,postgresql-server-dev-$version,libipc-run-perl

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# The mirror that this machine's own packages come from.
mirror() {
    # shellcheck disable=SC2016  # apt's variables
    apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Identifier: Packages' 2>/dev/null |
        awk '$1 == "Debian" && $2 !~ /security/ { print $2; found = 1; exit } END { if (!found) print "http://deb.debian.org/debian" }'
}

# $@: a command, run in the chroot by its root.
# shellcheck disable=SC2016  # the inner shell's
enter() {
    as_root env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        unshare --mount --pid --fork --kill-child bash -c '
            mount -t proc proc "$0/proc" && mount -t tmpfs tmpfs "$0/dev/shm" && exec chroot "$0" "$@"' "$chroot" "$@"
}

prepare() {
    [ "$(cat "$chroot/etc/wf_engine_ready" 2>/dev/null)" = "$packages" ] && return
    mkdir -p "$(dirname "$chroot")"
    as_root rm -rf "$chroot"
    # shellcheck disable=SC2016  # $1 is for the hook
    # A suite that is being made is often past its date on a mirror. No cluster of the machine's own: we make ours.
    as_root mmdebstrap --quiet --variant=minbase --include="$packages" --aptopt='Acquire::Check-Valid-Until "false"' \
        --essential-hook='mkdir -p "$1/etc/postgresql-common/createcluster.d"' \
        --essential-hook='echo create_main_cluster = false >"$1/etc/postgresql-common/createcluster.d/no.conf"' \
        "$suite" "$chroot" "$(mirror)"
    enter test -x "/usr/lib/postgresql/$version/bin/postgres"
    echo "$packages" | as_root tee "$chroot/etc/wf_engine_ready" >/dev/null
}

check() {
    as_root mkdir -p "$chroot/src"
    # What has changed gets the time of the copy: what was edited while the objects were made is older than these.
    as_root rsync --archive --no-times --checksum --delete --no-owner --no-group --exclude=/.git --exclude=/build --exclude=/results --exclude=/output_iso \
        --exclude='/regression.*' --exclude='*.o' --exclude='*.d' --exclude='*.so' --exclude='*.gch' --exclude='/wf_engine--*.sql' \
        "$root/" "$chroot/src"
    # shellcheck disable=SC2086  # several names
    enter env WF_CXXFLAGS=-O0 PG_CONFIG="/usr/lib/postgresql/$version/bin/pg_config" REGRESS="${REGRESS:-}" ISOLATION="${ISOLATION:-}" TAP="${TAP:-}" \
        /src/scripts/check.sh ${WF_VERSION_LAYERS:-regress isolation tap}
}

case $verb in
prepare) prepare ;;
check) prepare; check ;;
remove) as_root rm -rf "$chroot" ;;
*) fail "usage: version.sh prepare|check|remove 17|18" ;;
esac
