# The phases of a command out of two callgrind files: inclusive cost of the functions named below, second file minus first,
# divided by `calls`.
BEGIN {
    split("wf::pg::lock_instance wf::decide wf::pg::active_people wf::pg::reporting_line wf::pg::find_person " \
          "wf::pg::definition_by_key wf::pg::definition_by_id wf::pg::next_instance_id wf::events_to_json wf::pg::append " \
          "wf::pg::jsonb wf::pg::project wf::pg::insert_instance wf::pg::update_instance wf::pg::delete_tasks wf::pg::open_tasks wf::pg::KeyedTable::insert wf::pg::KeyedTable::lock wf::pg::KeyedTable::update wf::pg::KeyedTable::remove " \
          "wf::encode wf::decode wf::pg::EngineRights::EngineRights wf::pg::caller_role wf::pg::check_actor " \
          "pg_parse_query pg_analyze_and_rewrite_fixedparams pg_plan_queries CommitTransactionCommand ExecConstraints " \
          "wf_approve wf_start", wanted, " ")
    for (i in wanted) order[wanted[i]] = i
}
FNR == 1 { file++; delete names; calling = 0 }
function name_of(text,   id) {  # "(12) the name", later only "(12)"
    id = text
    sub(/\).*/, "", id)
    if (match(text, /\) /)) names[id] = substr(text, RSTART + 2)
    return names[id]
}
function plain(name) {
    gsub(/\(anonymous namespace\)::/, "", name)
    sub(/[[(<].*/, "", name)
    return name
}
/^fn=/ { function_name = plain(name_of(substr($0, 4))); next }
/^cfn=/ { callee = plain(name_of(substr($0, 5))); next }
/^calls=/ { calling = 1; next }
# A call's cost belongs to the caller unless it calls itself.
/^[0-9+*-]/ {
    if (!calling || callee != function_name) cost[file, function_name] += $NF
    calling = 0
}
END {
    for (i = 1; i <= length(wanted); i++) {
        value = (cost[2, wanted[i]] - cost[1, wanted[i]]) / calls
        if (value >= 500) printf "%10d  %s\n", value, wanted[i]
    }
}
