#!/bin/bash
# The rooms of src/, floor by floor, with the rooms whose headers each of them includes: the picture in
# docs/explanation/architecture.md, which check_layering.sh compares with what this prints.
# A room stands one floor above the highest that it includes.
set -euo pipefail
cd "$(dirname "$0")/.."

find src -name '*.[ch]pp' -exec grep -HoE '^#include "(core|pg)/[^"]*"' {} + |
    sed -E 's#^src/(.*)/[^/]*:\#include "(.*)/[^/]*"#\1 \2#' | sort -u |
    awk '
        { rooms[$1]; rooms[$2]; if ($1 != $2) { below[$1, ++count[$1]] = $2 } }
        function floor_of(room,    i, highest) {
            if (room in floors) return floors[room]
            floors[room] = 1  # of a circle, until it is broken
            highest = 0
            for (i = 1; i <= count[room]; ++i) if (floor_of(below[room, i]) > highest) highest = floor_of(below[room, i])
            return floors[room] = highest + 1
        }
        END {
            for (room in rooms) {
                list = ""
                for (i = 1; i <= count[room]; ++i) list = list " " below[room, i]
                printf "%2d  %-20s%s\n", floor_of(room), room, list == "" ? "" : " <-" list
            }
        }' | LC_ALL=C sort -k1,1nr -k2,2
