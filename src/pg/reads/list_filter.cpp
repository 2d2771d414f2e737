#include "pg/reads/list_filter.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/host/row_key.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

// InvalidOid: none, or the caller may not read it.
Oid readable_table(const std::string& name) {
    const char* const text = name.c_str();
    Oid found = InvalidOid;
    (void)attempt([&] {  // what is not a name of a table finds nothing, and is no error
        found = call([&] {
            const Oid table = relation_named(text);
            const bool is_readable = OidIsValid(table) && table_privilege(table, GetUserId(), ACL_SELECT);
            return is_readable ? table : InvalidOid;
        });
    });
    return found;
}

Value kept(Oid table, const Value& keys) {
    if (!keys.is_list()) return Value::string(key_to_find(table, value_to_text(keys)));
    feel::Items list;
    for (const Value& key : keys.as_list())
        list.push_back(Value::string(key_to_find(table, value_to_text(key))));
    return Value::list(std::move(list));
}

}  // namespace

Json with_kept_keys(const Json& filter) {
    const std::optional<Value> given = value_from_json(filter.text);
    const Value* const table = given ? given->get("business_table") : nullptr;
    const Value* const keys = given ? given->get("business_key") : nullptr;
    if (!table || !table->is_string() || !keys || keys->is_null()) return filter;
    const Oid readable = readable_table(table->as_string());
    if (!OidIsValid(readable)) return filter;
    feel::Entries members;
    for (const auto& [name, member] : given->as_context())
        members.emplace_back(name, name == "business_key" ? kept(readable, *keys) : member);
    return Json{value_to_json(Value::context(std::move(members)))};
}

}  // namespace wf::pg
