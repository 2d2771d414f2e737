#!/bin/bash
# Whether a session's memory stays what it is however often it calls: every function and view of schema wf, calls that succeed and calls
# that are refused, CALLS times each (100,000) in one session, each in a transaction that is rolled back. Fails if after them
# the memory contexts have kept more than 8 bytes a call and 4 kB, or the process more than 8 bytes a call and 1 MB, if a call that
# should succeed does not, or if a function has no call in bench/session_memory.sql.
#   bench/session_memory.sh                          hours: a private cluster of its own
#   CALLS=2000 ONLY='^(approve|start)' bench/session_memory.sh
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=scripts/environment.sh
source scripts/environment.sh
require_postgres
calls=${CALLS:-100000} only=${ONLY:-.}
export WF_CLUSTER=memory WF_FSYNC=off
work=$(mktemp -d)
trap 'scripts/cluster.sh destroy; rm -rf "$work"' EXIT
scripts/cluster.sh destroy
scripts/cluster.sh start
sql() { scripts/cluster.sh psql -qXAt -d postgres -v ON_ERROR_STOP=1 "$@"; }

sql -f bench/session_memory.sql >"$work/setup"
missing=$(sql -c "SELECT string_agg(proname, ', ' ORDER BY proname) FROM memory.missing")
[ -z "$missing" ] || fail "no call of $missing in bench/session_memory.sql"

sql -v only="$only" >"$work/calls.sql" <<'SQL'
SELECT format('CALL memory.measure(%s, 1);', place) FROM memory.call WHERE label ~ :'only' ORDER BY place;
SELECT 'TRUNCATE memory.figure;';
SELECT format('CALL memory.measure(%s, :calls);', place) FROM memory.call WHERE label ~ :'only' ORDER BY place;
SQL
# Without ON_ERROR_STOP: the others are measured, too. Once through all, for the caches of the session; then what counts.
scripts/cluster.sh psql -qXAt -d postgres -v calls="$calls" -f "$work/calls.sql" >"$work/out" 2>"$work/errors" || true
sed -n 's/^psql:[^ ]* //; /ERROR/p' "$work/errors"

sql -P format=aligned -P tuples_only=off -c "SELECT label, contexts, process, round(microseconds) AS microseconds, CASE WHEN contexts > 8 * calls + 4096 THEN 'LEAK' WHEN process > 8 * calls + 1048576 THEN 'LEAK' ELSE '' END AS verdict
    FROM memory.figure ORDER BY contexts + process DESC LIMIT ${SHOWN:-25}"
sql -c "SELECT format('%s of %s kinds of call measured, %s calls of each, %s leaks', count(f), (SELECT count(*) FROM memory.call WHERE label ~ '$only'), $calls,
    count(*) FILTER (WHERE contexts > 8 * calls + 4096 OR process > 8 * calls + 1048576)) FROM memory.figure AS f" | tee "$work/verdict"
grep -qE '^([0-9]+) of \1 .* 0 leaks$' "$work/verdict"
