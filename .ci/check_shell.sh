#!/bin/bash
# The scripts are sound: shellcheck where it is installed, otherwise at least bash's own syntax check.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t scripts < <(find scripts .ci sql bench test examples -name '*.sh' | sort; echo .ci/run)
if command -v shellcheck >/dev/null; then
    shellcheck -x "${scripts[@]}"
else
    for script in "${scripts[@]}"; do bash -n "$script"; done
fi
