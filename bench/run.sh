#!/bin/bash
# The whole engine against the floor, by pgbench in a private cluster.
# ROUNDS (5), RUN_SECONDS (1): how often, and about how long one run takes. WF_BENCH_ENDED (200000): ended requests.
# WF_BENCH_KEEP=1 leaves the cluster running, to look around: WF_CLUSTER=bench scripts/cluster.sh psql wf_bench
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/../scripts/environment.sh"
require_postgres
rounds=${ROUNDS:-5} seconds=${RUN_SECONDS:-1}
warm_up=30  # calls of each session that are not measured: the library, the plans and the definition get loaded
scale=10    # of pgbench's own tables

export WF_CLUSTER=bench
export PGOPTIONS="-c client_min_messages=warning"
database=wf_bench
work=$(mktemp -d)
finish() {
    rm -rf "$work"
    [ -n "${WF_BENCH_KEEP:-}" ] || scripts/cluster.sh destroy
}
trap finish EXIT

sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d "$database" "$@"; }

start_cluster() {
    make --no-print-directory -s -j "$(nproc)"
    scripts/cluster.sh start
    # No checkpoint and no vacuum may fall into a run: it would be charged to whoever is being measured.
    scripts/cluster.sh psql -qX -d postgres -v ON_ERROR_STOP=1 -c "ALTER SYSTEM SET shared_buffers = '1GB'" \
        -c "ALTER SYSTEM SET max_wal_size = '20GB'" -c "ALTER SYSTEM SET checkpoint_timeout = '1h'" \
        -c "ALTER SYSTEM SET autovacuum = off" -c "ALTER SYSTEM SET jit = off" \
        -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database"
    scripts/cluster.sh stop
    scripts/cluster.sh start
    eval "$(scripts/cluster.sh env)"
}

fill() {
    sql -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' >/dev/null
    sql -v people=10000 -v many=100000 -v ended="${WF_BENCH_ENDED:-200000}" -v fixed="$(cat bench/fixed.json)" \
        -v line="$(cat bench/line.json)" -f bench/data.sql >/dev/null
    sql -v warm_up="$warm_up" -f bench/floor.sql -f bench/measure.sql >/dev/null
    "$pg_bin/pgbench" -i -q -s "$scale" "$database" 2>/dev/null
    sql -c 'VACUUM ANALYZE' -c 'CHECKPOINT'
}

# Requests that each client works through in one run, three steps each: from a guess of the rate, so that the work can be
# laid out beforehand and is the same for all.
requests() {  # clients sync
    local rate
    case $2.$1 in
    on.1) rate=800 ;; on.*) rate=2000 ;; off.1) rate=4000 ;; off.*) rate=5000 ;;
    esac
    awk -v rate="$rate" -v seconds="$seconds" -v clients="$1" -v warm_up="$warm_up" \
        'BEGIN { print int((rate * seconds / clients + warm_up) / 3) + 1 }'
}

measure() {  # round what clients sync first
    local run count
    count=$(requests "$3" "$4")
    cat bench/transactions/{begin.part,"$2.pgbench",end.part} >"$work/$2"
    run=$(sql -c "INSERT INTO bench.run (round, what, clients, sync) VALUES ($1, '$2', $3, '$4') RETURNING run")
    PGOPTIONS="$PGOPTIONS -c synchronous_commit=$4" "$pg_bin/pgbench" -n -M prepared -c "$3" -j 2 -t $((3 * count)) \
        -D n=0 -D warm_up="$warm_up" -D transactions=$((3 * count)) -D requests="$count" -D run="$run" -D first="$5" -D scale="$scale" \
        -f "$work/$2" "$database" >"$work/out" 2>&1 || { cat "$work/out" >&2; fail "$2 failed"; }
    sql -c "UPDATE bench.run SET wal_after = pg_current_wal_insert_lsn() - '0/0' WHERE run = $run"
}

# One session makes calls of all these kinds in random order, so that whatever disturbs the machine (a slow flush above
# all) hits all alike; the mean of each kind counts, without its slowest twentieth. With more clients than cores that
# would say little: a call then waits for the others.
turns=(approve_floor approve_fixed approve_line start_floor start_fixed)
turn_calls=6000  # of all kinds together
turn_requests=440  # of each kind: room for 1320 calls, where 1200 are to be expected

take_turns() {  # round sync first_fixed first_line first_floor
    local what scripts=() i
    for what in "${turns[@]}"; do
        {
            printf '\\set n :n_%s\n' "$what"
            case $what in approve_*) printf '\\set first :first_%s\n' "${what#approve_}" ;; esac
            cat bench/transactions/{begin.part,"$what.pgbench",end.part}
            printf '\\set n_%s :n\n' "$what"
        } >"$work/turn_$what"
        scripts+=(-D "n_$what=0" -f "$work/turn_$what")
    done
    rm -f "$work"/log*
    PGOPTIONS="$PGOPTIONS -c synchronous_commit=$2" "$pg_bin/pgbench" -n -M prepared -t "$turn_calls" -l \
        --log-prefix="$work/log" -D warm_up=-1 -D transactions=-1 -D requests="$turn_requests" -D first=0 -D first_fixed="$3" \
        -D first_line="$4" -D first_floor="$5" "${scripts[@]}" "$database" >"$work/out" 2>&1 ||
        { cat "$work/out" >&2; fail "taking turns failed"; }
    for i in "${!turns[@]}"; do
        # The log's columns: client, number, microseconds, script, ...
        awk -v script="$i" '$4 == script && $2 > 150 { print $3 }' "$work"/log* | sort -n |
            awk '{ us[NR] = $1 } END { most = int(NR * 0.95); for (k = 1; k <= most; k++) sum += us[k]; print sum / most }' >"$work/mean"
        sql -c "INSERT INTO bench.turn VALUES ($1, '${turns[i]}', '$2', $(cat "$work/mean"))"
    done
}

variants=(approve_floor approve_fixed approve_line start_floor start_fixed simple_update update_row)
modes=("1 off" "1 on" "8 off" "8 on")

measure_round() {  # round
    local kind mode clients sync what needed=$((2 * turn_requests))
    local -A first
    for mode in "${modes[@]}"; do
        read -r clients sync <<<"$mode"
        needed=$((needed + clients * $(requests "$clients" "$sync")))
    done
    for kind in fixed line floor; do
        first[$kind]=$(sql -c "SET synchronous_commit = off" -c "SELECT bench.make_requests('$kind', $needed)")
    done
    local order=("${variants[@]}") i
    if (($1 % 2 == 0)); then  # every other round backwards: a trend of the machine then favours nobody
        order=()
        for ((i = ${#variants[@]} - 1; i >= 0; i--)); do order+=("${variants[i]}"); done
    fi
    for mode in "${modes[@]}"; do
        read -r clients sync <<<"$mode"
        for what in "${order[@]}"; do
            kind=${what#approve_}
            [ "$kind" != update_row ] || kind=floor
            measure "$1" "$what" "$clients" "$sync" "${first[$kind]:-0}"
        done
        for kind in fixed line floor; do
            first[$kind]=$((first[$kind] + clients * $(requests "$clients" "$sync")))
        done
    done
    for sync in off on; do
        take_turns "$1" "$sync" "${first[fixed]}" "${first[line]}" "${first[floor]}"
        for kind in fixed line floor; do first[$kind]=$((first[$kind] + turn_requests)); done
    done
    for what in 'function, 3 levels' 'function, to the top' 'bare query, 3 levels' 'bare query, to the top'; do
        sql -c "SELECT bench.time_lookup('$what', 3000)" >/dev/null
    done
    echo "round $1 of $rounds done" >&2
}

# Right after a checkpoint the first change of each page logs the whole page.
measure_after_checkpoint() {
    local first
    first=$(sql -c "SELECT bench.make_requests('fixed', $(requests 1 off))")
    sql -c 'CHECKPOINT'
    measure 0 approve_fixed 1 off "$first"
}

start_cluster
fill
for ((round = 1; round <= rounds; round++)); do measure_round "$round"; done
measure_after_checkpoint
scripts/cluster.sh psql -qX -v ON_ERROR_STOP=1 -d "$database" -f bench/report.sql
