#include "pg/store/tables.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

KeyedTable& instance_rows() {
    static KeyedTable table{"instance", 2,
                            {{"tenant_id", INT8OID},
                             {"instance_id", INT8OID},
                             {"definition_id", INT8OID},
                             {"business_table", TEXTOID},
                             {"business_key", TEXTOID},
                             {"serial_no", TEXTOID},
                             {"title", TEXTOID},
                             {"initiator", TEXTOID},
                             {"parent_instance_id", INT8OID},
                             {"parent_token", INT4OID},
                             {"started_at", TIMESTAMPTZOID},
                             {"status", TEXTOID},
                             {"version", INT8OID},
                             {"ended_at", TIMESTAMPTZOID},
                             {"data", JSONBOID},
                             {"state", BYTEAOID},
                             {"revokes_instance_id", INT8OID},
                             {"seats", BYTEAOID},
                             {"log_hash", BYTEAOID}}};
    return table;
}

KeyedTable& task_rows() {
    static KeyedTable table{"task", 2,
                            {{"tenant_id", INT8OID},
                             {"task_id", INT8OID},
                             {"instance_id", INT8OID},
                             {"node", TEXTOID},
                             {"round", INT4OID},
                             {"assignee", TEXTOID},
                             {"on_behalf_of", TEXTOID},
                             {"candidates", TEXTARRAYOID},
                             {"created_at", TIMESTAMPTZOID},
                             {"due_at", TIMESTAMPTZOID},
                             {"claimed_at", TIMESTAMPTZOID},
                             {"excluded_owners", TEXTARRAYOID},
                             {"remaining", INTERVALOID}}};
    return table;
}

KeyedTable& log_rows() {
    static KeyedTable table{"log", 4,
                            {{"tenant_id", INT8OID},
                             {"instance_id", INT8OID},
                             {"seq", INT8OID},
                             {"at", TIMESTAMPTZOID},
                             {"action", TEXTOID},
                             {"actor", TEXTOID},
                             {"on_behalf_of", TEXTOID},
                             {"task_id", INT8OID},
                             {"node", TEXTOID},
                             {"comment", TEXTOID},
                             {"source", TEXTOID},
                             {"target", TEXTOID},
                             {"context", JSONBOID},
                             {"events", BYTEAOID},
                             {"cause", INT8OID},
                             {"row_hash", BYTEAOID},
                             {"row_columns", INT8OID},
                             {"row_image", JSONBOID},
                             {"as_of", TIMESTAMPTZOID},
                             {"hash", BYTEAOID}}};
    return table;
}

KeyedTable& job_rows() {
    static KeyedTable table{"job", 2,
                            {{"tenant_id", INT8OID},
                             {"job_id", INT8OID},
                             {"instance_id", INT8OID},
                             {"definition_id", INT8OID},
                             {"node", TEXTOID},
                             {"kind", TEXTOID},
                             {"topic", TEXTOID},
                             {"due_at", TIMESTAMPTZOID},
                             {"repeats_left", INT4OID},
                             {"tries_left", INT4OID},
                             {"attempts", INT4OID},
                             {"retry_at", TIMESTAMPTZOID},
                             {"worker", TEXTOID},
                             {"leased_until", TIMESTAMPTZOID},
                             {"error", TEXTOID},
                             {"created_at", TIMESTAMPTZOID},
                             {"actor", TEXTOID},
                             {"payload", JSONBOID},
                             {"since", TIMESTAMPTZOID}}};
    return table;
}

KeyedTable& subscription_rows() {
    static KeyedTable table{"subscription", 2,
                            {{"tenant_id", INT8OID},
                             {"subscription_id", INT8OID},
                             {"instance_id", INT8OID},
                             {"definition_id", INT8OID},
                             {"node", TEXTOID},
                             {"kind", TEXTOID},
                             {"name", TEXTOID},
                             {"correlation_key", TEXTOID},
                             {"created_at", TIMESTAMPTZOID}}};
    return table;
}

KeyedTable& copy_rows() {
    static KeyedTable table{"copy", 5,
                            {{"tenant_id", INT8OID},
                             {"instance_id", INT8OID},
                             {"recipient", TEXTOID},
                             {"node", TEXTOID},
                             {"round", INT4OID},
                             {"sent_by", TEXTOID},
                             {"sent_at", TIMESTAMPTZOID},
                             {"read_at", TIMESTAMPTZOID}}};
    return table;
}

KeyedTable& involved_rows() {
    static KeyedTable table{"involved", 3,
                            {{"who", TEXTOID}, {"tenant_id", INT8OID}, {"instance_id", INT8OID}}};
    return table;
}

KeyedTable& seldom_statuses() {
    static KeyedTable table{"seldom_status", 3,
                            {{"status", TEXTOID}, {"tenant_id", INT8OID}, {"instance_id", INT8OID}}};
    return table;
}

KeyedTable& held_rows() {
    static KeyedTable table{"held", 2,
                            {{"tenant_id", INT8OID}, {"instance_id", INT8OID}, {"since", TIMESTAMPTZOID}}};
    return table;
}

KeyedTable& person_rows() {
    static KeyedTable table{"person", 2,
                            {{"tenant_id", INT8OID},
                             {"person_id", TEXTOID},
                             {"name", TEXTOID},
                             {"manager_id", TEXTOID},
                             {"department_id", TEXTOID},
                             {"position_id", TEXTOID},
                             {"rank", INT4OID},
                             {"active", BOOLOID},
                             {"attributes", JSONBOID}}};
    return table;
}

KeyedTable& position_rows() {
    static KeyedTable table{"position", 2, {{"tenant_id", INT8OID}, {"position_id", TEXTOID}, {"rank", INT4OID}}};
    return table;
}

KeyedTable& active_definitions() {
    static KeyedTable table{"definition",
                            2,
                            {{"tenant_id", INT8OID}, {"key", TEXTOID}, {"definition_id", INT8OID}},
                            {.name = "definition_active_key", .condition = "status = 'active'"}};
    return table;
}

KeyedTable& definition_grants() {
    static KeyedTable table{"definition_grant", 4,
                            {{"tenant_id", INT8OID},
                             {"definition_key", TEXTOID},
                             {"grantee", TEXTOID},
                             {"permission", TEXTOID}}};
    return table;
}

}  // namespace wf::pg
