#!/bin/bash
# Calls every SQL function of the engine with NULL, extreme, random and structured arguments, as every role: fuzz_sql.sh [seconds],
# 600 by default. `make fuzz-sql`. It fails on a crash of the server, on an error that is a bug of ours (SQLSTATE XX000), on a call
# that its time limit does not end, on an instance whose log does not prove its state, and on a stored numeric or jsonb that is
# not read as what it is. WF_SEED repeats a run.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
require_postgres
seconds=${1:-600}
seed=${WF_SEED:-$RANDOM}
log=$root/build/fuzz_sql
mkdir -p "$log"
rm -f "$log"/*

export WF_CLUSTER=fuzz_sql WF_FSYNC=off
trap 'scripts/cluster.sh destroy' EXIT
scripts/cluster.sh destroy
scripts/cluster.sh start
eval "$(scripts/cluster.sh env)"
psql=("$(dirname "$(command -v "$PG_CONFIG")")/psql" -X -q -d postgres)
command -v "${psql[0]}" >/dev/null || psql[0]=psql

"${psql[@]}" -v ON_ERROR_STOP=1 -v seed="$seed" -f test/fuzz/sql_fuzz.sql >"$log/setup" 2>&1 || { cat "$log/setup"; exit 1; }

# The statements of one round, and what came of them.
round() {
    "${psql[@]}" -At -v ON_ERROR_STOP=1 -c "SELECT statement FROM fuzz.statements($1, 400)" >"$log/statements.sql"
    "${psql[@]}" -v VERBOSITY=verbose -f "$log/statements.sql" >/dev/null 2>"$log/answers" || true
}

broken() {
    grep -E 'ERROR:  XX000|server closed the connection|connection to server was lost|PANIC' "$log/answers" | head -5
    local line
    line=$(grep -oE 'sql:[0-9]+: (ERROR:  XX000|server closed|PANIC)' "$log/answers" | head -1 | cut -d: -f2)
    [ -z "$line" ] || sed -n "$((line > 3 ? line - 3 : 1)),${line}p" "$log/statements.sql"
    echo "seed $seed; statements and answers are in $log"
    exit 1
}

end=$((SECONDS + seconds)) rounds=0 calls=0 values=0
while [ "$SECONDS" -lt "$end" ]; do
    began=$SECONDS
    round $((seed + rounds))
    if grep -qE 'ERROR:  XX000|server closed the connection|connection to server was lost|PANIC' "$log/answers"; then broken; fi
    # Each call may take two seconds, and is then ended within one.
    timeouts=$(grep -c 'statement timeout' "$log/answers" || true)
    if [ $((SECONDS - began)) -gt $((60 + 3 * timeouts)) ]; then echo "a round took $((SECONDS - began)) s"; broken; fi
    misread=$("${psql[@]}" -At -v ON_ERROR_STOP=1 -c "SELECT * FROM fuzz.misread($((seed + rounds)), 100) LIMIT 3")
    if [ -n "$misread" ]; then printf 'what is stored is misread:\n%s\nseed %s\n' "$misread" "$((seed + rounds))"; exit 1; fi
    rounds=$((rounds + 1)) calls=$((calls + 400)) values=$((values + 400))
done
# Except rows of business tables: a table is bound long after an instance named a row of it, which need not be there.
differences=$("${psql[@]}" -At -c "SELECT i.tenant_id, i.instance_id, v FROM wf.instance i, wf.verify(i.instance_id, tenant_id => i.tenant_id) v WHERE v.subject !~ '^row' LIMIT 5")
if [ -n "$differences" ]; then printf 'the log does not prove the state:\n%s\nseed %s\n' "$differences" "$seed"; exit 1; fi
echo "$calls calls of SQL functions, no crash, no internal error, every log proves its state; $values stored values read as they are"
