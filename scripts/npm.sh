#!/bin/bash
# Installs the npm packages of tests beside them, if they are not there as they should be: test/npm, or the folders given. Without npm, or
# without the network, it says so and fails: the tests that need them are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v npm >/dev/null; then
    echo "no npm on this machine: tests that use packages of npm are SKIPPED" >&2
    exit 1
fi
status=0
for folder in "${@:-test/npm}"; do
    if cmp -s "$folder/package-lock.json" "$folder/node_modules/installed.json"; then continue; fi
    mkdir -p build/logs
    if (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) >"build/logs/${folder//\//_}" 2>&1; then
        cp "$folder/package-lock.json" "$folder/node_modules/installed.json"
    else
        rm -rf "$folder/node_modules"
        echo "npm cannot install $folder/package.json (build/logs/${folder//\//_}): tests that use its packages are SKIPPED" >&2
        status=1
    fi
done
exit $status
