#!/bin/bash
# The story of examples/demo.sql in a private cluster "demo", fresh database wf_demo, and how to go on from there: in psql, or by HTTP.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
unset MAKEFLAGS MFLAGS  # of the make that called this script: the build below has its own -j
export WF_CLUSTER=demo PGCLIENTENCODING=UTF8 PGOPTIONS='--client-min-messages=warning'
log=build/demo.log

# Runs a step that says much and matters little, unless it fails.
quietly() { "$@" >>"$log" 2>&1 || { cat "$log" >&2; fail "this did not work: $*"; }; }

# A line that moves while the extension is compiled; elsewhere than on a terminal a line now and then.
compile() {
    local output=build/demo_build.log files done_files=0 said=0
    files=$(make --no-print-directory -n 2>/dev/null | grep -cE -- ' -c -o [^ ]+[.]o ' || true)
    if [ "$files" -eq 0 ]; then echo "Preparing: the extension (it is compiled already) ..."; else echo "Preparing: the extension ..."; fi
    make --no-print-directory -j "$(nproc)" >"$output" 2>&1 &
    local pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        done_files=$(grep -cE -- ' -c -o [^ ]+[.]o ' "$output" || true)
        if [ -t 1 ] && [ "$files" -gt 0 ]; then
            printf '\r  %d of %d files' "$done_files" "$files"
        elif [ $((done_files - said)) -ge 10 ]; then
            said=$done_files
            echo "  $done_files of $files files"
        fi
    done
    if [ -t 1 ] && [ "$files" -gt 0 ]; then printf '\n'; fi
    wait "$pid" || { tail -40 "$output" >&2; fail "the extension does not compile; $output has all that the compiler said. After a change: make demo"; }
}

# The program for HTTP: make's own lines have the per cent.
compile_gateway() {
    local output=build/demo_gateway_build.log now said=
    echo "Preparing: the gateway for HTTP ..."
    cmake -S src/gateway -B build/gateway >"$output" 2>&1 || { tail -40 "$output" >&2; fail "the gateway cannot be configured"; }
    cmake --build build/gateway --parallel "$(nproc)" --target wf-gateway >>"$output" 2>&1 &
    local pid=$!
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        now=$(grep -oE '^\[ *[0-9]+%\]' "$output" | tail -1 | tr -dc 0-9 || true)
        if [ -t 1 ] && [ -n "$now" ]; then
            printf '\r  %d %%' "$now"
        elif [ $((${now:-0} - ${said:-0})) -ge 25 ]; then
            said=$now
            echo "  $now %"
        fi
    done
    if [ -t 1 ] && [ -n "$now" ]; then printf '\n'; fi
    wait "$pid" || { tail -40 "$output" >&2; fail "the gateway does not compile; $output has all that the compiler said. After a change: make demo"; }
}

# Sets url, client: where it listens, and what an application that is Bob signs in with.
start_gateway() {
    local port=8080 output=build/demo_gateway.log secret=build/demo_gateway.secret
    if [ -e build/demo_gateway.pid ]; then kill "$(cat build/demo_gateway.pid)" 2>/dev/null && sleep 1; fi
    if (: </dev/tcp/127.0.0.1/8080) 2>/dev/null; then port=0; fi
    (umask 077 && openssl rand -base64 48 | tr -d '\n' >"$secret")
    quietly run_psql --dbname=wf_demo -f - <<'END'
DO $$ BEGIN CREATE ROLE wf_demo_gateway LOGIN NOINHERIT; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
GRANT wf_gateway, wf_user, wf_app, wf_designer, wf_admin, wf_reader TO wf_demo_gateway;
ALTER DATABASE wf_demo SET wf_engine.authenticators = 'wf_demo_gateway';
END
    client=$(run_psql --dbname=wf_demo --no-align --tuples-only --field-separator=: -c "SELECT * FROM wf.create_client('demo', 'wf_user', person => 'bob')")
    eval "$(scripts/cluster.sh env)"
    nohup build/gateway/wf-gateway serve --port="$port" --secret_file="$secret" \
        --database="host=$PGHOST port=$PGPORT user=wf_demo_gateway dbname=wf_demo" >"$output" 2>&1 </dev/null &
    echo $! >build/demo_gateway.pid
    for _ in {1..50}; do
        url=$(sed -n 's/.*"message":"listening".*"url":"\([^"]*\)".*/\1/p' "$output")
        if [ -n "$url" ]; then return; fi
        sleep 0.2
    done
    cat "$output" >&2
    fail "the gateway did not start"
}

run_psql() { scripts/cluster.sh psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 "$@"; }

# On a terminal headings are bold and SQL is coloured; elsewhere the text stays as it is.
decorate() {
    if [ ! -t 1 ]; then cat; return; fi
    awk '/^[0-9]+\. /, /^=+$/ { print "\033[1m" $0 "\033[0m"; next }
         /^(SELECT|INSERT|UPDATE|DELETE|CREATE|BEGIN|COMMIT|ROLLBACK)[ ;]/, /;$/ { print "\033[36m" $0 "\033[0m"; next }
         { print }'
}

mkdir -p build
: >"$log"
echo "Preparing: packages; what is missing comes by apt ..."
quietly scripts/setup.sh
require_postgres
compile
compile_gateway
echo "Preparing: a private PostgreSQL $pg_major, with its own data directory and socket ..."
quietly scripts/cluster.sh start
quietly run_psql --dbname=postgres -c 'DROP DATABASE IF EXISTS wf_demo WITH (FORCE)' -c 'CREATE DATABASE wf_demo'
quietly run_psql --dbname=wf_demo -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()'

cat <<END

wf_engine runs approvals inside PostgreSQL. This is a story about it in plain SQL: each statement, then
its result. All of it is in examples/demo.sql.

END

run_psql --dbname=wf_demo <examples/demo.sql 2>&1 | decorate || fail "the demo stopped at the last statement above"

start_gateway

decorate <<END

8. Your turn
============
The private server keeps running. Connect to it with

    cd $(printf %q "$root")
    WF_CLUSTER=demo scripts/cluster.sh psql wf_demo

and try, for example,

    -- Bob wants even more. Whose turn is it, and who comes after?
    SELECT wf.start('leave', '{"days": 10, "kind": "annual"}', actor => 'bob');
    SELECT task_id, title, node_name, assignee FROM wf.todo;
    SELECT step, node_name, state, person_id FROM wf.progress WHERE instance_id = 4;

    -- Dave approves what is on the list. Then the picture, in Chinese, and what a function says about itself.
    SELECT wf.approve(task_id, actor => 'dave') FROM wf.inbox('dave');
    SET wf_engine.language = 'zh';
    \t \a
    SELECT wf.diagram(instance_id => 4);
    SELECT obj_description('wf.start'::regproc);
    \t \a

    -- All functions and views there are.
    \df wf.[a-z]*
    \dv wf.*

The same by HTTP, as Bob, at $url

    TOKEN=\$(curl -s -u $client -d grant_type=client_credentials $url/auth/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
    curl -s -H "Authorization: Bearer \$TOKEN" "$url/started?select=instance_id,title,status"
    curl -s -H "Authorization: Bearer \$TOKEN" -H 'Content-Type: application/json' $url/rpc/start -d '{"definition": "leave", "data": {"days": 2, "kind": "annual"}}'
    curl -s -H "Authorization: Bearer \$TOKEN" $url/          # all that he may call: OpenAPI

Stop both, or remove the server with all its data:

    kill \$(cat build/demo_gateway.pid)
    WF_CLUSTER=demo scripts/cluster.sh stop
    WF_CLUSTER=demo scripts/cluster.sh destroy
END
