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

}  // namespace wf::pg
