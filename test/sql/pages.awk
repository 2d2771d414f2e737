# Takes the pages of docs/ apart for the tests. -v part=
#   signatures  a line for each heading "## wf.NAME" with a signature under it: page, NAME, the signature in one line
#   exampled    a line for each other SQL block under such a heading that is run: page, NAME
#   columns     the same for "Columns: `a, b`." of a view
#   settings    a line for each row "| `wf_engine.NAME` | default | set by |": page, NAME, default, set by
#   index       a line for each row "| [`wf.NAME`](...". of a table: page, NAME
#   examples    a psql script: the SQL blocks of the first page, and then those of each other page, rolled back to there
#               behind it. A block under "<!-- not run" is left out; so are signatures.
FNR == 1 {
    page = FILENAME
    sub(/^.*\/docs\//, "", page)
    in_block = is_skipped = 0
    name = columns = ""
    if (part == "examples") begin_page()
}
/^## wf\./ { name = substr($2, 4) }
/^## / && !/^## wf\./ { name = "" }

part == "index" && match($0, /^\| \[`wf\.[a-z_]+`\]/) {
    print page "\t" substr($0, 8, RLENGTH - 9)
    next
}
part == "settings" && /^\| `wf_engine\.[a-z_]+`/ {
    split($0, cell, / *\| */)
    gsub(/`/, "", cell[2])
    print page "\t" substr(cell[2], 11) "\t" cell[3] "\t" cell[4]
}
part == "columns" && name != "" {
    if (/^Columns: `/ || columns != "") columns = columns " " $0
    if (match(columns, /`[^`]*`/)) {
        print page "\t" name "\t" substr(columns, RSTART + 1, RLENGTH - 2)
        columns = name = ""
    }
}

/^ *<!-- not run/ { is_skipped = 1 }
/^ *```sql$/ { in_block = 1; is_signature = 0; line = 0; text = ""; next }
/^ *```$/ && in_block {
    in_block = 0
    if (is_signature && part == "signatures") { sub(/^ /, "", text); print page "\t" name "\t" text }
    if (!is_signature && part == "exampled" && name != "" && !is_skipped) print page "\t" name
    if (!is_signature && part == "examples" && !is_skipped) print text
    is_skipped = 0
    next
}
in_block {
    if (++line == 1) is_signature = /^wf\./
    text = text (is_signature ? " " : "\n") $0
}
END { if (part == "examples") print "ROLLBACK;" }

# The first page has the company that the examples of all others need. Ids of instances begin at 1 in each.
function begin_page() {
    if (NR == FNR) print "BEGIN;\n\\echo " page
    else print (++pages == 1 ? "" : "ROLLBACK TO page;\n") "SAVEPOINT page;\n\\echo " page "\nALTER SEQUENCE wf.instance_id_seq RESTART;"
}
