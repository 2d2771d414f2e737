#!/bin/bash
# Installs the Debian packages that building and testing need, if they are missing: setup.sh [bench|bench-instructions|versions]
# It neither creates nor starts the machine's own PostgreSQL cluster.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"

if ! command -v dpkg-query >/dev/null; then
    missing=""
    for tool in make g++ cmake; do
        command -v "$tool" >/dev/null || missing+=" $tool"
    done
    [ -z "$missing" ] || fail "not a Debian system: please install$missing yourself"
    require_postgres
    exit 0
fi

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

# The major version to work with: of PG_CONFIG, else the newest installed one, else Debian's own.
wanted_major() {
    local config
    config=$(find_pg_config)
    if [ -n "$config" ]; then
        "$config" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/'
    elif [ -n "${PG_CONFIG:-}" ] && [[ $PG_CONFIG =~ /postgresql/([0-9]+)/ ]]; then
        echo "${BASH_REMATCH[1]}"
    else
        local installed
        installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 'postgresql-[0-9]*' 2>/dev/null |
            sed -n 's/^installed postgresql-\([0-9]*\)$/\1/p' | sort -n | tail -1)
        echo "${installed:-debian}"
    fi
}

# A server built from source brings its own headers and tools; Debian has nothing to add to it.
server_packages() {
    local config major
    config=$(find_pg_config)
    major=$(wanted_major)
    case $config in
    "" | /usr/bin/* | /usr/lib/postgresql/*)
        if [ "$major" = debian ]; then
            # Known only after apt-get update; the metapackage has the number in its version.
            major=$(apt-cache show --no-all-versions postgresql 2>/dev/null | sed -n 's/^Version: \([0-9]*\).*/\1/p')
        fi
        echo "postgresql-${major:-unknown} postgresql-client-${major:-unknown} postgresql-server-dev-${major:-unknown} postgresql-${major:-unknown}-wal2json" ;;
    esac
}

needed() {
    echo make g++ cmake ca-certificates nlohmann-json3-dev libgtest-dev libgmock-dev libintelrdfpmath-dev libpugixml-dev libicu-dev clang libclang-rt-dev perl libipc-run-perl python3-icalendar libxml2-utils
    echo libboost1.81-dev libboost-url1.81-dev libboost-program-options1.81-dev libpq-dev libssl-dev libcjose-dev libjansson-dev libcurl4-openssl-dev pkg-config
    server_packages
    command -v node >/dev/null || echo nodejs  # of any origin, as the next two
    command -v npm >/dev/null || echo npm
    command -v python3 >/dev/null || echo python3
    case ${1:-} in
    bench) echo libbenchmark-dev wrk ;;
    bench-instructions) echo valgrind ;;
    versions) echo mmdebstrap rsync ;;
    esac
}

missing_packages() {
    local package
    for package in $(needed "${1:-}"); do
        is_installed "$package" || echo "$package"
    done
}

# Debian makes and starts a cluster "main" when a server is installed. Its documented switch is set for the time of
# this installation only, and only where the administrator has not decided.
install_packages() {
    local drop_in=/etc/postgresql-common/createcluster.d/wf_engine_setup.conf
    # A machine that has just started may be busy with upgrades of its own.
    local install=(install -y --no-install-recommends -o DPkg::Lock::Timeout=300)
    if [[ " $* " == *" postgresql-"[0-9]* ]]; then
        is_installed postgresql-common || as_root apt-get "${install[@]}" postgresql-common
        if ! grep -qrsE '^[[:space:]]*create_main_cluster' /etc/postgresql-common/createcluster.conf \
            /etc/postgresql-common/createcluster.d; then
            # shellcheck disable=SC2064  # the local variable is gone by the time of the exit
            trap "as_root rm -f '$drop_in'" EXIT
            as_root mkdir -p "$(dirname "$drop_in")"
            echo "create_main_cluster = false" | as_root tee "$drop_in" >/dev/null
        fi
    fi
    as_root apt-get "${install[@]}" "$@"
}

missing=$(missing_packages "${1:-}")
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
    fail "these packages are missing and neither root nor sudo is at hand to install them: ${missing//$'\n'/ }"
fi
echo "installing: ${missing//$'\n'/ }"
as_root apt-get update
missing=$(missing_packages "${1:-}")  # by now Debian's own major version is known
# shellcheck disable=SC2086
install_packages $missing
