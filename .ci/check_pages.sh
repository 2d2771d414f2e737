#!/bin/bash
# A table of the docs can be read at a glance: no cell is longer than two lines. Longer ones become a section or a list.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck disable=SC2016  # it is awk's to expand
found=$(find docs -name '*.md' ! -path 'docs/project/*' | sort | xargs awk -F'|' '
    FNR == 1 { fenced = 0 }
    /^ *```/ { fenced = !fenced }
    /^\|/ && !fenced {
        for (i = 2; i < NF; i++) if (length($i) > 220) print FILENAME ":" FNR ": " length($i) " characters:" substr($i, 1, 60) "..."
    }')
[ -z "$found" ] || { echo "$found"; exit 1; }
