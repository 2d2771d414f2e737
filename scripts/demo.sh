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
echo "Preparing: the extension (the first build takes four to seven minutes) ..."
quietly make --no-print-directory -s -j "$(nproc)"
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

    -- Dave approves what is on his list. Then the picture, in Chinese, and what a function says about itself.
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
