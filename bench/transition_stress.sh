#!/bin/bash
# Two sessions (SESSIONS) make transitions of one row at once, 1,000 rounds each (ROUNDS): in a round each tries both that there are. Of two that
# meet, one succeeds and the other is told the state that it finds; hooks run once for each transition, and each begins where the
# one before has ended. Prints what happened, and "held" or what did not hold (exit status 1).
#   WF_CLUSTER=name bench/transition_stress.sh     the cluster has to run: scripts/cluster.sh start
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/environment.sh
require_postgres
rounds=${ROUNDS:-1000} sessions=${SESSIONS:-2}
eval "$(scripts/cluster.sh env)"
database=wf_transition_stress
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 "$@"; }

sql -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database"
sql -d "$database" >"$work/setup" <<'SQL'
SET client_min_messages = warning;
CREATE EXTENSION wf_engine;
SELECT wf.setup();
CREATE TABLE door (id integer PRIMARY KEY, state text NOT NULL);
CREATE TABLE heard (place bigint GENERATED ALWAYS AS IDENTITY, source text, target text);
CREATE FUNCTION hear(what jsonb) RETURNS jsonb LANGUAGE sql AS
    'INSERT INTO public.heard (source, target) VALUES (what ->> ''source'', what ->> ''target''); SELECT NULL::jsonb';
SELECT wf.register_function('hear', 'hear(jsonb)');
SELECT wf.attach_state_machine('door', 'state', '{"key": "door", "states": [{"name": "shut", "initial": true}, {"name": "open"}],
    "transitions": [{"name": "open", "from": "shut", "to": "open", "hooks": ["hear"]}, {"name": "shut", "from": "open", "to": "shut", "hooks": ["hear"]}]}');
INSERT INTO door VALUES (1, 'shut');
SQL

for ((i = 1; i <= rounds; i++)); do
    echo "SELECT wf.transition('door', '1', 'open');"
    echo "SELECT wf.transition('door', '1', 'shut');"
done >"$work/rounds.sql"
running=()
for ((i = 1; i <= sessions; i++)); do
    "$pg_bin/psql" -qXAt -v VERBOSITY=sqlstate -d "$database" -f "$work/rounds.sql" >"$work/$i.out" 2>"$work/$i.err" &
    running+=($!)
done
for one in "${running[@]}"; do wait "$one" || true; done

made=$(cat "$work"/*.out | grep -c '^\(open\|shut\)$' || true)
refused=$(cat "$work"/*.err | grep -c 'ERROR:  WF460' || true)
others=$(cat "$work"/*.err | grep -v 'ERROR:  WF460' | head -5 || true)
heard=$(sql -d "$database" -c "SELECT count(*) FROM heard")
torn=$(sql -d "$database" -c "SELECT count(*) FROM (SELECT source, lag(target, 1, 'shut') OVER (ORDER BY place) AS before FROM heard) h WHERE source <> before")
echo "$made made, $refused refused, $heard hooks"
if [ -z "$others" ] && [ "$made" = "$heard" ] && [ "$torn" = 0 ] && [ $((made + refused)) = $((2 * rounds * sessions)) ]; then
    echo held
    sql -d postgres -c "DROP DATABASE $database"
else
    echo "not held: $torn hooks that begin elsewhere; $others"
    exit 1
fi
