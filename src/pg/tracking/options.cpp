#include "pg/tracking/options.hpp"

#include "core/json/value_json.hpp"
#include "pg/host/option_object.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr const char* owner = "the tracking";

// The word that is the value; none: the first.
std::string_view one_of(const OptionObject& options, const char* key, std::initializer_list<std::string_view> words) {
    const std::string word = options.text(key);
    if (word.empty()) return *words.begin();
    if (const auto* const found = std::ranges::find(words, word); found != words.end()) return *found;
    std::string all;
    for (const std::string_view one : words) all.append(all.empty() ? "\"" : ", \"").append(one).append("\"");
    refuse_tracking(options.path(key), "it is not one of " + all, "");
}

// wf._track_triggers() reads it, too.
EntriesGo entries_go(const OptionObject& options) {
    const std::string_view mode = one_of(options, "mode", {"row", "statement", "async", "async_unlogged"});
    if (mode == "async") return EntriesGo::ToQueue;
    return mode == "async_unlogged" ? EntriesGo::ToUnloggedQueue : EntriesGo::ToLog;
}

}  // namespace

void refuse_tracking(const std::string& path, const std::string& problem, std::string hint) {
    refuse_option(owner, path, problem, std::move(hint));
}

TrackOptions read_track_options(const std::string& json) {
    const feel::Value value = value_from_json(json).value_or(feel::Value{});
    const OptionObject options{owner, value, "", "key, actor, reason, keep, when, states, actor_required, truncate, mode"};
    TrackOptions read;
    read.key = options.texts("key");
    read.actor = options.text("actor");
    read.reason = options.text("reason");
    read.keep = options.texts("keep");
    read.when = options.expression("when");
    read.states = options.texts("states");
    read.requires_actor = options.boolean("actor_required", false);
    read.logs_truncate = one_of(options, "truncate", {"refuse", "log"}) == "log";
    read.entries_go = entries_go(options);
    return read;
}

std::vector<std::pair<std::string, std::string>> columns_used(const TrackOptions& options) {
    std::vector<std::pair<std::string, std::string>> used;
    for (const std::string& column : options.key) used.emplace_back("/key", column);
    if (!options.actor.empty()) used.emplace_back("/actor", options.actor);
    if (!options.reason.empty()) used.emplace_back("/reason", options.reason);
    for (const std::string& column : options.keep) used.emplace_back("/keep", column);
    if (options.when)
        for (const feel::Expression::Name& name : options.when->names())
            if (!name.maybe_field && name.name != "old") used.emplace_back("/when", name.name);
    return used;
}

void check_track_options(const TrackOptions& options, const std::vector<std::string>& columns) {
    for (const auto& [path, column] : columns_used(options)) {
        if (std::ranges::find(columns, column) != columns.end()) continue;
        std::string all;
        for (const std::string& one : columns) all += (all.empty() ? "" : ", ") + one;
        refuse_tracking(path, "the table has no column \"" + column + "\"", "It has " + all + ".");
    }
}

}  // namespace wf::pg
