// wf.states: the nodes of a definition, as an application lists them.
#include "core/base/json_string.hpp"
#include "core/model/names.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/reading.hpp"
#include "pg/server/row_set.hpp"
#include "pg/server/settings.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

std::vector<std::string> hidden_nodes(std::int64_t tenant, std::int64_t definition) {
    static Statement select{
        R"(SELECT n.node ->> 'id'
        FROM wf.definition d, wf._nodes(d.source) AS n
        WHERE d.tenant_id = $1 AND d.definition_id = $2 AND n.node -> 'hidden' = 'true')",
        {INT8OID, INT8OID}};
    const Rows rows = select.run({int8(tenant), int8(definition)}, Access::ReadOnly);
    std::vector<std::string> ids;
    for (std::size_t row = 0; row < rows.size(); ++row) ids.push_back(rows.text(row, 1));
    return ids;
}

// {"name": "text", ...}; null if there is nothing to say.
class Texts {
public:
    void add(std::string_view name, std::string_view value) {
        json_ += json_.empty() ? '{' : ',';
        append_json_string(json_, name);
        json_ += ':';
        append_json_string(json_, value);
    }
    Param param() const { return json_.empty() ? null() : jsonb(json_ + '}'); }

private:
    std::string json_;
};

Param fields_of(const wf::Node& node) {
    Texts fields;
    for (const FieldAccess& access : node.handler.fields) fields.add(access.field, name_of(access.right));
    return fields.param();
}

Param buttons_of(const wf::Node& node) {
    Texts buttons;
    for (const Button& button : node.handler.buttons)
        if (!button.is_hidden)
            buttons.add(button.action, button.label.in(settings::language(), button.action));
    return buttons.param();
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_states);
Datum wf_states(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        const std::string key = args.required_text("definition");
        const std::optional<std::int32_t> version = args.int4("version");
        const std::int64_t tenant = args.tenant();
        RowSet rows{fcinfo};
        Reading reading;
        const DefinitionRef definition =
            definition_for(reading.rights(), reading.role(), tenant, key, version);
        const std::vector<std::string> hidden = hidden_nodes(tenant, definition->id);
        const std::vector<wf::Node>& nodes = definition->compiled.nodes;
        for (const wf::Node& node : nodes)
            rows.add({pg::text(node.id), pg::text(node.name.in(settings::language(), node.id)),
                      pg::text(name_of(node.type)),
                      node.parent == no_node ? null() : pg::text(nodes[node.parent].id),
                      boolean(std::find(hidden.begin(), hidden.end(), node.id) != hidden.end()),
                      node.tag.text.empty() ? null() : jsonb(node.tag.text), fields_of(node),
                      buttons_of(node)});
        reading.done();
        return Datum{0};
    });
}
}
