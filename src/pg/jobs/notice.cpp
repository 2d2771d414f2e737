#include "pg/jobs/notice.hpp"

#include "pg/server/error_boundary.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t longest = 7900;  // the server takes less than 8000 bytes

}  // namespace

void notify_of(const ChangedInstances& changed) {
    if (changed.ids.empty()) return;
    std::vector<std::int64_t> ids = changed.ids;
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::string list;
    bool more = changed.more;
    for (const std::int64_t id : ids) {
        const std::string text = (list.empty() ? "" : ", ") + std::to_string(id);
        if (list.size() + text.size() > longest) {
            more = true;
            break;
        }
        list += text;
    }
    const std::string payload = "{\"instances\": [" + list + "]" + (more ? ", \"more\": true}" : "}");
    const char* const text = payload.c_str();
    call([&] { Async_Notify("wf_events", text); });
}

}  // namespace wf::pg
