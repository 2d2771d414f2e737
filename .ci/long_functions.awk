# C++ functions of more than `most` lines, by the indentation that clang-format gives: a function ends, with its lambdas, at
# the first brace that stands as far left as its first line. Only what stands outside of blocks, or in classes alone, begins
# one; a table is none.

FNR == 1 { split("", first); split("", head); in_literal = 0 }
in_literal { if (/\)[a-z]*"/) in_literal = 0; next }
/R"[a-z]*\(/ && !/R"[a-z]*\(.*\)[a-z]*"/ { in_literal = 1 }
{ sub(/ *\/\/.*/, "") }
/^ *$/ || /^#/ || /^ *(public|private|protected):$/ || /^(inline )?namespace/ || /^extern "C"/ { next }
{ match($0, /^ */); left = RLENGTH }
/^ *[}]/ {
    if (left in first && FNR - first[left] + 1 > most && is_function(left))
        print FILENAME ":" first[left] ": " FNR - first[left] + 1 " lines: " substr(head[left], left + 1)
    if (!/[{]$/) { delete first[left]; next }
}
{
    for (at in first) if (at + 0 > left) delete first[at]
    first[left] = FNR
    head[left] = $0
}

function is_function(left,    at, before) {
    for (at in first)
        if (at + 0 < left && head[at] !~ /^ *(template <.*> )?(struct|class|union) /) return 0
    if (head[left] !~ /\(/ || head[left] ~ /^ *(struct|class|enum|union) /) return 0
    before = substr(head[left], 1, index(head[left], "(") - 1)
    return before !~ / = / || head[left] ~ / = \[.*\]/
}
