#!/bin/bash
# Instructions per call, counted by callgrind: the same on a busy machine as on an idle one.
#   bench/instructions.sh            measures and compares with bench/baseline.txt
#   bench/instructions.sh --check    the same for what .ci/run watches, in a minute; fails if one takes 3 % more than recorded
#   bench/instructions.sh --record   makes the figures the new baseline; bench/README.md says what a higher one has bought
# A server in single-user mode runs N calls, then in a fresh copy of the same data N + M calls. The difference divided by
# M is one call in steady state, without the start of the server and the first call's plans.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/../scripts/environment.sh"
require_postgres
few=20 many=90  # requests of three steps
waiting=2000    # requests of each kind: with less, the planner prefers to read all of wf.task
tolerance=3     # percent above the baseline
watched=(approve_fixed approve_line approve_floor approve_many reject send_back start_fixed start_floor
         todo_fixed next_fixed key_fixed)
names=("${watched[@]}" approve_none approve_plain approve_bound update_plain update_bound frozen_plain frozen_bound insert_plain
       insert_bound countersign_3 countersign_500)
symbols=WF_SYMBOLS=1  # the names of functions
if [ "${1:-}" = --check ]; then names=("${watched[@]}") symbols=''; fi

export WF_CLUSTER=instructions WF_FSYNC=off
export PGOPTIONS="-c client_min_messages=warning"
database=wf_bench
work=$(mktemp -d)
chmod 755 "$work"
finish() {
    rm -rf "$work"
    scripts/cluster.sh destroy
}
trap finish EXIT

sql() { scripts/cluster.sh psql -qXAt -v ON_ERROR_STOP=1 -d "$database" "$@"; }

prepare_data() {
    if [ -n "$symbols" ]; then rm -f wf_engine.so; fi
    make --no-print-directory -s -j "$(nproc)" $symbols
    scripts/cluster.sh start
    scripts/cluster.sh psql -qX -d postgres -c "DROP DATABASE IF EXISTS $database" -c "CREATE DATABASE $database"
    sql -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' >/dev/null
    sql -v people=10000 -v many=1000 -v ended=2000 -v fixed="$(cat bench/fixed.json)" -v line="$(cat bench/line.json)" \
        -f bench/data.sql >/dev/null
    sql -v warm_up=0 -f bench/floor.sql -f bench/measure.sql >/dev/null 2>&1
    local kind
    for kind in fixed line floor; do
        sql -c "SELECT bench.make_requests('$kind', $waiting)" >"$work/first_$kind"
    done
    sql -v b1=10011 -v b2=10012 -v b3=10013 -f bench/bound_row.sql >/dev/null
    for kind in none plain bound; do
        sql -c "SELECT orders.make_orders('$kind', $waiting, '15000')" >"$work/first_$kind"
    done
    sql -f bench/signers.sql >/dev/null
    for kind in 3 500; do
        sql -c "SELECT signers.make_requests($kind, $((3 * many / (kind - 1) + 1)))" >"$work/first_$kind"
    done
    sql -c 'SELECT signers.id(n) FROM generate_series(1, 500) AS n' >"$work/signers"
    sql -c 'VACUUM ANALYZE'
    scripts/cluster.sh stop
}

# The statements of $2 requests, one a line: single-user mode ends a statement at the line.
statements() {  # name requests
    local kind=${1#*_}
    [ -e "$work/first_$kind" ] || kind=fixed
    awk -v name="$1" -v kind="$kind" -v first="$(cat "$work/first_$kind")" -v requests="$2" -v signers="$work/signers" '
        function superior(person) { return int((person - 1) / 6) }
        # Of all but the last signer of each: that completes the node, and is another matter.
        function vote(number, size) {
            return sprintf("SELECT wf.approve(%d%06d, \047fine with me\047, actor => \047%s\047)",
                           first + int(number / (size - 1)), number % (size - 1) + 1, signer[number % (size - 1) + 1])
        }
        BEGIN {
            for (number = 1; (getline id < signers) > 0; number++) signer[number] = id
            if (name ~ /^countersign_/) {
                for (number = 0; number < 3 * requests; number++) print vote(number, kind)
                exit
            }
            # Here and not before, so that the other measurements are of a database where nothing is bound.
            if (name ~ /_(none|plain|bound)$/) print "SELECT orders.bind_it()"
            form = "{\"days\": 3, \"kind\": \"annual\", \"reason\": \"a week at the sea\"}"
            for (step = 1; name == "approve_many" && step <= 3; step++)  # ten tasks a call
                for (request = first; request < first + requests; request += 10) {
                    tasks = ""
                    for (one = request; one < request + 10; one++) tasks = tasks (tasks ? ", " : "") sprintf("%d%06d", one, step)
                    printf "SELECT count(*) FROM wf.approve_many(ARRAY[%s], \047fine with me\047, actor => \047%d\047)\n", tasks, 10010 + step
                }
            for (request = first; request < first + requests; request++) {
                person = 5000 + request % 5000
                for (step = 1; step <= 3; step++) {
                    person = superior(person)
                    task = sprintf("%d%06d", request, step)
                    if (name ~ /^approve_(fixed|none|plain|bound)$/) printf "SELECT wf.approve(%s, \047fine with me\047, actor => \047%d\047)\n", task, 10010 + step
                    if (name == "approve_line") printf "SELECT wf.approve(%s, \047fine with me\047, actor => \047%d\047)\n", task, 10000 + person
                    if (name == "approve_floor") printf "SELECT floor.approve(%s, \047fine with me\047, \047%d\047)\n", task, 10010 + step
                    # Each of a request of its own.
                    task = sprintf("%d000001", first + (request - first) * 3 + step - 1)
                    if (name == "reject") printf "SELECT wf.reject(%s, \047not this time\047, actor => \04710011\047)\n", task
                    if (name == "send_back") printf "SELECT wf.send_back(%s, \047start\047, \047which week?\047, actor => \04710011\047)\n", task
                    # Of rows that nobody is approving: a column that is never frozen, one that would be; and a row that starts nothing.
                    if (name ~ /^update_/) printf "UPDATE orders.%s SET seen = %d WHERE id = -%d\n", kind, request, request * 3 + step
                    if (name ~ /^frozen_/) printf "UPDATE orders.%s SET note = \047note %s\047 WHERE id = -%d\n", kind, task, request * 3 + step
                    if (name ~ /^insert_/) printf "INSERT INTO orders.%s (id, item, amount, state) VALUES (-%d, \047desks\047, 12.5, \047draft\047)\n", kind, 1000000 + request * 3 + step
                    # What comes next, by the view and by the function, and the floor of both: the task by its key with its instance.
                    if (name == "todo_fixed") printf "SELECT task_id, node, assignee, title FROM wf.todo WHERE instance_id = %d\n", request
                    if (name == "next_fixed") printf "SELECT task_id, node, assignee FROM wf.next_tasks(%d)\n", request
                    if (name == "key_fixed") printf "SELECT t.task_id, t.node, t.assignee, i.title FROM wf.task t JOIN wf.instance i USING (tenant_id, instance_id) WHERE t.tenant_id = 0 AND t.task_id = %d%06d\n", request, 1
                    if (name == "start_fixed") printf "SELECT wf.start(\047fixed\047, \047%s\047, actor => \047%d\047)\n", form, 15000 + request % 5000
                    if (name == "start_floor") printf "SELECT floor.start(\047%s\047, \047%d\047)\n", form, 15000 + request % 5000
                }
            }
        }'
}

count() {  # name requests
    local home=$root/build/cluster/$WF_CLUSTER data=$work/data_$1_$2
    cp -a "$home/data" "$data"
    statements "$1" "$2" >"$work/in_$1_$2"
    # callgrind writes its file as the server's user: into the copy of the data, which that user owns.
    as_server valgrind --tool=callgrind --callgrind-out-file="$data/callgrind" "$home/install$pg_bin/postgres" --single \
        -D "$data" -c jit=off -c autovacuum=off "$database" <"$work/in_$1_$2" >"$work/out_$1_$2" 2>"$work/err_$1_$2"
    if grep -q ERROR "$work/err_$1_$2"; then grep ERROR "$work/err_$1_$2" >&2; fail "$1 failed"; fi
    mv "$data/callgrind" "$work/callgrind_$1_$2"
    rm -rf "$data"
}

total() { sed -n 's/.*Collected : //p' "$work/err_$1_$2"; }
per_call() { echo $((($(total "$1" "$many") - $(total "$1" "$few")) / (3 * (many - few)))); }

recorded() { sed -n "s/^$1 //p" bench/baseline.txt 2>/dev/null || true; }

# What the floor takes says how this server and this processor differ from those of the record.
compare() {
    local name floor
    floor=$(recorded approve_floor)
    more=0
    printf '%-15s %12s %10s %8s\n' '' instructions baseline change
    for name in "${names[@]}"; do
        awk -v name="$name" -v now="$(per_call "$name")" -v before="$(recorded "$name")" -v floor="$floor" \
            -v floor_now="$(per_call approve_floor)" -v tolerance="$tolerance" 'BEGIN {
            if (before == "") before = now
            else if (floor != "" && name !~ /_floor$/) before *= floor_now / floor
            change = (now / before - 1) * 100
            is_more = change > tolerance && name !~ /_floor$/
            printf "%-15s %12d %10d %+7.1f%%%s\n", name, now, before, change, (is_more ? "  MORE THAN RECORDED" : "")
            exit is_more }' || more=$((more + 1))
    done
}

# What one measurement takes of another one, and may take.
ratio() {  # name other limit
    awk -v what="$1 to $2" -v one="$(per_call "$1")" -v other="$(per_call "$2")" -v limit="$3" 'BEGIN {
        printf "%-32s %.3f, target %.2f: %s\n", what, one / other, limit, (one <= limit * other ? "met" : "MISSED") }'
}

ratios() {
    echo
    ratio approve_fixed approve_floor 0.75
    ratio approve_line approve_floor 0.85
    ratio start_fixed start_floor 0.95
    ratio todo_fixed key_fixed 2.50
    if [ "${#names[@]}" -eq "${#watched[@]}" ]; then return; fi
    ratio approve_bound approve_none 1.15
    ratio update_bound update_plain 1.15
    ratio insert_bound insert_plain 1.10
    ratio countersign_500 countersign_3 2.00
}

phases() {
    local name
    for name in approve_fixed approve_line approve_bound start_fixed; do
        echo
        echo "$name: instructions per call, with all that is called from there"
        awk -v calls=$((3 * (many - few))) -f bench/phases.awk "$work/callgrind_${name}_$few" "$work/callgrind_${name}_$many"
    done
}

prepare_data
for name in "${names[@]}"; do  # two at a time
    count "$name" "$few" &
    count "$name" "$many"
    wait $!
done
compare
ratios
case ${1:-} in
--check) [ "$more" -eq 0 ] ;;
--record) for name in "${names[@]}"; do echo "$name $(per_call "$name")"; done >bench/baseline.txt ;;
*) phases ;;
esac
