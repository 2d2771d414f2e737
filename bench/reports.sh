#!/bin/bash
# What the reports cost: adding a log to the sums, a recount of it, and each report from the sums. In a private cluster:
#   bench/reports.sh                                 a million entries of 200,000 instances in 12 months
#   ENDED=1970000 RUNNING=30000 MONTHS=36 bench/reports.sh     ten million
#   WF_BENCH_KEEP=1 bench/reports.sh                 leaves the cluster: WF_CLUSTER=reports scripts/cluster.sh psql
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
ended=${ENDED:-195000} running=${RUNNING:-5000} months=${MONTHS:-12} templates=${TEMPLATES:-500}
export WF_CLUSTER=reports WF_FSYNC=off
export PGOPTIONS='-c client_min_messages=warning -c synchronous_commit=off'
finish() { [ -n "${WF_BENCH_KEEP:-}" ] || scripts/cluster.sh destroy; }
trap finish EXIT
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d postgres "$@"; }
# Of three times the best: the machine is shared.
timed() {
    local time best=""
    for _ in 1 2 3; do
        time=$(sql -c '\timing on' -c "SELECT count(r::text) FROM $1 r" | sed -n 's/^Time: \([0-9]*\)[.,].*/\1/p')
        if [ -z "$best" ] || [ "$time" -lt "$best" ]; then best=$time; fi
    done
    printf '%8s ms  %s\n' "$best" "$1"
}

scripts/cluster.sh destroy
scripts/cluster.sh start
sql -c "ALTER SYSTEM SET shared_buffers = '1GB'" -c "ALTER SYSTEM SET max_wal_size = '4GB'" -c 'ALTER SYSTEM SET autovacuum = off'
scripts/cluster.sh stop
scripts/cluster.sh start
sql -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' -c 'CREATE ROLE bench_person LOGIN' >/dev/null
sql -v templates="$templates" -f bench/log_company.sql
sql -v templates="$templates" -v ended="$ended" -v running="$running" -v months="$months" -f bench/log_data.sql
sql -c "SET work_mem = '512MB'" -c 'CALL gen.copy_months(0)' &
sql -c "SET work_mem = '512MB'" -c 'CALL gen.copy_months(1)'
wait $!
sql -c 'DROP SCHEMA gen CASCADE' -c 'VACUUM ANALYZE'
sql -c "SELECT format('%s instances, %s entries', (SELECT count(*) FROM wf.instance), (SELECT count(*) FROM wf.log))"

sql -c 'SELECT wf.ensure_partitions()' >/dev/null
# Of the clock and of the processor: the machine is shared.
sql <<'SQL' | tail -2
SELECT bench.cpu() AS cpu, clock_timestamp() AS begun \gset
CALL wf.maintain();
SELECT format('%s ms (processor: %s ms)  CALL wf.maintain()', round(extract(epoch FROM clock_timestamp() - :'begun') * 1000), round((bench.cpu() - :cpu) / 1000000.0));
SELECT format('%s ms  of it the sums of all entries', round(extract(epoch FROM sum(u.took)) * 1000)) FROM wf.upkeep_done u WHERE u.step = 'roll up';
SQL
sql -c 'VACUUM ANALYZE wf.rollup, wf.rollup_life' -c "SELECT format('%s rows, %s', (SELECT count(*) FROM wf.rollup), pg_size_pretty(pg_total_relation_size('wf.rollup')))"
begun=$(date +%s%3N)
sql -c "SELECT 'differs', r.* FROM wf.recount() r"
echo "$(($(date +%s%3N) - begun)) ms  wf.recount()"
for report in "wf.stat_instances()" "wf.stat_instances(tail => false)" "wf.stat_instances(split_by => '{definition,month}', tail => false)" "wf.stat_statuses(tail => false)" \
    "wf.stat_nodes(tail => false)" "wf.stat_nodes('purchase_1', tail => false)" "wf.stat_people(tail => false)" "wf.stat_people('purchase_1', tail => false)" \
    "wf.stat_people(from_day => current_date - 30, tail => false)" "wf.variants('purchase_1', tail => false)" "wf.flow_map('purchase_1', tail => false)" \
    "wf.flow_diagram('purchase_1', 'svg', tail => false)" "wf.advice('purchase_1', tail => false)" "wf.at_risk()"; do
    timed "$report"
done
