#!/bin/bash
# Runs the tests and counts them: check.sh [unit] [regress] [by_sql] [isolation] [tap] [gateway] [fuzz] [lint] [instructions] [versions], all but
# the last two without arguments. tap: dumps, standbys, crashes (scripts/tap.sh). gateway: wf-gateway, its unit tests and those of test/gateway. by_sql: tests of verbs with wf_engine.row_access = sql; WF_ROW_ACCESS=sql has all of regress and
# isolation so. instructions: whether calls take more of them than recorded (bench/instructions.sh). versions: regress, tap and
# isolation on PostgreSQL 17 and 18, in chroots (scripts/version.sh).
# The last line is "N passed, N failed"; exit status 0 only if something ran and nothing failed.
# What differed: build/logs/<layer>.diffs. REGRESS, ISOLATION, TAP, GATEWAY and GTEST_FILTER select tests. WF_VERSIONS=if-possible: a version that cannot be had is said, and no failure.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

layers=" ${*:-lint unit regress by_sql isolation tap gateway fuzz} "
passed=0 failed=0
jobs=$(nproc)
fuzz_seconds=20      # of the SQL functions
fuzz_seconds_each=8  # of each fuzzer of the core
versions=(17 18)
tests_by_sql="abstain add_signer approve approve_many bind_rows calls claim complete_job copy delegate delegation_tasks deploy dedupe \
    fail_job fetch_jobs jump leavers mark_read recall redo reject release remove_signer restore resume revoke row_access run_due_jobs \
    send_back send_message send_signal start timers transfer undo wake withdraw"
prepare_seconds=900  # of a version: then its packages cannot be had
logs=$root/build/logs
mkdir -p "$logs"

# One run at a time in one tree: they would share the build and the cluster.
exec 9>"$logs/lock"
flock 9

wants() { [[ $layers == *" $1 "* ]]; }

# One layer's result: name, passed, failed, and what to show if something failed.
report() {
    printf '%-10s %4d passed, %d failed\n' "$1" "$2" "$3"
    passed=$((passed + $2)) failed=$((failed + $3))
    if [ "$3" -gt 0 ]; then
        shift 3
        "$@"
    fi
}

count() { grep -cE "$1" "$2" || true; }

show_failed_lint() { cat "$logs"/lint_*.failed; }

lint() {
    local check good=0 bad=0
    rm -f "$logs"/lint_*
    for check in .ci/check_*.sh; do
        local log
        log=$logs/lint_$(basename "$check" .sh)
        if "$check" >"$log" 2>&1; then
            good=$((good + 1))
        else
            bad=$((bad + 1))
            mv "$log" "$log.failed"
        fi
    done
    report lint "$good" "$bad" show_failed_lint
}

build_unit() {
    # From nothing (.ci/run) tests are built in groups, otherwise one by one.
    configure_core >"$logs/unit_build" 2>&1 || return
    nice cmake --build build/unit --parallel "$jobs" >"$logs/unit_build" 2>&1
}

show_unit_build() { grep -vE '^\[ *[0-9]+%\] Building|^make' "$logs/unit_build" | tail -60; }

# Tests do not wait for anything, so one process per processor is right.
run_unit() {
    local shard
    for ((shard = 0; shard < jobs; shard++)); do
        GTEST_TOTAL_SHARDS=$jobs GTEST_SHARD_INDEX=$shard GTEST_COLOR=no GTEST_FILTER=${GTEST_FILTER:-*} \
            nice build/unit/unit_tests >"$logs/unit_$shard" 2>&1 &
    done
    wait
}

show_unit() {
    local shard
    for ((shard = 0; shard < jobs; shard++)); do
        if ! tail -1 "$logs/unit_$shard" | grep -q PASSED; then
            grep -vE '^\[ RUN  |^\[       OK|^\[-----|^$' "$logs/unit_$shard" | tail -100
        fi
    done
}

count_unit() {
    local good bad started
    good=$(cat "$logs"/unit_[0-9]* | grep -c '^\[       OK \]' || true)
    started=$(cat "$logs"/unit_[0-9]* | grep -c '^\[ RUN      \]' || true)
    bad=$((started - good))  # a test that crashed has started, too
    # A sanitizer's report at exit (a leak) fails no single test.
    if [ "$bad" -eq 0 ] && grep -qE '^(==[0-9]+==)?ERROR|runtime error:|SUMMARY: .*Sanitizer' "$logs"/unit_[0-9]*; then
        bad=1
    fi
    report unit "$good" "$bad" show_unit
}

show_extension_build() { grep -vE '^(g\+\+|gcc|make)' "$logs/extension_build" | tail -60; }

# pg_regress before 16 says "test approve ... ok", since then "ok 1 - approve".
count_server() {
    local good bad
    good=$(count '^(ok [0-9]+ |test .*\.\.\. ok)' "$logs/$1")
    bad=$(count '^(not ok [0-9]+ |test .*\.\.\. FAILED)' "$logs/$1")
    if [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    report "$1" "$good" "$bad" show_server "$1"
}

show_server() {
    tail -40 "$logs/$1"
    head -400 "$logs/$1.diffs"
    grep -hE 'PANIC|terminated by signal' build/cluster/check*/server.log || true
}

# pg_regress on one of the two kinds of tests; how it ended is for count_server.
run_server() {
    local status=0 diffs=regression.diffs
    if [ "$1" = isolation ]; then diffs=output_iso/regression.diffs; fi
    make --no-print-directory -s installcheck "${@:2}" >"$logs/$1" 2>&1 || status=$?
    echo "$status" >"$logs/$1.status"
    if [ -e "$diffs" ]; then mv "$diffs" "$logs/$1.diffs"; fi
}

# $1: a cluster, made anew; the rest: what runs in it. It stays until all is shown.
in_cluster() {
    export WF_CLUSTER=$1
    scripts/cluster.sh destroy
    scripts/cluster.sh start
    eval "$(scripts/cluster.sh env)"
    "${@:2}"
}

destroy_clusters() {
    WF_CLUSTER=check scripts/cluster.sh destroy
    WF_CLUSTER=check_isolation scripts/cluster.sh destroy
    WF_CLUSTER=check_gateway scripts/cluster.sh destroy
}

run_regress() {
    if [ -n "$regress" ]; then run_server regress ISOLATION= ${REGRESS:+"REGRESS=$REGRESS"}; fi
    if [ -n "$by_sql" ]; then
        scripts/cluster.sh psql -qX -d postgres -c 'ALTER ROLE ALL SET wf_engine.row_access = sql'
        run_server by_sql ISOLATION= "REGRESS=$tests_by_sql"
    fi
}

run_isolation() {
    run_server isolation REGRESS= ${ISOLATION:+"ISOLATION=$ISOLATION"}
}

# Side by side: isolation tests wait most of the time, for each other.
run_servers() {
    local isolation_run
    if [ -n "$isolation" ]; then
        in_cluster check_isolation run_isolation &
        isolation_run=$!
    fi
    if [ -n "$regress$by_sql" ]; then in_cluster check run_regress; fi
    if [ -n "$isolation" ]; then wait "$isolation_run"; fi
}

# A test's own lines; those of what it has in it are indented.
count_tap() {
    local bad
    bad=$(cat "$logs"/tap_* | grep -c '^not ok' || true)
    if [ "$1" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    report tap "$(cat "$logs"/tap_* | grep -c '^ok ' || true)" "$bad" show_tap
}

show_tap() {
    local log
    cat "$logs/tap"
    while read -r log; do
        grep -vE '^ok ' "$log" | head -100
        grep -E 'PANIC|terminated by signal' "$log.server" || true
    done < <(grep -ls '^not ok' "$logs"/tap_* || true)
}

# The server and its database are the tests' own; what fails is in the layer's log.
run_gateway() {
    cmake -S src/gateway -B build/gateway && nice cmake --build build/gateway --parallel "$jobs" --target wf-gateway gateway_tests || return
    nice build/gateway/gateway_tests --gtest_color=no || true
    if ! node -e 'process.exit(parseInt(process.versions.node) < 20)'; then
        echo "the tests of the running gateway need Node 20 or later, this is $(node --version): SKIPPED" >&2
        return
    fi
    scripts/npm.sh test/gateway || return
    WF_CLUSTER=check_gateway scripts/cluster.sh start || return  # once: tests come two at a time
    # shellcheck disable=SC2086  # several names
    WF_CLUSTER=check_gateway timeout 900 node --test --test-concurrency=2 --test-reporter=tap ${GATEWAY:-test/gateway/*.test.mjs}
}

count_gateway() {
    local good bad
    good=$(count '^(\[       OK \]|ok) ' "$logs/gateway")
    bad=$(($(count '^\[ RUN      \]' "$logs/gateway") - $(count '^\[       OK \]' "$logs/gateway") + $(count '^not ok ' "$logs/gateway")))
    if [ "$1" -ne 0 ] && [ "$bad" -eq 0 ]; then bad=1; fi
    report gateway "$good" "$bad" show_gateway
    grep SKIPPED "$logs/gateway" || true
}

show_gateway() { grep -E -A40 '^not ok|Failure$|error:|^npm|SKIPPED' "$logs/gateway" | head -300 || tail -40 "$logs/gateway"; }

# It fails with the input that broke something.
count_fuzz() {
    if [ "$2" -eq 0 ]; then report "$1" 1 0; else report "$1" 0 1 cat "$logs/$1"; fi
}

# Mostly waiting for the network, so it runs beside the rest from the beginning.
prepare_versions() {
    scripts/setup.sh versions >"$logs/versions" 2>&1 || return
    local version
    for version in "${versions[@]}"; do
        timeout "$prepare_seconds" nice scripts/version.sh prepare "$version" >"$logs/version_$version.prepared" 2>&1 &&
            touch "$logs/version_$version.ready" &
    done
    wait
}

run_versions() {
    local version
    for version in "${versions[@]}"; do
        if [ ! -e "$logs/version_$version.ready" ]; then continue; fi
        scripts/version.sh check "$version" >"$logs/version_$version" 2>&1 &
    done
    wait
}

# The chroot's own check.sh has counted.
count_version() {
    local counted='^([0-9]+) passed, ([0-9]+) failed$'
    if [ ! -e "$logs/version_$1.ready" ]; then
        echo "PostgreSQL $1 not run: no chroot could be made for it ($(cat "$logs/versions" "$logs/version_$1.prepared" 2>/dev/null | tail -1))"
        if [ "${WF_VERSIONS:-}" != if-possible ]; then failed=$((failed + 1)); fi
    elif [[ $(tail -1 "$logs/version_$1") =~ $counted ]]; then
        report "PostgreSQL $1" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" cat "$logs/version_$1"
    else
        report "PostgreSQL $1" 0 1 tail -60 "$logs/version_$1"
    fi
}

if wants versions; then
    rm -f "$logs"/version*
    prepare_versions 9>&- &
    versions_prepared=$!
fi

if wants lint; then lint; fi

regress='' by_sql='' isolation=''
if wants regress && compgen -G 'test/sql/*.sql' >/dev/null; then regress=yes; fi
if wants by_sql; then by_sql=yes; fi
if wants isolation && compgen -G 'test/isolation/specs/*.spec' >/dev/null; then isolation=yes; fi

# First, so that its tests can run while the rest is compiled, politely: they take longest.
if [ -n "$regress$by_sql$isolation" ] || wants tap || wants gateway; then
    require_postgres
    rm -f regression.diffs output_iso/regression.diffs
    for server_layer in regress by_sql isolation; do  # until it has run, it has failed
        : >"$logs/$server_layer"
        : >"$logs/$server_layer.diffs"
        echo 1 >"$logs/$server_layer.status"
    done
    if make --no-print-directory -j "$jobs" >"$logs/extension_build" 2>&1; then
        if grep -q 'warning:' "$logs/extension_build"; then show_extension_build; fi
        export WF_FSYNC=off
        trap destroy_clusters EXIT
        if [ -n "$regress$by_sql$isolation" ]; then
            run_servers >"$logs/servers" 2>&1 9>&- &  # the server must not inherit the lock
            server_run=$!
        fi
        if wants tap; then
            rm -f "$logs"/tap*
            # shellcheck disable=SC2086  # several names
            nice scripts/tap.sh ${TAP:-} >"$logs/tap" 2>&1 9>&- &
            tap_run=$!
        fi
    else
        report extension 0 1 show_extension_build
    fi
fi

if wants unit; then
    rm -f "$logs"/unit_*
    if ! build_unit; then
        report unit 0 1 show_unit_build
    elif [ -x build/unit/unit_tests ]; then
        run_unit &
        unit_run=$!
    fi
fi

# After the build of the unit tests, not beside it: a compiler takes a processor and a gigabyte.
if wants gateway; then
    run_gateway >"$logs/gateway" 2>&1 9>&- &
    gateway_run=$!
fi

if wants fuzz; then
    nice scripts/fuzz.sh "$fuzz_seconds_each" fresh >"$logs/fuzz" 2>&1 9>&- &
    fuzz_run=$!
fi

if [ -n "${server_run:-}" ]; then
    wait "$server_run" || cat "$logs/servers"
    if [ -n "$regress" ]; then count_server regress "$(cat "$logs/regress.status")"; fi
    if [ -n "$by_sql" ]; then count_server by_sql "$(cat "$logs/by_sql.status")"; fi
    if [ -n "$isolation" ]; then count_server isolation "$(cat "$logs/isolation.status")"; fi
fi

if [ -n "${tap_run:-}" ]; then
    tap_status=0
    wait "$tap_run" || tap_status=$?
    count_tap "$tap_status"
fi

if wants fuzz; then
    sql_fuzz_status=0
    { make --no-print-directory -j "$jobs" && scripts/fuzz_sql.sh "$fuzz_seconds"; } >"$logs/fuzz_sql" 2>&1 9>&- || sql_fuzz_status=$?
    count_fuzz fuzz_sql "$sql_fuzz_status"
fi

if [ -n "${unit_run:-}" ]; then
    wait "$unit_run" || true
    count_unit
fi

if [ -n "${gateway_run:-}" ]; then
    gateway_status=0
    wait "$gateway_run" || gateway_status=$?
    count_gateway "$gateway_status"
fi

if [ -n "${fuzz_run:-}" ]; then
    fuzz_status=0
    wait "$fuzz_run" || fuzz_status=$?
    count_fuzz fuzz "$fuzz_status"
fi

if wants instructions; then
    instructions_status=0
    bench/instructions.sh --check >"$logs/instructions" 2>&1 9>&- || instructions_status=$?
    taken=$(count 'MORE THAN RECORDED' "$logs/instructions")
    if [ "$instructions_status" -ne 0 ] && [ "$taken" -eq 0 ]; then taken=1; fi
    report instructions "$(count '^[a-z_]+ +[0-9]+ +[0-9]+ +[-+][0-9.]+%$' "$logs/instructions")" "$taken" cat "$logs/instructions"
fi

# Last and both at once: they need what the others need, and their tests wait for one session each.
if wants versions; then
    wait "$versions_prepared" || true
    run_versions 9>&-
    for version in "${versions[@]}"; do count_version "$version"; done
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
