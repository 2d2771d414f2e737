#!/bin/bash
# No name in sql/ is a keyword of a supported PostgreSQL: CREATE EXTENSION would fail there, or callers had to quote it.
# sql_keywords.txt is the list. Text in quotes is not looked at, so SQL that is put together at run time is the tests' to find.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck disable=SC2016  # it is awk's to expand
found=$(find sql -mindepth 2 -name '*.sql' ! -path 'sql/versions/*' | sort | xargs awk '
# What a name of each kind must not be; without its schema, as callers write it.
BEGIN {
    refused["parameter"] = "CTR"  # declared like a the name of a function, read like a column
    refused["function"] = "CR"
    refused["column"] = refused["relation"] = refused["alias"] = "TR"
}

FILENAME == ".ci/sql_keywords.txt" {
    if (/^[a-z]/) {
        category[$1] = category[$1] $2
        versions[$1] = $3 == $NF ? $3 : $3 " to " $NF
    }
    next
}

FNR == 1 { end_file(); file = FILENAME }
{ text = text $0 "\n" }
END { end_file() }

function end_file() {
    if (file != "") { split_tokens(); walk() }
    text = ""
}

# Identifiers and punctuation; comments go, strings and names in quotes become one token that is no name.
function split_tokens(    passed) {
    count = 0
    line = 1
    while (text != "") {
        if (match(text, /^[ \t\r\n]+/) || match(text, /^--[^\n]*/)) { }
        else if (match(text, /^\047([^\047]|\047\047)*\047/) || match(text, /^"[^"]*"/)) add("\"")
        else if (match(text, /^[A-Za-z_][A-Za-z_0-9$]*/)) add(tolower(substr(text, 1, RLENGTH)))
        else { RLENGTH = 1; add(substr(text, 1, 1)) }
        passed = substr(text, 1, RLENGTH)
        text = substr(text, RLENGTH + 1)
        line += gsub(/\n/, "", passed)
    }
}
function add(token) { tokens[++count] = token; lines[count] = line }

function check(kind, i,    word) {
    word = tokens[i]
    if (word in category && index(refused[kind], category[word]))
        printf "%s:%d: %s \"%s\" is a keyword of PostgreSQL %s\n", file, lines[i], kind, word, versions[word]
}

function walk(    i) {
    for (i = 1; i <= count; i++) {
        if (tokens[i] == "create") i = create(i + 1)
        else if (tokens[i] == "add" && tokens[i + 1] == "column") check("column", past_if_exists(i + 2))
        else if (tokens[i] == "as" && tokens[i + 1] !~ /^(select|with|not|table|on)$/) check("alias", i + 1)
    }
}

function past_if_exists(i) {
    while (tokens[i] ~ /^(if|not|exists)$/) i++
    return i
}

# From behind CREATE to the last token that is dealt with.
function create(i,    kind) {
    while (tokens[i] ~ /^(or|replace|unlogged|unique|materialized|constraint)$/) i++
    kind = tokens[i]
    if (kind !~ /^(function|procedure|aggregate|table|view|type|sequence|index|trigger)$/) return i - 1
    i = past_if_exists(i + 1)
    if (tokens[i + 1] == ".") i += 2
    if (kind ~ /^(function|procedure|aggregate)$/) {
        check("function", i)
        i = names_in_brackets("parameter", i + 1)
        if (tokens[i + 1] == "returns" && tokens[i + 2] == "table") i = names_in_brackets("parameter", i + 3)
        return i
    }
    check("relation", i)
    if (kind == "type" && tokens[i + 1] == "as") i++
    if (kind ~ /^(table|view|type)$/ && tokens[i + 1] == "(") return names_in_brackets("column", i + 1)
    return i
}

# Each item of a list begins with its name, unless it is a constraint or the type of a parameter without one. Returns the
# place of the closing bracket.
function names_in_brackets(kind, i,    depth, first) {
    if (tokens[i] != "(") return i - 1
    first = 1
    for (depth = 1; depth > 0 && i < count; ) {
        i++
        if (tokens[i] == "(") depth++
        else if (tokens[i] == ")") depth--
        else if (tokens[i] == "," && depth == 1) first = 1
        else if (first && kind == "parameter" && tokens[i] ~ /^(in|out|inout|variadic)$/) continue
        else if (first) {
            first = 0
            if (kind == "parameter" ? tokens[i + 1] !~ /^[,()[]$/ : tokens[i] !~ /^(constraint|primary|unique|check|foreign|exclude|like)$/)
                check(kind, i)
        }
    }
    return i
}
' .ci/sql_keywords.txt)
[ -z "$found" ] || { echo "$found"; exit 1; }
