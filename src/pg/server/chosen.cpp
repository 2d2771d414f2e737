#include "pg/server/chosen.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/error.hpp"

namespace wf::pg {

std::vector<Choice> read_chosen(const std::optional<Json>& json) {
    std::vector<Choice> chosen;
    if (!json) return chosen;
    const auto wrong = [] {
        return Error::make(Code::BadArgument, "chosen is not an object of lists of persons", "",
                           "Pass, for example, chosen => '{\"lead\": [\"bob\"]}'.");
    };
    const std::optional<feel::Value> nodes = value_from_json(json->text);
    if (!nodes || !nodes->is_context()) throw wrong();
    for (const auto& [node, people] : nodes->as_context()) {
        if (!people.is_list()) throw wrong();
        Choice choice{.node = node, .people = {}};
        for (const feel::Value& person : people.as_list()) {
            if (!person.is_string()) throw wrong();
            choice.people.push_back(person.as_string());
        }
        chosen.push_back(std::move(choice));
    }
    return chosen;
}

}  // namespace wf::pg
