// Whatever the query string (a parameter a line, name=value): read, or refused as 400 with a message; read twice it is the same, and no list
// or depth is beyond its limit. scripts/fuzz.sh builds and runs it.
#include "gateway/base/failure.hpp"
#include "gateway/rest/query.hpp"
#include "law.hpp"

#include <algorithm>
#include <cstdint>

namespace {

using namespace wf::gateway;
using wf::test::require;

std::vector<std::pair<std::string, std::string>> parameters_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> parameters;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::size_t sign = std::min(line.find('='), line.size());
        parameters.emplace_back(line.substr(0, sign), line.substr(std::min(sign + 1, line.size())));
    }
    return parameters;
}

void hold(const std::vector<Condition>& conditions, int depth, const std::string& text) {
    require(depth <= 11 && conditions.size() <= 200, "conditions have limits", text);
    for (const Condition& each : conditions) {
        const bool is_filter = each.kind == Condition::Kind::filter;
        require(is_filter ? each.parts.empty() && !each.filter.op.empty() : !each.parts.empty(), "a condition is a filter, or has parts", text);
        if (!is_filter) { hold(each.parts, depth + 1, text); }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text{reinterpret_cast<const char*>(data), size};
    const auto parameters = parameters_of(text);
    try {
        const ReadQuery read = read_query(parameters, {"a"});
        hold(read.query.conditions, 0, text);
        require(!read.query.limit || *read.query.limit >= 0, "a limit is not negative", text);
        require(read.query.offset >= 0, "an offset is not negative", text);
        require(read.query.select.size() <= 200 && read.query.order.size() <= 200, "lists have limits", text);
        const ReadQuery again = read_query(parameters, {"a"});
        require(again.query.conditions.size() == read.query.conditions.size() && again.arguments == read.arguments, "read twice it is the same", text);
    } catch (const Failure& failure) {
        require(failure.status == 400 && failure.code == "PGRST100" && !failure.message.empty(), "what is refused is a 400 with a message", text);
    }
    return 0;
}
