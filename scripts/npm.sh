#!/bin/bash
# Installs what test/npm/package.json names into build/npm, if it is not there as it should be. Without npm, or without the network, it
# says so: the tests that need it are skipped.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v npm >/dev/null; then
    echo "no npm on this machine: tests that use packages of npm are SKIPPED" >&2
    exit 0
fi
mkdir -p build/npm
cp test/npm/*.mjs build/npm/  # a module finds packages beside itself
if [ -d build/npm/node_modules ] && cmp -s test/npm/package-lock.json build/npm/package-lock.json; then exit 0; fi
cp test/npm/package.json test/npm/package-lock.json build/npm/
if ! (cd build/npm && npm ci --ignore-scripts --no-audit --no-fund >install.log 2>&1); then
    rm -rf build/npm/node_modules
    echo "npm cannot install test/npm/package.json (build/npm/install.log): tests that use packages of npm are SKIPPED" >&2
fi
