#!/bin/bash
# What ten million entries cost: beside a database with the same open instances and no past, in turns. In a private cluster, 20 GB, half an hour:
#   bench/log.sh                                     10 million entries of 2 million instances in 36 months
#   ENDED=100000 RUNNING=5000 bench/log.sh           something to try
#   WF_BENCH_KEEP=1 bench/log.sh                     leaves the cluster: WF_CLUSTER=log scripts/cluster.sh psql full
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
ended=${ENDED:-1970000} running=${RUNNING:-30000} months=${MONTHS:-36} rounds=${ROUNDS:-7} templates=${TEMPLATES:-2000}
export WF_CLUSTER=log WF_FSYNC=off
export PGOPTIONS='-c client_min_messages=warning -c synchronous_commit=off'
finish() { [ -n "${WF_BENCH_KEEP:-}" ] || scripts/cluster.sh destroy; }
trap finish EXIT
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d "$@"; }
say() { echo "$(date +%T) $*"; }

start_cluster() {
    scripts/cluster.sh destroy
    scripts/cluster.sh start
    # No checkpoint and no vacuum in the middle: it would be charged to whoever is being measured.
    sql postgres -c "ALTER SYSTEM SET shared_buffers = '2GB'" -c "ALTER SYSTEM SET max_wal_size = '4GB'" -c "ALTER SYSTEM SET checkpoint_timeout = '1h'" \
        -c 'ALTER SYSTEM SET autovacuum = off' -c 'ALTER SYSTEM SET full_page_writes = off' -c "ALTER SYSTEM SET maintenance_work_mem = '512MB'" -c 'CREATE DATABASE empty' -c 'CREATE DATABASE "full"' -c 'CREATE ROLE bench_person LOGIN'
    scripts/cluster.sh stop
    scripts/cluster.sh start
    eval "$(scripts/cluster.sh env)"
}

fill() {  # database ended months
    sql "$1" -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' >/dev/null
    sql "$1" -v templates="$templates" -f bench/log_company.sql
    say "$1: $templates real instances"
    sql "$1" -v templates="$templates" -v ended="$2" -v running="$running" -v months="$3" -f bench/log_data.sql
    sql "$1" -c "SET work_mem = '512MB'" -c 'CALL gen.copy_months(0)' &
    sql "$1" -c "SET work_mem = '512MB'" -c 'CALL gen.copy_months(1)'
    wait $!
    sql "$1" -c 'DROP SCHEMA gen CASCADE' -c 'VACUUM (FREEZE, ANALYZE)' -c 'CHECKPOINT'
    sql "$1" -f bench/log_calls.sql
    say "$1: $(sql "$1" -c "SELECT format('%s instances, %s entries, %s partitions, %s', (SELECT count(*) FROM wf.instance), (SELECT count(*) FROM wf.log),
        (SELECT count(*) FROM wf._log_partitions()), pg_size_pretty(pg_database_size(current_database())))")"
    # Copies are as good as what they are copies of.
    sql "$1" -c "SELECT 'a copy does not verify', a.instance_id, v.* FROM bench.asked a CROSS JOIN LATERAL wf.verify(a.instance_id) v WHERE a.instance_id % 4 = 0"
}

measure() {  # round what warm_up [user]
    local databases=(full empty) database
    if (($1 % 2 == 0)); then databases=(empty full); fi  # a trend of the machine favours nobody
    for database in "${databases[@]}"; do
        sql "$database" -U "${4:-postgres}" -c "CALL bench.measure($1, '$2', bench.statements('$2'), $3)"
    done
}

measure_round() {  # round
    local what
    for what in start approve 'an hour of the log' 'an hour of the log, planned'; do measure "$1" "$what" 30; done
    for what in todo 'todo, planned' 'done' 'done, planned' 'list of done'; do measure "$1" "$what" 30 bench_person; done
    for what in history 'history, planned' 'history of a running one' progress 'progress, planned' timeline; do measure "$1" "$what" 30; done
    for what in metrics metrics_text health partitions upkeep; do measure "$1" "$what" 2; done
}

timed() { sql "$1" -c '\timing on' -c "$2" | sed 's/^Time: //' | paste -sd' '; }  # database statement

start_cluster
fill empty 0 3
fill full "$ended" "$months"
for ((round = 1; round <= rounds; round++)); do
    measure_round "$round"
    say "round $round of $rounds"
done
sql postgres -c 'ALTER SYSTEM SET full_page_writes = on' -c 'SELECT pg_reload_conf()' >/dev/null
measure 0 start 30
sql full -c CHECKPOINT
measure 0 'approve after a checkpoint' 30
sql empty -c 'COPY bench.measured TO STDOUT' | sql full -c 'COPY bench.empty FROM STDIN'
sql full -f bench/log_report.sql
say 'bytes'
sql full -f bench/bytes.sql
say "verify_all by two: $(timed full 'SELECT count(*) FROM wf.verify_all(workers => 2)')"
say "anchor: $(timed full 'SELECT wf.anchor()')"
# Jobs: a look when nothing is due, and a thousand timers.
for database in empty full; do
    sql "$database" -c "SELECT count(wf.start('purchase_6', '{\"amount\": 100}', actor => 'p' || 2000 + i)) FROM generate_series(1, 1000) AS i" >/dev/null
    say "$database: run_jobs with nothing due, $(timed "$database" 'CALL wf.run_jobs()'); run_due_jobs with a thousand, $(timed "$database" "SELECT wf.run_due_jobs(at => now() + interval '31 days', max_jobs => 1000)")"
done
# The oldest month goes cold, then leaves, while others write.
oldest=$(sql full -c 'SELECT now() - min(until_at) FROM wf._log_partitions()')
sql full -c "UPDATE wf.log_policy SET cold_after = interval '$oldest' - interval '1 day'" -c 'CALL wf.maintain()' >/dev/null
bytes=$(sql full -c 'SELECT pg_total_relation_size(relation) FROM wf._log_partitions() LIMIT 1')
RETENTION="$oldest" bench/upkeep_lock.sh full
say "the oldest month: $(sql full -c 'SELECT entries FROM wf.log_archive') entries, $bytes bytes with the indexes of cold ones"
sql full -c 'SELECT step, target, took, error FROM wf.upkeep_done ORDER BY upkeep_id'
say "verify_all without it: $(timed full 'SELECT count(*) FROM wf.verify_all(workers => 2)')"
