#include "gateway/base/log.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <utility>

namespace wf::gateway {

void write_log(const std::string& kind, nlohmann::ordered_json line) {
    const auto now = std::chrono::system_clock::now();
    const std::time_t seconds = std::chrono::system_clock::to_time_t(now);
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count() % 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char day[32], time[48];
    std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &parts);
    std::snprintf(time, sizeof time, "%s.%03dZ", day, static_cast<int>(milliseconds));
    nlohmann::ordered_json whole = {{"time", time}, {"kind", kind}};
    whole.update(std::move(line));
    const std::string text = whole.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

}  // namespace wf::gateway
