#!/bin/bash
# What a page of each list costs: milliseconds, as a person with few rows, as one with tens of thousands, as an application and as an administrator; first page of
# 20, page 100, and the first call in a session. In a private cluster, with as many months of log as MONTHS says.
#   bench/lists.sh                                          300,000 ended and 60,000 open instances, 12 months: ten minutes
#   ENDED=1000000 OPEN=200000 MONTHS=120 bench/lists.sh     with 123 partitions: half an hour, 8 GB
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
ended=${ENDED:-300000} open=${OPEN:-60000} months=${MONTHS:-9} rounds=${ROUNDS:-11}
export WF_CLUSTER=lists WF_FSYNC=off
trap 'scripts/cluster.sh destroy' EXIT
scripts/cluster.sh destroy
scripts/cluster.sh start
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d lists "$@"; }
scripts/cluster.sh psql -qXAt -d postgres -c "ALTER SYSTEM SET shared_buffers = '1GB'" -c "ALTER SYSTEM SET max_wal_size = '8GB'" -c 'CREATE DATABASE lists'
scripts/cluster.sh stop
scripts/cluster.sh start
sql -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' >/dev/null
sql -v ended="$ended" -v open="$open" -v months="$months" -f bench/lists_data.sql
sql -c "SELECT format('%s instances, %s open tasks, %s entries, %s partitions', (SELECT count(*) FROM wf.instance), (SELECT count(*) FROM wf.task),
    (SELECT count(*) FROM wf.log), (SELECT count(*) FROM pg_inherits WHERE inhparent = 'wf.log'::regclass))"
for role in bench_seldom bench_busy bench_app bench_admin; do
    scripts/cluster.sh psql -qXAt -U "$role" -d lists -v rounds="$rounds" -f bench/lists.sql 2>&1
done
