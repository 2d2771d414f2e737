// What people can do to a task and to its instance: the words, in the order in which they are offered.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wf {

enum class ActionScope : std::uint8_t {
    Task,       // with a task: its node may hide it
    Initiator,  // by who started the instance: the start node may hide it
    Instance,   // by whoever takes part, or administers: nothing hides it
};

struct ActionName {
    std::string_view action;
    ActionScope scope;
    std::string_view en;
    std::string_view zh;

    std::string_view in(std::string_view language) const { return language.starts_with("zh") ? zh : en; }
};

std::span<const ActionName> action_names();
// nullptr: there is no such action.
const ActionName* find_action(std::string_view action);

}  // namespace wf
