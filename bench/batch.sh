#!/bin/bash
# 1,000 approvals by one call of wf.approve_many, and by 1,000 calls of wf.approve in transactions of their own, as an
# application does them (pgbench, prepared, one session); in turns, ROUNDS (5) times. Prints calls per second and the ratio.
#   WF_CLUSTER=name bench/batch.sh          the cluster has to run: scripts/cluster.sh start
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/environment.sh
require_postgres
rounds=${ROUNDS:-5} tasks=1000
eval "$(scripts/cluster.sh env)"
database=wf_bench_batch
script=$(mktemp)
trap 'rm -f "$script"' EXIT
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 "$@"; }

# pgbench counts upwards in a variable, since a session keeps them.
cat >"$script" <<'SQL'
\set task :task + 1000000
SELECT wf.approve(:task, 'fine with me', actor => 'lena');
SQL

sql -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database"
sql -d "$database" >/dev/null <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.load_directory('{"persons": [{"id": "ann"}, {"id": "lena"}, {"id": "grace"}]}');
SELECT wf.deploy('{"key": "two", "nodes": [{"id": "start", "type": "start"},
    {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]},
    {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["grace"]}]},
    {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "boss"}, {"from": "boss", "to": "end"}]}');
SQL

start() { sql -d "$database" -c "SELECT max(wf.start('two', actor => 'ann')) FROM generate_series(1, $tasks)" | tail -1; }

single() {
    local last
    last=$(start)
    "$pg_bin/pgbench" -n -M prepared -t "$tasks" -f "$script" -D task=$(((last - tasks) * 1000000 + 1)) "$database" 2>/dev/null |
        sed -n 's/^tps = \([0-9.]*\) .*/\1/p'
}

batch() {
    local last
    last=$(start)
    sql -d "$database" <<SQL | tail -1
SELECT wf.approve_many('{}', actor => 'lena');
SELECT clock_timestamp() AS before \gset
SELECT count(*) FILTER (WHERE sqlstate IS NULL) AS accepted FROM wf.approve_many(
    ARRAY(SELECT i * 1000000 + 1 FROM generate_series($last::bigint - $tasks + 1, $last) i), 'fine with me', actor => 'lena') \gset
SELECT :accepted / extract(epoch FROM clock_timestamp() - :'before');
SQL
}

ratios=$(mktemp)
trap 'rm -f "$script" "$ratios"' EXIT
for ((round = 1; round <= rounds; round++)); do
    echo "$(single) $(batch)" |
        awk -v round="$round" '{ printf "round %d: single %.0f/s, batch %.0f/s, ratio %.2f\n", round, $1, $2, $2 / $1 }' | tee -a "$ratios"
done
sed 's/.*ratio //' "$ratios" | sort -n | sed -n "$(((rounds + 1) / 2))p" | sed "s/^/median ratio /"
sql -d postgres -c "DROP DATABASE $database"
