#!/bin/bash
# Who may include and use what: the dependency direction of the folders, proved by grep.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t core < <(find src/core -name '*.[ch]pp' 2>/dev/null | sort)
mapfile -t adapter < <(find src/pg -name '*.[ch]pp' 2>/dev/null | sort)

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

# The layers from the bottom up; a file includes only its own layer and those below. New folders go in here.
layer_of() {
    case $1 in
    core/expression/* | core/name_index.* | core/host_interrupt.* | core/values.* | core/time.* | core/closest.* | core/json_string.*) echo 0 ;;
    core/decision_table/* | core/approval_settings.* | core/definition.* | core/state.*) echo 1 ;;
    core/event.* | core/command.* | core/world.*) echo 2 ;;
    core/outlook.* | core/recurrence.* | core/place_key.* | core/position.* | core/progress.*) echo 3 ;;
    core/rejection*.* | core/rule/* | core/approver/* | core/json/* | core/codec/* | core/compile/* | \
        core/soundness/*) echo 3 ;;
    core/bpmn/* | core/engine.* | core/evolve*.* | core/predict.* | core/timeline.* | core/simulate/*) echo 4 ;;
    core/decide/step.* | core/step/decision.hpp | core/decide/evaluate.* | core/decide/condition_scope.* | core/decide/form_data.* | core/decide/row_data.* | core/decide/check_form.*) echo 4 ;;  # what nodes share with decisions
    core/node/*) echo 6 ;;
    core/decide/*) echo 7 ;;
    core/*/*) echo 3 ;;
    core/*) echo 2 ;;
    pg/*) echo 8 ;;
    esac
}

upward_includes() {
    local file header
    for file in "${core[@]}"; do
        while IFS= read -r header; do
            if [ "$(layer_of "${file#src/}")" -lt "$(layer_of "$header")" ]; then echo "$file includes $header"; fi
        done < <(sed -n 's/^#include "\(core\/[^"]*\)".*/\1/p' "$file")
    done
}

adapter_is_thin() {
    lines '#include *["<][a-z_/]+[.]h[">]' "${adapter[@]}" | { grep -v '^src/pg/postgres\.hpp:' || true; } |
        refuse "only src/pg/server/postgres.hpp includes PostgreSQL's headers"
    lines 'PG_VERSION_NUM|PG_MAJORVERSION' "${adapter[@]}" | { grep -v '^src/pg/postgres\.hpp:' || true; } |
        refuse "only src/pg/server/postgres.hpp asks for the server's version"
    lines 'SetUserIdAndSecContext' "${adapter[@]}" |
        { grep -vE '^src/pg/(engine_rights|foreign_code|command_queue|visible_row|row_update|binding_triggers)\.cpp:' || true; } |
        refuse "code of others runs in src/pg/server/foreign_code.hpp only"
    lines '(^|[^a-zA-Z0-9_])(try *[{]|try$|catch *[(]|PG_(TRY|CATCH|FINALLY)|sigsetjmp)' "${adapter[@]}" |
        { grep -v '^src/pg/error_boundary\.hpp:' || true; } | refuse "only src/pg/server/error_boundary.hpp catches"
}

found=$(
    core_is_pure
    upward_includes | refuse "includes against the dependency direction"
    adapter_is_thin
)
[ -z "$found" ] || { echo "$found"; exit 1; }
