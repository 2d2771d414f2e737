#include "pg/store/log_rewriting.hpp"

#include <algorithm>
#include <utility>

namespace wf::pg {

const LogRewriting* LogRewriting::current = nullptr;

LogRewriting::LogRewriting(std::int64_t tenant, std::vector<std::int64_t> instances)
    : tenant_(tenant), instances_(std::move(instances)), outer_(std::exchange(current, this)) {
    std::ranges::sort(instances_);
}

LogRewriting::~LogRewriting() { current = outer_; }

bool LogRewriting::covers(std::int64_t tenant, std::int64_t instance) {
    return current && current->tenant_ == tenant && std::ranges::binary_search(current->instances_, instance);
}

const StatePurging* StatePurging::current = nullptr;

StatePurging::StatePurging(std::vector<std::int64_t> tracked, std::string key)
    : tracked_(std::move(tracked)), key_(std::move(key)), outer_(std::exchange(current, this)) {}

StatePurging::~StatePurging() { current = outer_; }

bool StatePurging::covers(std::int64_t tracked, std::string_view key) {
    return current && current->key_ == key && std::ranges::find(current->tracked_, tracked) != current->tracked_.end();
}

}  // namespace wf::pg
