#!/bin/bash
# Tests of a server's life, test/tap/*.pl: dumps, standbys, crashes. Each makes servers of its own from the private installation
# (scripts/cluster.sh), by the Perl modules that come with the server's headers: tap.sh [test]...
# What each said is in build/logs/tap_<test>, and in build/logs/tap_<test>.server what its servers did. Without a test: all.
# WF_OPERATIONS=full: also what takes minutes. WF_CRASHES: how often crash.pl kills a server.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
require_postgres

export WF_CLUSTER=tap
test_lib=$(dirname "$("$PG_CONFIG" --pgxs)")/../test
jobs=$(nproc)
logs=$root/build/logs
mkdir -p "$logs"
[ -e "$test_lib/perl/PostgreSQL/Test/Cluster.pm" ] || fail "no PostgreSQL::Test in $test_lib/perl; run scripts/setup.sh"
perl -MIPC::Run -e 1 2>/dev/null || fail "no Perl module IPC::Run; run scripts/setup.sh"

if [ $# -eq 0 ]; then
    for file in test/tap/*.pl; do set -- "$@" "$(basename "$file" .pl)"; done
fi
for name in "$@"; do [ -e "test/tap/$name.pl" ] || fail "no test/tap/$name.pl"; done

scripts/npm.sh || true

# A test that was killed leaves its servers behind.
clean_up() {
    local pid_file
    for pid_file in "$home"/runs/*/tmp_check/*/pgdata/postmaster.pid; do
        [ -e "$pid_file" ] || continue
        as_server "$installed/pg_ctl" --pgdata="$(dirname "$pid_file")" --mode=immediate --wait --silent stop >/dev/null 2>&1 || true
    done
    scripts/cluster.sh destroy
    rm -rf "$sockets"
}

# Short: a socket's path has a limit of 107 bytes.
sockets=$(mktemp -d /tmp/wf_tap.XXXXXX)
if [ "$(id -u)" -eq 0 ]; then chown postgres "$sockets"; fi
scripts/cluster.sh destroy
scripts/cluster.sh stage
home=$(readlink -e "build/cluster/$WF_CLUSTER") installed=$home/install$pg_bin
trap clean_up EXIT
trap 'exit 143' INT TERM

# The server's user cannot read the repository everywhere, in /root say.
mkdir "$home/sources"
tar -cf - test/npm examples test/golden/definition test/schema test/tap test/sql/company.psql bench/session_memory.sql docs/how-to/archive-the-log.md contrib/streaming | tar -C "$home/sources" -xf -

# PostgreSQL 15 takes TESTDIR, later ones the other two.
run_one() {
    local name=$1 run=$home/runs/$1 status=0
    mkdir -p "$run"
    if [ "$(id -u)" -eq 0 ]; then chown postgres "$run" "$home/ports"; fi
    rm -f "$logs/tap_$name"*
    as_server env -C "$home/sources" -u PGDATABASE -u PGUSER -u PGPORT -u PGSERVICEFILE LC_ALL=C TMPDIR="$sockets" PATH="$installed:$PATH" PERL5LIB="$test_lib/perl:$home/sources/test/tap" \
        PG_REGRESS="$test_lib/regress/pg_regress" PG_TEST_PORT_DIR="$home/ports" \
        TESTDIR="$run" TESTDATADIR="$run/tmp_check" TESTLOGDIR="$run/tmp_check/log" \
        timeout 1800 perl "test/tap/$name.pl" >"$logs/tap_$name" 2>&1 || status=$?
    cat "$run"/tmp_check/log/*.log >"$logs/tap_$name.server" 2>/dev/null || true
    if [ "$status" -ne 0 ] && ! grep -q '^not ok' "$logs/tap_$name"; then
        echo "not ok - $name ended with status $status" >>"$logs/tap_$name"
    fi
    if grep -q '^not ok' "$logs/tap_$name"; then echo "$name failed: $logs/tap_$name"; else echo "$name passed"; fi
}

mkdir -p "$home/ports"
for name in "$@"; do
    while [ "$(jobs -rp | wc -l)" -ge "$jobs" ]; do wait -n || true; done
    run_one "$name" &
done
wait
! grep -qs '^not ok' "${@/#/$logs/tap_}"
