#!/bin/bash
# Each file of src reaches a header for what it uses of the standard library, without the precompiled headers. Names that
# several headers give are not asked for. `make check-includes` asks the compiler, for everything, and takes minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck disable=SC2016  # the dollars are those of awk
found=$(find src -name '*.[ch]pp' ! -name precompiled.hpp -print0 | sort -z | xargs -0 awk '
    BEGIN {
        give("algorithm", "all_of any_of clamp copy_if count_if find find_if lower_bound max max_element min min_element none_of remove_if replace reverse sort stable_sort transform unique upper_bound")
        give("array", "array"); give("bit", "bit_cast countr_zero popcount"); give("charconv", "from_chars to_chars")
        give("chrono", "chrono"); give("cstdint", "int32_t int64_t uint8_t uint32_t uint64_t"); give("cstring", "memcmp memcpy strcmp strlen")
        give("deque", "deque"); give("exception", "exception_ptr uncaught_exceptions"); give("functional", "function hash greater reference_wrapper")
        give("iterator", "back_inserter make_move_iterator"); give("limits", "numeric_limits"); give("list", "list"); give("map", "map multimap")
        give("memory", "make_shared make_unique shared_ptr unique_ptr"); give("new", "bad_alloc"); give("numeric", "accumulate iota")
        give("optional", "make_optional nullopt optional"); give("set", "multiset set"); give("span", "span")
        give("stdexcept", "logic_error runtime_error"); give("string", "stoi stoul string to_string"); give("string_view", "string_view")
        give("tuple", "make_tuple tie tuple"); give("unordered_map", "unordered_map"); give("unordered_set", "unordered_set")
        give("variant", "get_if holds_alternative monostate variant visit"); give("vector", "vector")
    }
    function give(header, names,    list, i) {
        for (i = split(names, list, " "); i > 0; --i) header_of[list[i]] = header
    }
    FNR == 1 { files[++count] = FILENAME }
    /^#include [<"]/ {
        split($2, parts, /[<">]/)
        included[FILENAME, ++includes[FILENAME]] = ($2 ~ /^"/ ? "src/" : "") parts[2]
        next
    }
    /std::/ {
        sub(/\/\/.*/, "")
        while (match($0, /std::(ranges::)?[a-z_0-9]+/)) {
            name = substr($0, RSTART, RLENGTH)
            sub(/.*::/, "", name)
            if (name in header_of) used[FILENAME, header_of[name]] = name
            $0 = substr($0, RSTART + RLENGTH)
        }
    }
    function reaches(file, header, seen,    i, next_one) {
        if (file in seen) return 0
        seen[file] = 1
        for (i = 1; i <= includes[file]; ++i) {
            next_one = included[file, i]
            if (next_one == header || (next_one == "string" && header == "string_view") || reaches(next_one, header, seen)) return 1
        }
        return 0
    }
    END {
        for (pair in used) {
            split(pair, parts, SUBSEP)
            split("", seen)
            if (!reaches(parts[1], parts[2], seen)) print parts[1] ": std::" used[pair] " without <" parts[2] ">"
        }
    }' | LC_ALL=C sort)
[ -z "$found" ] || { printf 'names of the standard library without their header:\n%s\n' "$found"; exit 1; }
