// Definitions as tests write them: JSON with single quotes, and pieces to put a chain together.
#pragma once

#include "core/engine.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wf::test {

inline std::string quoted(std::string_view single) {
    std::string json{single};
    std::replace(json.begin(), json.end(), '\'', '"');
    return json;
}

inline Definition compiled(std::string_view json) {
    CompileResult result = compile(quoted(json));
    if (result.definition) return std::move(*result.definition);
    std::string findings;
    for (const Finding& finding : result.findings) findings += "\n" + finding.path + ": " + finding.message;
    throw std::runtime_error{std::string{json} + findings};
}

inline std::string by_users(const std::string& blank_separated) {
    std::string list;
    std::istringstream names{blank_separated};
    for (std::string name; names >> name;) list += (list.empty() ? "'" : ", '") + name + "'";
    return "{'by': 'users', 'users': [" + list + "]}";
}
inline std::string by_role(const std::string& role) { return "{'by': 'role', 'role': '" + role + "'}"; }

struct NodeText {
    std::string id;
    std::string json;
};

// `rules`: one rule or several, with commas; `settings`: more keys, each followed by nothing: "'mode':
// 'all'".
inline NodeText approval(const std::string& id, const std::string& rules, const std::string& settings = "") {
    return {id, "{'id': '" + id + "', 'type': 'approval', 'approvers': [" + rules + "]" +
                    (settings.empty() ? "" : ", ") + settings + "}"};
}
inline NodeText copy_node(const std::string& id, const std::string& rules) {
    return {id, "{'id': '" + id + "', 'type': 'copy', 'to': [" + rules + "]}"};
}

inline std::string definition(const std::vector<NodeText>& nodes, const std::string& flows,
                              const std::string& form = "") {
    std::string list = "{'id': 'start', 'type': 'start'}";
    for (const NodeText& node : nodes) list += ",\n" + node.json;
    return "{'key': 'k', " + (form.empty() ? "" : "'form': {'fields': [" + form + "]}, ") + "'nodes': [" +
           list + ",\n{'id': 'end', 'type': 'end'}], 'flows': [" + flows + "]}";
}

// start -> the nodes, one after the other -> end
inline std::string chain(const std::vector<NodeText>& nodes, const std::string& form = "") {
    std::string flows;
    std::string from = "start";
    for (const NodeText& node : nodes) {
        flows += "{'from': '" + from + "', 'to': '" + node.id + "'}, ";
        from = node.id;
    }
    return definition(nodes, flows + "{'from': '" + from + "', 'to': 'end'}", form);
}

}  // namespace wf::test
