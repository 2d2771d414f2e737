#!/bin/bash
# Who may include and use what: the dependency direction of the folders, proved by grep.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t core < <(find src/core -name '*.[ch]pp' 2>/dev/null | sort)
mapfile -t adapter < <(find src/pg -name '*.[ch]pp' 2>/dev/null | sort)
mapfile -t gateway < <(find src/gateway -name '*.[ch]pp' 2>/dev/null | sort)

# "file:line:text" for the lines of the files $2... that match $1 outside of // comments.
lines() {
    local pattern=$1
    shift
    [ "$#" -gt 0 ] || return 0
    awk -v pattern="$pattern" '{ sub(/\/\/.*/, "") } $0 ~ pattern { print FILENAME ":" FNR ":" $0 }' "$@"
}

# Says $1, the rule, and lists standard input: the lines that break it. Silent if there are none.
refuse() {
    local found
    found=$(cat)
    if [ -n "$found" ]; then printf '%s:\n%s\n' "$1" "$found"; fi
}

core_is_pure() {
    lines '#include *["<](postgres|fmgr|miscadmin|pg/|access/|catalog/|executor/|nodes/|utils/|storage/|libpq)' \
        "${core[@]}" | refuse "src/core includes nothing of PostgreSQL and nothing of src/pg"
    lines '#include *<(iostream|fstream|filesystem|stdio[.]h|thread|mutex|atomic|random|ctime|time[.]h)>' "${core[@]}" |
        refuse "src/core does no I/O, and knows no threads, clocks or randomness"
    lines '(_clock::now|(^|[^a-zA-Z0-9_.>])(rand|srand|getenv|clock_gettime|gettimeofday)[(]|std::(time|rand|getenv)[^a-zA-Z0-9_])' \
        "${core[@]}" |
        refuse "src/core reads no clock, no random number and no environment: they arrive as arguments"
    lines '(^|[^a-zA-Z0-9_])(cout|cerr|printf|fprintf|puts)([^a-zA-Z0-9_]|$)' "${core[@]}" |
        refuse "src/core does not print"
    lines '#include *<nlohmann/' "${core[@]}" | { grep -vE '^src/core/(compile|json)/' || true; } |
        refuse "nlohmann belongs to src/core/compile and src/core/json"
    lines '#include *<unicode/' "${core[@]}" |
        { grep -vE '^src/core/expression/(zone\.cpp|pattern(_syntax)?\.[ch]pp|letter_case\.cpp):' || true; } |
        refuse "ICU belongs to zones, patterns and letter case in src/core/expression"
    lines '#include *<pugixml' "${core[@]}" | { grep -v '^src/core/bpmn/xml\.cpp:' || true; } |
        refuse "only src/core/bpmn/xml.cpp includes pugixml"
}

gateway_stands_alone() {
    lines '#include "(core|pg)/' "${gateway[@]}" | refuse "src/gateway includes nothing of the extension: it may run on another machine"
    lines '#include "gateway/' "${core[@]}" "${adapter[@]}" | refuse "the extension includes nothing of src/gateway"
}

# The floors of the house: a file includes its own room, and rooms of lower floors. New rooms go in here.
floor_of() {
    case $1 in
    core/base | core/chinese) echo 1 ;;
    core/expression) echo 2 ;;
    core/decision_table | core/json) echo 3 ;;
    core/model) echo 4 ;;
    core/approver | core/calendar | core/form | core/log | core/rule | core/soundness | core/stored) echo 5 ;;
    core/compile | core/diagram | core/report | core/step) echo 6 ;;
    core/bpmn | core/machine | core/outlook) echo 7 ;;
    core/node | core/simulate) echo 8 ;;
    core/decide) echo 9 ;;
    core) echo 10 ;;  # engine.hpp, for those outside
    pg/server) echo 11 ;;
    pg/rows) echo 12 ;;
    pg/host) echo 13 ;;
    pg/store) echo 14 ;;
    pg/people) echo 15 ;;
    pg/command | pg/tracking) echo 16 ;;
    pg/binding | pg/jobs) echo 17 ;;
    pg/machine) echo 18 ;;
    pg/reads | pg/verbs | pg/worker) echo 19 ;;
    pg) echo 20 ;;
    *) echo "$1 is no room that check_layering.sh knows" >&2; exit 1 ;;
    esac
}

upward_includes() {
    local -A floors=()
    local file room header one
    while read -r file room header; do
        [ "$room" != "$header" ] || continue
        for one in "$room" "$header"; do
            [ -n "${floors[$one]:-}" ] || floors[$one]=$(floor_of "$one")
        done
        [ "${floors[$header]}" -lt "${floors[$room]}" ] || echo "$file includes $header"
    done < <(grep -HoE '^#include "(core|pg)/[^"]*"' "${core[@]}" "${adapter[@]}" |
        sed -E 's#^src/(.*)/[^/]*:\#include "(.*)/[^/]*"#& \1 \2#; s#:\#include "[^"]*"##')
}

adapter_is_thin() {
    lines '#include *["<][a-z_/]+[.]h[">]' "${adapter[@]}" | { grep -v '^src/pg/server/postgres\.hpp:' || true; } |
        refuse "only src/pg/server/postgres.hpp includes PostgreSQL's headers"
    lines 'PG_VERSION_NUM|PG_MAJORVERSION' "${adapter[@]}" | { grep -v '^src/pg/server/postgres\.hpp:' || true; } |
        refuse "only src/pg/server/postgres.hpp asks for the server's version"
    lines 'SetUserIdAndSecContext' "${adapter[@]}" |
        { grep -vE '^src/pg/(server/(engine_rights|foreign_code)|host/row_update|people/visible_row|binding/making_triggers|jobs/command_queue)\.cpp:' || true; } |
        refuse "code of others runs in src/pg/server/foreign_code.hpp only"
    lines '(^|[^a-zA-Z0-9_])(try *[{]|try$|catch *[(]|PG_(TRY|CATCH|FINALLY)|sigsetjmp)' "${adapter[@]}" |
        { grep -v '^src/pg/server/error_boundary\.hpp:' || true; } | refuse "only src/pg/server/error_boundary.hpp catches"
}

picture_is_old() {
    local page=docs/explanation/architecture.md
    # shellcheck disable=SC2016  # fences of Markdown
    diff <(.ci/draw_house.sh) <(sed -n '/^## The house/,/^## /p' "$page" | sed -n '/^```$/,/^```$/p' | sed '/^```$/d') >/dev/null ||
        echo "$page: put what .ci/draw_house.sh prints under \"The house\""
}

found=$(
    picture_is_old | refuse "the picture of the house is not that of the includes"
    core_is_pure
    gateway_stands_alone
    upward_includes | refuse "includes against the dependency direction"
    adapter_is_thin
)
[ -z "$found" ] || { echo "$found"; exit 1; }
