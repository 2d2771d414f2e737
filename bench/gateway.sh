#!/bin/bash
# wf-gateway beside the same SQL by pgbench, in turns: 16 clients, prepared statements; and beside its one call without role and claims. Then its
# memory, and how it answers beside streams and requests that never end. In a private cluster, five minutes; needs wrk (scripts/setup.sh bench) and make gateway.
#   bench/gateway.sh                 ROUNDS=3 SECONDS_EACH=5 TASKS=110000
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
rounds=${ROUNDS:-3} seconds=${SECONDS_EACH:-5} tasks=${TASKS:-110000} clients=16 threads=2
export WF_CLUSTER=bench_gateway WF_FSYNC=off PGOPTIONS='-c client_min_messages=warning'
work=$(mktemp -d)
gateway=
finish() {
    if [ -n "$gateway" ]; then kill "$gateway" 2>/dev/null || true; fi
    rm -rf "$work"
    scripts/cluster.sh destroy
}
trap finish EXIT
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d bench "$@"; }

prepare() {
    scripts/cluster.sh destroy
    scripts/cluster.sh start
    eval "$(scripts/cluster.sh env)"
    export PGHOST PGPORT
    scripts/cluster.sh psql -qX -d postgres -c 'CREATE DATABASE bench' -c 'CREATE ROLE bench_gateway LOGIN NOINHERIT' -c 'CREATE ROLE bench_app LOGIN' -c 'CREATE ROLE bench_lead LOGIN'
    sql >/dev/null <<'END'
CREATE EXTENSION wf_engine;
SELECT wf.setup();
GRANT wf_gateway, wf_user, wf_app, wf_reader TO bench_gateway;
GRANT wf_app TO bench_app;
GRANT wf_user TO bench_lead;
ALTER DATABASE bench SET wf_engine.authenticators = 'bench_gateway';
SELECT wf.load_directory('{"persons": [{"id": "ann"}, {"id": "boss"}, {"id": "lead", "db_role": "bench_lead"}]}');
SELECT wf.deploy('{"key": "bench", "nodes": [{"id": "s", "type": "start"}, {"id": "ok", "type": "approval", "approvers": [{"by": "users", "users": ["boss"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "ok"}, {"from": "ok", "to": "e"}]}');
SELECT wf.deploy('{"key": "few", "nodes": [{"id": "s", "type": "start"}, {"id": "ok", "type": "approval", "approvers": [{"by": "users", "users": ["lead"]}]}, {"id": "e", "type": "end"}],
    "flows": [{"from": "s", "to": "ok"}, {"from": "ok", "to": "e"}]}');
CREATE SEQUENCE public.next_instance;
GRANT USAGE ON SEQUENCE public.next_instance TO PUBLIC;
END
    sql -c "SELECT count(wf.start('bench', actor => 'ann')) FROM generate_series(1, $tasks)" -c "SELECT count(wf.start('few', actor => 'ann')) FROM generate_series(1, 10)" -c 'VACUUM ANALYZE' >/dev/null
}

start_gateway() {
    head -c 40 /dev/urandom | base64 -w0 >"$work/secret"
    printf '[events]\nstreams = 100000\n' >"$work/gateway.conf"
    build/gateway/wf-gateway serve --config="$work/gateway.conf" --port=0 --secret_file="$work/secret" --public_url=https://bench.example.com \
        --database="host=$PGHOST port=$PGPORT user=bench_gateway dbname=bench" >"$work/log" 2>&1 &
    gateway=$!
    until url=http://127.0.0.1:$(grep -oE '"port":[0-9]+' "$work/log" | cut -d: -f2) && [ "$url" != http://127.0.0.1: ]; do sleep 0.1; done
}

token() {  # person
    node -e 'const [secret, sub] = process.argv.slice(1), {createHmac} = require("crypto"), part = (v) => Buffer.from(JSON.stringify(v)).toString("base64url");
        const text = part({alg: "HS256"}) + "." + part({sub, iss: "https://bench.example.com", aud: "https://bench.example.com", exp: Math.floor(Date.now() / 1000) + 7200});
        console.log(text + "." + createHmac("sha256", secret).update(text).digest("base64url"));' "$(cat "$work/secret")" "$1"
}

# What the gateway sends for a request: $1 on or off (read only), $2 the person, $3 the call.
script() {
    cat <<END
BEGIN;
SELECT set_config('role', 'wf_gateway', true), set_config('transaction_read_only', '$1', true), set_config('statement_timeout', '30s', true), set_config('request.method', 'POST', true), set_config('request.path', '/', true), set_config('request.headers', '{}', true);
SELECT set_config('role', e.role, true), set_config('request.jwt.claims', e.claims, true), set_config('wf_engine.tenant', e.claims::json ->> 'tenant', true) FROM wf._enter_person('$2', NULL) e;
$3;
COMMIT;
END
}

by_pgbench() {  # file, role
    "$pg_bin/pgbench" -n -M prepared -c "$clients" -j "$threads" -T "$seconds" -f "$1" -U "$2" bench >"$work/pgbench" 2>&1 || { cat "$work/pgbench" >&2; fail "pgbench did not work"; }
    sed -n 's/^tps = \([0-9]*\).*/\1/p' "$work/pgbench"
}

by_http() {  # path
    wrk -c "$clients" -t "$threads" -d "$seconds" -s bench/gateway.lua "$url$1" >"$work/wrk"
    if grep -q 'Non-2xx' "$work/wrk"; then cat "$work/wrk" >&2; fail "the gateway refused something"; fi
    sed -n 's/^Requests\/sec: *\([0-9]*\).*/\1/p' "$work/wrk"
}

approve_by_http() {
    local first
    first=$(sql -c "SELECT nextval('next_instance')")
    WF_FIRST=$first WF_THREADS=$threads WF_TOKEN=$(token boss) by_http /rpc/approve
    sql -c "SELECT setval('next_instance', (SELECT max(instance_id) FROM wf.instance WHERE status <> 'running') + $clients + 1)" >/dev/null
}

median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

compare() {  # name, function for HTTP, file for pgbench, file with the call alone, role for it
    local round
    rm -f "$work"/{http,sql,call}
    for ((round = 0; round < rounds; round++)); do
        "$2" >>"$work/http"
        by_pgbench "$3" bench_gateway >>"$work/sql"
        by_pgbench "$4" "$5" >>"$work/call"
    done
    awk -v name="$1" -v http="$(median <"$work/http")" -v sql="$(median <"$work/sql")" -v call="$(median <"$work/call")" 'BEGIN {
        printf "%-20s %6d a second by HTTP; %6d by pgbench: %.2f; %6d of the call alone: %.2f\n", name, http, sql, http / sql, call, http / call }'
}

get_todo() { WF_TOKEN=$(token lead) by_http "/todo?select=task_id,title,node"; }

prepare
start_gateway
script off boss "SELECT wf_api.approve(task_id => nextval('public.next_instance') * 1000000 + 1)" >"$work/approve.sql"
script on lead "SELECT json_agg(r), count(*) FROM (SELECT t.task_id, t.title, t.node FROM wf_api.todo t) r" >"$work/todo.sql"
echo "SELECT wf_api.approve(task_id => nextval('public.next_instance') * 1000000 + 1, actor => 'boss');" >"$work/approve_alone.sql"
echo "SELECT json_agg(r), count(*) FROM (SELECT t.task_id, t.title, t.node FROM wf_api.todo t) r;" >"$work/todo_alone.sql"
compare 'POST /rpc/approve' approve_by_http "$work/approve.sql" "$work/approve_alone.sql" bench_app
sql -c VACUUM -c ANALYZE
compare 'GET /todo (10 rows)' get_todo "$work/todo.sql" "$work/todo_alone.sql" bench_lead
WF_TOKEN=$(token lead) wrk -c 200 -t "$threads" -d "$seconds" -s bench/gateway.lua "$url/todo?select=task_id,title,node" >/dev/null &
sleep "$((seconds - 1))"
echo "memory with 200 connections at work: $(awk '/^VmRSS/ { print int($2 / 1024) }' "/proc/$gateway/status") MB"
wait $!
read -r streams slowest < <(node bench/gateway_idle.mjs "$url" "$(token lead)" 1000 500)
echo "beside $streams idle streams and 500 unfinished requests: GET /healthz in $slowest ms at the most; memory $(awk '/^VmHWM/ { print int($2 / 1024) }' "/proc/$gateway/status") MB"
