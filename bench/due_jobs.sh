#!/bin/bash
# Many timers due at once: how fast one and two callers of wf.run_jobs fire them, whether twice as many take twice as long, and what it
# costs users who approve meanwhile. In a private cluster, 5 minutes:
#   bench/due_jobs.sh            100,000 timers
#   TIMERS=20000 bench/due_jobs.sh
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
timers=${TIMERS:-100000} rounds=${ROUNDS:-3} seconds=${RUN_SECONDS:-3}
export WF_CLUSTER=due_jobs
trap 'scripts/cluster.sh destroy' EXIT
scripts/cluster.sh destroy
scripts/cluster.sh start
eval "$(scripts/cluster.sh env)"
sql() { "$pg_bin/psql" -qXAt -v ON_ERROR_STOP=1 "$@"; }
sql -d postgres -c "ALTER SYSTEM SET shared_buffers = '1GB'" -c "ALTER SYSTEM SET max_wal_size = '8GB'" -c "ALTER SYSTEM SET checkpoint_timeout = '1h'" -c 'CREATE DATABASE made'
scripts/cluster.sh stop
scripts/cluster.sh start
eval "$(scripts/cluster.sh env)"
sql -d made -v timers="$timers" -v signed=40000 -f bench/due_jobs.sql >/dev/null

fresh() { sql -d postgres -c 'SET client_min_messages = warning' -c 'DROP DATABASE IF EXISTS due' -c 'CREATE DATABASE due TEMPLATE made STRATEGY file_copy' -c 'CHECKPOINT'; }

# Seconds that $1 callers take, each with at most $2 jobs.
seconds_of() {
    local begun callers=() i
    begun=$(date +%s.%N)
    for ((i = 0; i < $1; i++)); do sql -d due -c "CALL wf.run_jobs(max_jobs => $2)" >/dev/null & callers+=($!); done
    wait "${callers[@]}"
    echo "$(date +%s.%N) $begun" | awk '{ print $1 - $2 }'
}
left() { sql -d due -c "SELECT count(*) FROM wf.job"; }
approves() { "$pg_bin/pgbench" -n -M prepared -c 1 -T "$seconds" -f bench/transactions/approve_next.pgbench due | sed -n 's/^tps = \([0-9.]*\).*/\1/p'; }

fresh
quarter=$(seconds_of 1 $((timers / 4)))
fresh
one=$(seconds_of 1 "$timers")
echo "one caller: $timers timers in $one s, $(echo "$timers $one" | awk '{ printf "%.0f", $1 / $2 }') a second; $(left) left"
echo "four times as many take $(echo "$one $quarter" | awk '{ printf "%.2f", $1 / $2 }') times as long"
fresh
two=$(seconds_of 2 "$timers")
echo "two callers: $two s, $(echo "$one $two" | awk '{ printf "%.2f", $1 / $2 }') times as fast as one; $(left) left"
fresh
# Beside a session that only computes: what the processor is shared with costs, whatever runs there.
beside() {
    local pid
    sql -d due -c "$1" >/dev/null 2>&1 & pid=$!
    approves
    sql -d postgres -c "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query ~ '^(CALL|SELECT count)' AND pid <> pg_backend_pid()" >/dev/null
    wait "$pid" 2>/dev/null || true
}
for ((round = 1; round <= rounds; round++)); do
    alone=$(approves)
    computing=$(beside 'SELECT count(*) FROM generate_series(1, 1000000000) AS i WHERE i % 7 = 3')
    calling=$(beside "CALL wf.run_jobs(max_jobs => $timers)")
    echo "$alone $computing $calling $(left)" | awk '{ printf "approve, one client: %.0f a second alone, %.0f beside a session that computes, %.0f beside a caller: %.2f of it (%d timers left)\n", $1, $2, $3, $3 / $2, $4 }'
done
