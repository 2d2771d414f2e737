#include "gateway/serve/errors.hpp"

#include "gateway/base/log.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace wf::gateway {
namespace {

// The first prefix that fits decides.
constexpr std::array<std::pair<std::string_view, unsigned>, 28> statuses = {{
    {"WF1", 400}, {"WF2", 404}, {"WF3", 403}, {"WF4", 409}, {"WF5", 422}, {"WF6", 422}, {"08", 503}, {"0L", 403}, {"0P", 403},
    {"22", 400}, {"23503", 409}, {"23505", 409}, {"23", 400}, {"25006", 405}, {"25", 500}, {"28", 401}, {"2D", 500}, {"40", 409},
    {"42883", 404}, {"42P01", 404}, {"42P17", 500}, {"42", 400}, {"53", 503}, {"54", 413}, {"55P03", 503}, {"57014", 504}, {"57", 503}, {"P0001", 400},
}};

}  // namespace

unsigned status_of(std::string_view sqlstate, bool is_nobody) {
    if (sqlstate == "42501") { return is_nobody ? 401 : 403; }
    if (sqlstate.starts_with("PT")) {  // PT404: a function chose it itself
        unsigned status = 0;
        const auto parsed = std::from_chars(sqlstate.data() + 2, sqlstate.data() + sqlstate.size(), status);
        if (parsed.ec == std::errc() && status >= 200 && status <= 599) { return status; }
    }
    const auto found = std::find_if(statuses.begin(), statuses.end(), [&](const auto& each) { return sqlstate.starts_with(each.first); });
    return found == statuses.end() ? 500 : found->second;
}

Response answer_to(std::exception_ptr error, Exchange& exchange) {
    try {
        std::rethrow_exception(error);
    } catch (const DatabaseError& refused) {
        Failure failure(status_of(refused.code, exchange.subject.empty()), refused.code, refused.message, refused.detail, refused.hint);
        if (failure.status == 401) { failure.headers.emplace_back("WWW-Authenticate", "Bearer"); }
        if (failure.status == 503) { failure.headers.emplace_back("Retry-After", "1"); }
        exchange.refusal = failure.code;
        return answer_to(failure);
    } catch (const Failure& failure) {
        exchange.refusal = failure.code;
        return answer_to(failure);
    } catch (const std::exception& unexpected) {
        write_log("error", {{"request", exchange.request.id}, {"message", unexpected.what()}});
        exchange.refusal = "PGRST500";
        return answer_to(Failure(500, "PGRST500", "The gateway has failed.", "Request " + exchange.request.id + " of its log."));
    }
}

}  // namespace wf::gateway
