#!/bin/bash
# Many who write the rows of a bound table beside many who decide on them: 8 writers and 8 approvers on 20 rows for SECONDS
# (60), each a session that commits after every statement. Whatever they meet, nobody may end in a deadlock, and afterwards
# rows, forms, log and signatures have to agree. Prints what happened, and "held" or what did not hold (exit status 1).
#   WF_CLUSTER=name bench/row_stress.sh     the cluster has to run: scripts/cluster.sh start
#   SEED=7 SECONDS_LONG=10 WRITERS=4 APPROVERS=4 ROWS=5 bench/row_stress.sh
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/environment.sh
require_postgres
seconds=${SECONDS_LONG:-60} writers=${WRITERS:-8} approvers=${APPROVERS:-8} rows=${ROWS:-20} seed=${SEED:-1}
eval "$(scripts/cluster.sh env)"
database=wf_row_stress
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 "$@"; }

sql -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database"
sql -d "$database" -v rows="$rows" -f bench/row_stress.sql >"$work/setup"

# One session for each: statements for longer than it can run. Errors come as "ERROR:  SQLSTATE".
session() {
    local kind=$1 number=$2
    awk -v kind="$kind" -v seed="$((seed * 1000 + number))" -v rows="$rows" -f bench/row_stress.awk </dev/null >"$work/$kind.$number.sql"
    timeout "$seconds" "$pg_bin/psql" -qXAt -v VERBOSITY=sqlstate -d "$database" -f "$work/$kind.$number.sql" \
        >"$work/$kind.$number.out" 2>"$work/$kind.$number.err" || true
}

sessions=()
for ((i = 1; i <= writers; i++)); do session write "$i" & sessions+=($!); done
for ((i = 1; i <= approvers; i++)); do session decide "$((100 + i))" & sessions+=($!); done
wait "${sessions[@]}"

for kind in write decide; do
    done_=$(cat "$work/$kind".*.out | grep -c "^\(ok\|act\)" || true)
    refused=$(cat "$work/$kind".*.err | grep -c 'ERROR:' || true)
    echo "$kind: $done_ done, $refused refused"
done
echo "refused with:"
cat "$work"/*.err | sed -n 's/.*ERROR:  \([0-9A-Z]*\).*/\1/p' | sort | uniq -c | sort -rn | awk '{ printf "  %s %d\n", $2, $1 }'
# Refusals by the rules, and what follows in the block that they end. Nothing of the server's.
errors_of_the_server() { cat "$work"/*.err | grep -v 'ERROR:  \(WF[34]\|WF205\|25P02\)' || true; }
unexpected=$(errors_of_the_server | wc -l)
sql -d "$database" -f bench/row_stress_check.sql | tee "$work/check"
failed=$(awk -F'|' '$1 == "wrong" { n += $3 } END { print n + 0 }' "$work/check")
if [ "$unexpected" != 0 ]; then
    errors_of_the_server | sed 's/.*sql:[0-9]*: //' | sort | uniq -c | sort -rn | head
fi
if [ "$unexpected" = 0 ] && [ "$failed" = 0 ]; then
    echo held
    sql -d postgres -c "DROP DATABASE $database"
else
    echo "not held: $unexpected errors of the server, $failed differences; database $database is left"
    exit 1
fi
