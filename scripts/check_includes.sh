#!/bin/bash
# Does each file of src include what it uses? Compiled one by one without the precompiled headers, which hide what is missing:
# every source file, which includes its own header first, and every header that has no source file of its name.
# Takes minutes, so it is not part of `make check`. check_includes.sh FILE... asks about these alone.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
require_postgres

files=("$@")
if [ ${#files[@]} -eq 0 ]; then
    mapfile -t files < <(find src -name '*.cpp' | sort)
    while IFS= read -r header; do
        [ -e "${header%.hpp}.cpp" ] || files+=("$header")
    done < <(find src -name '*.hpp' ! -name precompiled.hpp | sort)
fi

compile() {
    g++ -std=c++20 -fsyntax-only -fmax-errors=1 -w -Isrc -isystem "$server_headers" -x c++ "$1" 2>&1 | grep -m1 ' error: ' || true
}
server_headers=$("$PG_CONFIG" --includedir-server)
export server_headers
export -f compile

# shellcheck disable=SC2016  # bash -c expands it
found=$(printf '%s\0' "${files[@]}" | xargs -0 -P "$(nproc)" -I {} bash -c 'compile "$1"' - {})
[ -z "$found" ] || { echo "$found"; fail "these files do not include all that they use"; }
echo "${#files[@]} files include what they use"
