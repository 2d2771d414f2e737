#!/bin/bash
# Puts the install script together from sql/manifest.txt: build_install_script.sh wf_engine--0.1.0.sql
# The DDL of tables and views is plain SQL in its files; here it becomes text that a function gives and wf.setup() executes.
set -euo pipefail

sql=$(cd "$(dirname "$0")" && pwd)
target=$1

fail() { echo "sql/manifest.txt: $*" >&2; exit 1; }

# Every line that is not a glob, so that a glob can leave those files out.
named=$(sed 's/#.*//; s/[[:space:]]*$//' "$sql/manifest.txt" | grep -vE '^$|^\[|[*?]' || true)

# The files one manifest line stands for.
files_of() {
    local file
    case $1 in
    *[*?]*)
        for file in "$sql"/$1; do
            [ -e "$file" ] || continue
            file=${file#"$sql/"}
            grep -qxF -- "$file" <<<"$named" || echo "$file"
        done ;;
    *)
        [ -e "$sql/$1" ] || fail "$1 does not exist"
        echo "$1" ;;
    esac
}

copy() { printf '\n-- sql/%s\n' "$1"; cat "$sql/$1"; }

# One row for each file: what fails is known by its file, and what has not changed can be left alone.
open_function() {
    printf "\nCREATE FUNCTION wf.%s() RETURNS TABLE (file text, ddl text) LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp\n" "$1"
    printf "AS \$wf_files\$\nVALUES"
    separator=""
}

copy_as_row() {
    grep -qE '[$]wf_(ddl|files)[$]' "$sql/$1" && fail "$1 must not use the quotes of the wrapping"
    printf "%s ('sql/%s', \$wf_ddl\$\n" "$separator" "$1"
    cat "$sql/$1"
    printf "\$wf_ddl\$)"
    separator=","
}

close_function() {
    printf "\n\$wf_files\$;\n"
    printf "REVOKE ALL ON FUNCTION wf.%s() FROM PUBLIC;\n" "$1"
    printf "COMMENT ON FUNCTION wf.%s() IS 'The statements that wf.setup() executes, by the files of the sources.';\n" "$1"
}

build() {
    local line file listed function="" section="" separator=""
    echo "-- Built from sql/manifest.txt; edit the files it names."
    printf '\\echo Use "CREATE EXTENSION wf_engine" to load this file. \\quit\n'
    while read -r line; do
        case $line in
        "") continue ;;
        "["*)
            [ -z "$function" ] || close_function "$function"
            section=$line function=""
            case $line in
            "[extension]") ;;
            "[tables "[0-9]*"]") function=${line#"[tables "} function=_tables_${function%"]"} ;;
            "[views]") function=_views ;;
            *) fail "unknown section $line" ;;
            esac
            [ -z "$function" ] || open_function "$function" ;;
        *)
            [ -n "$section" ] || fail "$line stands before the first section"
            listed=$(files_of "$line")
            for file in $listed; do
                if [ -n "$function" ]; then copy_as_row "$file"; else copy "$file"; fi
            done ;;
        esac
    done < <(sed 's/#.*//; s/[[:space:]]*$//' "$sql/manifest.txt")
    [ -z "$function" ] || close_function "$function"
}

# Two may be at it.
build >"$target.new.$$"
if cmp -s "$target.new.$$" "$target"; then rm "$target.new.$$"; else mv "$target.new.$$" "$target"; fi
