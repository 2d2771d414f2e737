#!/bin/bash
# A private cluster with an example process that one can play with: database wf_demo, examples/demo.sql.
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "$0")/environment.sh"
scripts/setup.sh
require_postgres

export WF_CLUSTER=demo
make --no-print-directory -s -j "$(nproc)"
scripts/cluster.sh start
scripts/cluster.sh psql -qX -d postgres -v ON_ERROR_STOP=1 -c 'DROP DATABASE IF EXISTS wf_demo' \
    -c 'CREATE DATABASE wf_demo'
scripts/cluster.sh psql -qX -d wf_demo -v ON_ERROR_STOP=1 -c 'CREATE EXTENSION wf_engine' -c 'SELECT wf.setup()' \
    >/dev/null
if [ -f examples/demo.sql ]; then
    scripts/cluster.sh psql -qX -d wf_demo -v ON_ERROR_STOP=1 -f examples/demo.sql
fi
echo
echo "look around:  WF_CLUSTER=demo scripts/cluster.sh psql wf_demo"
echo "put it away:  WF_CLUSTER=demo scripts/cluster.sh destroy"
