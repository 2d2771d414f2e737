#include "gateway/doctor/doctor.hpp"

#include "gateway/doctor/database_checks.hpp"
#include "gateway/doctor/finding.hpp"
#include "gateway/doctor/settings_checks.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <ostream>

namespace wf::gateway {
namespace {

const char* word(Finding::Kind kind) {
    switch (kind) {
    case Finding::Kind::fine: return "ok      ";
    case Finding::Kind::warning: return "warning ";
    case Finding::Kind::error: return "error   ";
    }
    return "";
}

Findings examine_all(const std::function<Settings()>& read, std::string_view version) {
    Settings settings;
    try {
        settings = read();
    } catch (const std::exception& error) {
        return {{Finding::Kind::error, "settings", error.what(), "wf-gateway --help lists them."}};
    }
    Findings found = check_settings(settings);
    Findings more = check_database(settings, version);
    std::move(more.begin(), more.end(), std::back_inserter(found));
    return found;
}

}  // namespace

int examine(const std::function<Settings()>& read, std::string_view version, std::ostream& out) {
    const Findings found = examine_all(read, version);
    for (const Finding& each : found) {
        out << word(each.kind) << each.check << ": " << each.message << "\n";
        if (!each.advice.empty()) { out << "        " << each.advice << "\n"; }
    }
    return std::any_of(found.begin(), found.end(), [](const Finding& each) { return each.kind == Finding::Kind::error; }) ? 1 : 0;
}

}  // namespace wf::gateway
