# Takes a tutorial apart: each SQL block becomes DIRECTORY/NN.sql, the text block that follows it, NN.page. -v directory=
FNR == 1 { kind = "" }
/^```/ {
    if (kind != "") { kind = ""; next }
    kind = substr($0, 4)
    if (kind == "sql") {
        file = sprintf("%s/%02d", directory, ++count)
        shown = 0
    }
    if (kind == "text") printf "" > (file ".page")
    next
}
kind == "sql" { print > (file ".sql") }
kind == "text" { print > (file ".page") }
