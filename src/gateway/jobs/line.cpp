#include "gateway/jobs/line.hpp"

namespace wf::gateway {

Lines::Place::Place(Lines& lines, const std::string& name, asio::steady_timer& timer)
    : lines_(lines), timer_(timer), line_(lines.lines_.try_emplace(name).first) {
    line_->second.push_back(&timer_);
}

Lines::Place::~Place() {
    auto& line = line_->second;
    const bool was_first = is_first();
    line.remove(&timer_);
    if (line.empty()) {
        lines_.lines_.erase(line_);
    } else if (was_first) {
        line.front()->cancel();
    }
}

}  // namespace wf::gateway
