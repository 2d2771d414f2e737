#!/bin/bash
# A private PostgreSQL cluster with wf_engine in it; the machine's own server and directories stay untouched.
#   cluster.sh start | stop | destroy | psql [arguments] | env | stage
# stage: only the installation, build/cluster/<name>/install, for servers that others make (scripts/tap.sh).
# WF_CLUSTER names the cluster (default "dev"). WF_FSYNC=off makes it fast and not crash-safe, for tests. WF_ROW_ACCESS=sql:
# commands reach their rows by statements.
# WF_SERVER_PRELOAD, WF_SERVER_LOG: libraries that the server loads before all others, and another file for its log (scripts/check_asan.sh).
#
# PostgreSQL finds its libraries and share files relative to its own binary. So a directory with a copy of the
# binaries, links to everything else and `make install DESTDIR=` is a complete installation that needs no root,
# and in which nobody else's wf_engine can be.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
require_postgres

name=${WF_CLUSTER:-dev}
link=$root/build/cluster/$name  # names the cluster's directory, wherever that had to be

give_to_server() { if [ "$(id -u)" -eq 0 ]; then chown postgres "$@"; fi; }

create_home() {
    local directory=$link.files
    mkdir -p "$directory"
    give_to_server "$directory"
    if ! as_server test -w "$directory"; then  # the repository is where user postgres cannot go, /root say
        rmdir "$directory"
        directory=$(mktemp -d "/tmp/wf_$name.XXXXXX")
        give_to_server "$directory"
    fi
    ln -sfn "$directory" "$link"
}

create_socket() {
    socket=$(mktemp -d "/tmp/wf_$name.XXXXXX")  # short: a socket's path has a limit of 107 bytes
    give_to_server "$socket"
    ln -sfn "$socket" "$directory/socket"
}

# Links whatever the server's directory $1 has, without its subdirectories' own files ($2), into the installation.
link_all() {
    mkdir -p "$install$1"
    find "$1" -mindepth 1 -maxdepth 1 ! -name 'wf_engine*' ! -name extension ! -name bin \
        -exec ln -sfn -t "$install$1" {} +
}

stage_installation() {
    local share lib
    share=$("$PG_CONFIG" --sharedir) lib=$("$PG_CONFIG" --pkglibdir)
    mkdir -p "$install$pg_bin"
    find "$pg_bin" -mindepth 1 -maxdepth 1 ! -name postgres ! -name initdb ! -name pg_ctl -exec ln -sfn -t "$install$pg_bin" {} +
    cp -u "$pg_bin"/{postgres,initdb,pg_ctl} "$install$pg_bin/"
    link_all "$share"
    link_all "$lib"
    mkdir -p "$install$share/extension"
    find "$share/extension" -mindepth 1 -maxdepth 1 ! -name 'wf_engine*' \
        -exec ln -sfn -t "$install$share/extension" {} +
    rm -f "$install$share/extension"/wf_engine*
    make --no-print-directory -s -C "$root" install DESTDIR="$install" >"$directory/install.log" 2>&1 ||
        { cat "$directory/install.log" >&2; fail "make install failed"; }
}

initialize() {
    as_server "$install$pg_bin/initdb" --pgdata="$directory/data" --username=postgres --auth=trust \
        --encoding=UTF8 --locale=C --no-sync --no-instructions >"$directory/initdb.log" 2>&1 ||
        { cat "$directory/initdb.log" >&2; fail "initdb failed"; }
    # No TCP at all: who may reach the socket's directory may connect.
    as_server tee -a "$directory/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = ''
timezone = 'UTC'
fsync = ${WF_FSYNC:-on}
max_prepared_transactions = 5
${WF_ROW_ACCESS:+wf_engine.row_access = $WF_ROW_ACCESS}
CONF
}

is_running() { as_server "$install$pg_bin/pg_ctl" --pgdata="$directory/data" status >/dev/null 2>&1; }

use_home() {
    directory=$(readlink -e "$link") || return 1
    socket=$(readlink -m "$directory/socket")
    install=$directory/install
    export PGHOST=$socket PGPORT=5432 PGUSER=postgres
}

stage() {
    use_home || { create_home; use_home; }
    stage_installation
}

start() {
    use_home || { create_home; use_home; }
    [ -d "$socket" ] || { stop; create_socket; use_home; }  # it is new, or the machine's restart has cleared /tmp
    stage_installation
    if [ -e "$directory/data/PG_VERSION" ] && [ "$(cat "$directory/data/PG_VERSION")" != "$pg_major" ]; then
        fail "cluster $name is of another PostgreSQL version; WF_CLUSTER=$name scripts/cluster.sh destroy removes it"
    fi
    [ -e "$directory/data/PG_VERSION" ] || initialize
    # A running server keeps the old library in its old backends only: the installation replaces the file.
    is_running && return
    as_server env ${WF_SERVER_PRELOAD:+LD_PRELOAD="$WF_SERVER_PRELOAD"} "$install$pg_bin/pg_ctl" --pgdata="$directory/data" --log="${WF_SERVER_LOG:-$directory/server.log}" \
        --options="-k $socket" --wait --silent start >/dev/null ||
        { cat "$directory/server.log" >&2; fail "the server did not start"; }
}

stop() {
    use_home || return 0
    if is_running; then
        as_server "$install$pg_bin/pg_ctl" --pgdata="$directory/data" --mode=fast --wait --silent stop >/dev/null
    fi
}

destroy() {
    directory=$(readlink -e "$link") || return 0
    install=$directory/install
    if is_running; then
        as_server "$install$pg_bin/pg_ctl" --pgdata="$directory/data" --mode=immediate --wait --silent stop >/dev/null
    fi
    rm -rf "$(readlink -m "$directory/socket")" "$directory" "$link"
}

case ${1:-} in
start | stop | destroy | stage) "$1" ;;
psql)
    if ! use_home || ! is_running; then
        fail "cluster $name is not running; WF_CLUSTER=$name scripts/cluster.sh start"
    fi
    shift
    exec "$pg_bin/psql" "$@" ;;
env)
    use_home || fail "cluster $name does not exist; WF_CLUSTER=$name scripts/cluster.sh start"
    echo "unset PGHOSTADDR PGSERVICE; export PGHOST=$PGHOST PGPORT=$PGPORT PGUSER=$PGUSER" ;;
*) fail "start, stop, destroy, psql, env or stage?" ;;
esac
