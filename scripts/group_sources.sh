#!/bin/bash
# Writes build/groups/*.cpp, each of which includes some source files of one room of src/, and prints their names.
# What has not changed is not written again. Usage: scripts/group_sources.sh [LINES [DIRECTORY]]
set -euo pipefail
cd "$(dirname "$0")/.."

lines=${1:-1200}  # of a group, about: they are compiled again when one of its files changes
to=${2:-build/groups}
# These take as long as a group of others: what all kinds of events and commands have in common is made here.
alone=' src/core/model/event.cpp src/core/model/command.cpp '
# What every command runs through: a function that only one file of a group uses often is inlined only where that file is alone.
rooms_apart=' src/core/stored/ src/pg/store/ src/pg/command/ '

mkdir -p "$to"

# $1: the name of the group; the rest: its files.
write_group() {
    local group=$to/$1.cpp text
    shift
    text=$(printf '#include "%s"\n' "${@#src/}")
    [ -e "$group" ] && [ "$(<"$group")" = "$text" ] || printf '%s\n' "$text" >"$group"
    echo "$group"
}

declare -A lines_of
while read -r count file; do lines_of[$file]=$count; done < <(wc -l src/core/*/*.cpp src/pg/*.cpp src/pg/*/*.cpp)

groups_of_room() {
    local room=$1 name=${1#src/} number=1 file members=() length=0
    name=${name%/}
    name=${name//\//_}
    for file in "$room"*.cpp; do
        [ -e "$file" ] || continue  # a room of headers
        if [[ $alone == *" $file "* || $rooms_apart == *" $room "* ]]; then
            write_group "${name}_$(basename "$file" .cpp)" "$file"
            continue
        fi
        members+=("$file")
        length=$((length + lines_of[$file]))
        if [ "$length" -lt "$lines" ]; then continue; fi
        write_group "${name}_$number" "${members[@]}"
        number=$((number + 1))
        members=()
        length=0
    done
    if [ "${#members[@]}" -gt 0 ]; then write_group "${name}_$number" "${members[@]}"; fi
}

for room in src/core/*/ src/pg/ src/pg/*/; do groups_of_room "$room"; done
