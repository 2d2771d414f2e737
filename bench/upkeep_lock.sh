#!/bin/bash
# How long writers wait while partitions leave the log: WF_CLUSTER=dev bench/upkeep_lock.sh
# Four clients comment on instances, ten seconds alone and then while wf.maintain() archives what ended RETENTION ago; the longest waits of
# both. Of twelve months of an otherwise empty log; or in a database that is named and has a thousand instances (bench/log.sh).
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/../scripts/environment.sh"
require_postgres
export WF_CLUSTER=${WF_CLUSTER:-upkeep_lock}
scripts/cluster.sh start
eval "$(scripts/cluster.sh env)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
database=${1:-wf_upkeep_lock}
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d "$database" "$@"; }
if [ $# -eq 0 ]; then
    scripts/cluster.sh psql -qX -d postgres -c 'DROP DATABASE IF EXISTS wf_upkeep_lock' -c 'CREATE DATABASE wf_upkeep_lock'
    sql -c 'SET client_min_messages = warning' -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' \
        -c "SELECT wf.ensure_partitions(now() - interval '14 months', 12)" \
        -c "SELECT wf.load_directory('{\"persons\": [{\"id\": \"ann\"}, {\"id\": \"bob\"}]}')" \
        -c "SELECT wf.deploy('{\"key\": \"sign\", \"nodes\": [{\"id\": \"s\", \"type\": \"start\"}, {\"id\": \"a\", \"type\": \"approval\", \"approvers\": [{\"by\": \"users\", \"users\": [\"bob\"]}]}, {\"id\": \"e\", \"type\": \"end\"}], \"flows\": [{\"from\": \"s\", \"to\": \"a\"}, {\"from\": \"a\", \"to\": \"e\"}]}')" \
        -c "SELECT count(wf.start('sign', actor => 'ann')) FROM generate_series(1, 1000)" >/dev/null
fi
# On the thousand newest.
echo "\\set i $(sql -c 'SELECT max(instance_id) FROM wf.instance') - random(0, 999)
SELECT wf.comment(instance_id, :client_id::text, actor => initiator) FROM wf.instance WHERE instance_id = :i;" >"$work/comment.sql"
longest() { awk '{ if ($3 > most) most = $3 } END { printf "%d calls, the longest %.1f ms\n", NR, most / 1000 }' "$work/$1".*; }
comment() { (cd "$work" && "$pg_bin/pgbench" -n -c 4 -T 10 -l --log-prefix="$work/$1" -f "$work/comment.sql" "$database" >/dev/null 2>&1); }
comment alone
echo "alone: $(longest alone)"
sql -c "UPDATE wf.log_policy SET retention = '${RETENTION:-1 day}', at_retention = 'archive'"
comment beside &
sleep 2
sql -c 'CALL wf.maintain()' >/dev/null
wait
echo "while $(sql -c "SELECT count(*) FROM wf.log_archive") partitions left: $(longest beside)"
