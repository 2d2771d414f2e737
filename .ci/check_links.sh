#!/bin/bash
# Every relative link in Markdown, its #anchor included, every mention of a file in docs/, and every `path` of a source in Markdown
# leads somewhere.
set -euo pipefail
cd "$(dirname "$0")/.."

list() { find . -type f \( "$@" \) ! -path './build/*' ! -path './.git/*' ! -path './wf_engine--*' ! -path './tmp_check*' ! -path '*/node_modules/*' | sed 's#^\./##' | sort; }
mapfile -t pages < <(list -name '*.md')
mapfile -t sources < <(list -name '*.md' -o -name '*.[ch]pp' -o -name '*.sql' -o -name '*.psql' -o -name '*.sh' -o -name '*.txt' \
    -o -name '*.findings' -o -name Makefile)

# shellcheck disable=SC2016  # it is awk's to expand
found=$(
    { find . -path ./build -prune -o -path ./.git -prune -o -print | sed 's#^\./##; s#^#exists #'; } |
        LC_ALL=C awk '
        # Three rounds: what exists (standard input), the anchors of each page, then links and mentions.
        FILENAME == "-" { exists[substr($0, 8)]; next }
        FNR == 1 { fenced = 0 }
        /^ *(```|~~~)/ { fenced = !fenced }

        round == "anchors" {
            if (!fenced && /^#+ /) anchors[FILENAME "#" slug($0, FILENAME)]
            for (text = $0; match(text, /<a (id|name)="[^"]*"/); text = substr(text, RSTART + RLENGTH)) {
                split(substr(text, RSTART, RLENGTH), part, "\"")
                anchors[FILENAME "#" part[2]]
            }
            next
        }
        {
            if (FILENAME ~ /\.md$/ && !fenced)
                for (text = $0; match(text, /\]\([^) ]+\)/); text = substr(text, RSTART + RLENGTH))
                    check_link(substr(text, RSTART + 2, RLENGTH - 3))
            if (FILENAME ~ /\.md$/ && !fenced)
                for (text = $0; match(text, /`(src|sql|test|scripts|bench|\.ci)\/[^`]*`/); text = substr(text, RSTART + RLENGTH))
                    check_source(substr(text, RSTART + 1, RLENGTH - 2))
            for (text = $0; match(text, /(^|[^A-Za-z0-9_.\/-])docs\/[A-Za-z0-9_.\/-]*/); text = substr(text, RSTART + RLENGTH))
                check_mention(substr(text, RSTART, RLENGTH))
        }

        # The anchor that Git hosts make of a heading.
        function slug(heading, page,    word) {
            sub(/^#+ +/, "", heading)
            heading = tolower(heading)
            gsub(/\]\([^)]*\)/, "", heading)
            gsub(/[^a-z0-9 _\200-\377-]/, "", heading)
            gsub(/ /, "-", heading)
            word = heading
            if (times[page "#" heading]++) word = heading "-" (times[page "#" heading] - 1)
            return word
        }
        function check_link(target,    path, anchor) {
            if (target ~ /^[a-z]+:/) return
            anchor = index(target, "#") ? substr(target, index(target, "#") + 1) : ""
            sub(/#.*/, "", target)
            path = target == "" ? FILENAME : joined(FILENAME, target)
            if (!(path in exists)) print FILENAME ":" FNR ": there is no " path
            else if (anchor != "" && !((path "#" anchor) in anchors)) print FILENAME ":" FNR ": " path " has no #" anchor
        }
        function check_mention(path) {
            sub(/^[^d]/, "", path)
            sub(/[.\/]+$/, "", path)
            if (path ~ /[*]|-$/ || path == "docs") return
            if (!(path in exists)) print FILENAME ":" FNR ": there is no " path
        }
        # A path, with or without arguments behind it. One with a * or with a <name> or {name} to fill in is a pattern.
        function check_source(path) {
            sub(/ .*/, "", path)
            sub(/\/$/, "", path)
            if (path !~ /[*<>{}]/ && !(path in exists)) print FILENAME ":" FNR ": there is no " path
        }
        function joined(page, target,    parts, count, i, kept, path) {
            sub(/[^\/]*$/, "", page)
            count = split(page target, parts, "/")
            kept = 0
            for (i = 1; i <= count; i++) {
                if (parts[i] == "" || parts[i] == ".") continue
                if (parts[i] == "..") kept--
                else stack[++kept] = parts[i]
            }
            path = ""
            for (i = 1; i <= kept; i++) path = path (i > 1 ? "/" : "") stack[i]
            return path
        }' - round=anchors "${pages[@]}" round=links "${sources[@]}"
)
[ -z "$found" ] || { echo "$found"; exit 1; }
