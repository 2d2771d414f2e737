#!/bin/bash
# The same calls as bench/log.sh measures, as instructions, which do not mind a busy machine: in its cluster, and by itself if that was kept. Ten minutes.
#   bench/log_instructions.sh [what ...]
# A server in single-user mode makes some calls, then another one more of them; the difference is what a call takes in steady state.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
export WF_CLUSTER=log
home=$root/build/cluster/$WF_CLUSTER
work=$(mktemp -d)
chmod 777 "$work"  # callgrind writes as the server's user
trap 'rm -rf "$work"' EXIT
calls=("$@")
[ $# -gt 0 ] || calls=(start approve 'history of a running one' progress timeline)

scripts/cluster.sh start
for database in full empty; do
    for what in "${calls[@]}"; do
        # On what is open or was just started; approved is each once, so the two servers get different ones. What only reads reads the same twice.
        scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d "$database" -c "SELECT s FROM unnest(bench.statements('$what')) WITH ORDINALITY AS x (s, n) WHERE n <= 100 ORDER BY n" >"$work/all"
        case $what in
        start | approve) head -20 "$work/all" >"$work/$database $what few" && tail -80 "$work/all" >"$work/$database $what many" ;;
        *) head -60 "$work/all" | tee "$work/$database $what few" >"$work/$database $what many" && head -60 "$work/all" >>"$work/$database $what many" ;;
        esac
    done
done
scripts/cluster.sh stop

# Instructions of one server.
count() {  # database what few|many
    local report=$work/err
    as_server valgrind --tool=callgrind --callgrind-out-file="$work/callgrind $*" "$home/install$pg_bin/postgres" --single \
        -D "$home/data" -c jit=off -c autovacuum=off "$1" <"$work/$*" >/dev/null 2>"$report"
    if grep -q ERROR "$report"; then grep ERROR "$report" >&2; fail "$* failed"; fi
    sed -n 's/.*Collected : //p' "$report"
}
for what in "${calls[@]}"; do
    for database in full empty; do
        echo $((($(count "$database" "$what" many) - $(count "$database" "$what" few)) / 60)) >"$work/$database"
    done
    awk -v what="$what" -v full="$(cat "$work/full")" -v empty="$(cat "$work/empty")" 'BEGIN {
        printf "%-26s %10d of %10d: %.3f\n", what, full, empty, full / empty }'
    if [ -n "${WF_PROFILES:-}" ]; then cp "$work"/callgrind* "$WF_PROFILES"; fi
done
