#!/bin/bash
# Is the English plain? What a message, a COMMENT or a page must not say, as far as a pattern can tell without false alarms.
set -euo pipefail
cd "$(dirname "$0")/.."

mapfile -t pages < <(find README.md CONTRIBUTING.md docs -name '*.md' | sort)
mapfile -t sources < <(find src -name '*.[ch]pp' | sort)
mapfile -t scripts < <(find sql -mindepth 2 -name '*.sql' ! -path 'sql/versions/*' | sort)

# "file:line:text" of the string literals of C++ sources, or of their comments: $1 says which.
parts() {
    awk -v wanted="$1" '{
        rest = $0
        while (match(rest, /"([^"\\]|\\.)*"|\/\/.*/)) {
            part = substr(rest, RSTART, RLENGTH)
            is_comment = part ~ /^\//
            if (is_comment == (wanted == "comments")) print FILENAME ":" FNR ":" part
            rest = substr(rest, RSTART + RLENGTH)
        }
    }' "${sources[@]}"
}

literals=$(parts literals)
comments=$(parts comments)

literals() { echo "$literals"; }
comments() { echo "$comments"; }
scripts() { grep -Hn '' "${scripts[@]}"; }
pages() { grep -Hn '' "${pages[@]}"; }

# Says $1, the rule, and lists what of the texts $3... matches $2. Silent if nothing does.
refuse() {
    local rule=$1 pattern=$2 text found
    shift 2
    found=$(for text in "$@"; do "$text"; done | grep -P "^[^:]*:\d+:.*(?:$pattern)" || true)
    if [ -n "$found" ]; then printf '%s:\n%s\n' "$rule" "$found"; fi
}

found=$(
    refuse "contractions: write cannot, does not" "[a-z]n'{1,2}t\b" literals scripts pages
    refuse "a person is they, them, their" '\b(?:[Hh]e|[Hh]im|[Hh]is|[Hh]imself)\b' literals comments scripts pages
    refuse "a person is they, them, their" '\b(?:[Ss]he|[Hh]ers?|[Hh]erself)\b' literals scripts pages
    refuse '"but for" is "except"' '\b[Bb]ut for\b' literals comments scripts pages
    refuse '"is no" is "is not a"' '(?<![Tt]here )\b(?:is|are|was) no (?!longer\b|more\b|such\b)[a-z"]' literals
    refuse '"allow to do" is "allow doing"' '(?<!be )\b[Aa]llow(?:s|ed)? to [a-z]' literals scripts pages
    refuse '"only who" is "only the person who"' '\b(?:[Oo]nly|[Bb]y|[Tt]o) who\b' literals scripts pages
    refuse '"who does" as a subject is "whoever does"' '(?:"|[.] )Who [a-z]+ [^?]*[.]' literals
    refuse "a hint is a sentence, with a verb" '"[A-Z][a-z ]*: wf[.]' literals
)
[ -z "$found" ] || { echo "$found"; exit 1; }
