#!/bin/bash
# The story of examples/demo.sql in a private cluster "demo", fresh database wf_demo, and how to go on from there.
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
echo "Preparing: a private PostgreSQL $pg_major, with its own data directory and socket ..."
quietly scripts/cluster.sh start
quietly run_psql --dbname=postgres -c 'DROP DATABASE IF EXISTS wf_demo WITH (FORCE)' -c 'CREATE DATABASE wf_demo'
quietly run_psql --dbname=wf_demo -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()'

cat <<END

wf_engine runs approvals inside PostgreSQL. This is a story about it in plain SQL: each statement, then
its result. All of it is in examples/demo.sql.

END

run_psql --dbname=wf_demo <examples/demo.sql 2>&1 | decorate || fail "the demo stopped at the last statement above"

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

Stop it, or remove it with all its data:

    WF_CLUSTER=demo scripts/cluster.sh stop
    WF_CLUSTER=demo scripts/cluster.sh destroy
END
