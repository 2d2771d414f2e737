# shellcheck shell=bash
# Sourced by the other scripts: where things are, and as whom a server may run.

unset CDPATH                # makes cd print
unset PGHOSTADDR PGSERVICE  # outrank PGHOST: somebody else's server would get what is meant for the private one
umask 022                   # as root: user postgres reads what is installed for it

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }

# The newest server with headers, unless PG_CONFIG names one.
find_pg_config() {
    if [ -n "${PG_CONFIG:-}" ]; then
        command -v "$PG_CONFIG" || true
        return
    fi
    local candidate
    for candidate in $(printf '%s\n' /usr/lib/postgresql/*/bin/pg_config | sort -Vr) pg_config; do
        if [ -e "$("$candidate" --pgxs 2>/dev/null)" ]; then
            command -v "$candidate"
            return
        fi
    done
}

# Sets PG_CONFIG, pg_bin and pg_major, or ends with an explanation.
require_postgres() {
    PG_CONFIG=$(find_pg_config)
    [ -n "$PG_CONFIG" ] || fail "no PostgreSQL with server headers found; run scripts/setup.sh or set PG_CONFIG"
    export PG_CONFIG
    pg_bin=$("$PG_CONFIG" --bindir)
    pg_major=$("$PG_CONFIG" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
    [ -x "$pg_bin/initdb" ] || fail "$pg_bin has no server; run scripts/setup.sh or set PG_CONFIG"
    [ "$pg_major" -ge 15 ] || fail "PostgreSQL $pg_major is too old: 15 is the oldest that is supported"
}

# The build of the core's tests, by CMake, once. With clang++, if it is there, since the fuzzers need it.
configure_core() {
    local cache=build/unit/CMakeCache.txt compiler
    compiler=$(command -v clang++ || true)
    if [ -f $cache ] && { [ -z "$compiler" ] || grep -q '^CMAKE_CXX_COMPILER:.*clang' $cache; }; then return; fi
    cmake -S . -B build/unit ${compiler:+-DCMAKE_CXX_COMPILER="$compiler"} -DWF_GROUP_TESTS="${WF_GROUP_TESTS:-OFF}"
}

# PostgreSQL refuses to run as root; then its own user runs it.
server_user() {
    if [ "$(id -u)" -eq 0 ]; then echo postgres; else id -un; fi
}

as_server() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}
