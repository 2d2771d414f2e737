#!/bin/bash
# Is every slice complete? A command has its decision, its SQL verb and its tests; a test has its expected output;
# an SQL object has its COMMENT, an SQLSTATE its documentation; no file or function has grown beyond reading.
set -euo pipefail
cd "$(dirname "$0")/.."

# Commands that no user gives: they have a decision and a unit test, but no SQL verb.
internal=" fire_timer take_message take_signal finish_call catch_escalation replace_leavers apply_delegation checkpoint recompute_dues "

# Says $1, the rule, and lists standard input: what breaks it. Silent if nothing does.
refuse() {
    local found
    found=$(cat)
    if [ -n "$found" ]; then printf '%s:\n%s\n' "$1" "$found"; fi
}

commands() { sed -n 's/.*string_view action = "\([a-z_]*\)".*/\1/p' src/core/model/command.hpp 2>/dev/null || true; }

missing_of_commands() {
    local command file
    for command in $(commands); do
        for file in "src/core/decide/$command.cpp" "test/unit/decide/${command}_test.cpp" "sql/api/$command.sql" \
            "test/sql/$command.sql" "expected/$command.out"; do
            case $file in
            sql/* | test/sql/* | expected/*) if [[ $internal == *" $command "* ]]; then continue; fi ;;
            esac
            [ -e "$file" ] || echo "$command: $file"
        done
    done
}

unpaired_tests() {
    local file name
    for file in test/sql/*.sql; do
        name=$(basename "$file" .sql)
        [ ! -e "$file" ] || [ -e "expected/$name.out" ] || echo "$file has no expected/$name.out"
        [ ! -e "sql/$name.sql" ] || echo "pg_regress would run sql/$name.sql instead of $file"
    done
    for file in expected/*.out; do
        name=$(basename "$file" .out)
        name=${name%_[0-9]}  # X_1.out is an alternative of X.out
        [ ! -e "$file" ] || [ -e "test/sql/$name.sql" ] || echo "$file has no test/sql/$name.sql"
    done
    for file in test/isolation/specs/*.spec; do
        name=$(basename "$file" .spec)
        [ ! -e "$file" ] || [ -e "test/isolation/expected/$name.out" ] || echo "$file has no expected output"
    done
}

# Objects are created and described in the same file.
uncommented_objects() {
    find sql -mindepth 2 -name '*.sql' ! -path 'sql/versions/*' | sort | while IFS= read -r file; do
        sed -nE 's/^ *CREATE (OR REPLACE )?(UNLOGGED )?(FUNCTION|PROCEDURE|AGGREGATE|VIEW|TABLE|TYPE|SEQUENCE) (IF NOT EXISTS )?(wf\.[a-z_0-9]+).*/\3 \5/p' "$file" |
            sort -u | while read -r kind name; do
                grep -qE "^ *COMMENT ON $kind $name( |\(|\$)" "$file" || echo "$file: $kind $name"
            done
    done
}

undocumented_codes() {
    local code
    for code in $(sed -nE 's/^ *[A-Za-z]+ = ([0-9]{3}),.*/WF\1/p' src/core/base/code.hpp) \
        $(find src/pg sql \( -name '*.[ch]pp' -o -name '*.sql' \) -exec grep -hoE '\bWF[0-9]{3}\b' {} + | sort -u); do
        grep -qw "$code" docs/reference/errors.md 2>/dev/null || echo "$code"
    done
}

unlisted_sql() {
    local file pattern listed
    find sql -mindepth 2 -name '*.sql' ! -path 'sql/versions/*' | sort | while IFS= read -r file; do
        listed=no
        while IFS= read -r pattern; do
            # shellcheck disable=SC2053  # the manifest's lines are patterns
            if [[ ${file#sql/} == $pattern ]]; then listed=yes; fi
        done < <(sed 's/#.*//; s/[[:space:]]*$//; /^$/d; /^\[/d' sql/manifest.txt)
        [ "$listed" = yes ] || echo "$file"
    done
}

long_files() {
    find src sql test bench scripts -type f \( -name '*.[ch]pp' -o -name '*.sql' -o -name '*.spec' -o -name '*.sh' \) \
        ! -path 'sql/versions/*' -exec wc -l {} + 2>/dev/null |
        awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines" }' || true
}

long_functions() { find src -name '*.[ch]pp' -print0 | sort -z | xargs -0 awk -v most=40 -f .ci/long_functions.awk; }

found=$(
    missing_of_commands | refuse "a command's slice is incomplete"
    unpaired_tests | refuse "tests without their pair"
    uncommented_objects | refuse "SQL objects without COMMENT ON in the file that creates them"
    undocumented_codes | refuse "SQLSTATEs that docs/reference/errors.md does not list"
    unlisted_sql | refuse "SQL files that sql/manifest.txt does not list"
    long_files | refuse "files over 400 lines"
    long_functions | refuse "functions over 40 lines"
)
[ -z "$found" ] || { echo "$found"; exit 1; }
