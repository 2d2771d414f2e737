#include "pg/server/settings.hpp"

#include "core/model/time.hpp"
#include "pg/server/error_boundary.hpp"

#include <charconv>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "pg/server/postgres.hpp"

namespace wf::pg::settings {
namespace {

char* tenant_setting = nullptr;
std::optional<std::int64_t> tenant_number = 0;  // nothing: it is not a number
char* authenticator_tenant_setting = nullptr;
std::int64_t authenticator_tenant_number = 0;
bool is_defining = false;
char* language_setting = nullptr;
char* actor_setting = nullptr;
char* context_setting = nullptr;
char* authenticators_setting = nullptr;
char* designers_setting = nullptr;  // SQL reads it: wf._role_of_person
char* notify_setting = nullptr;
char* administrators_setting = nullptr;
char* held_leavers_setting = nullptr;
bool lanes_named_as_roles = true;
char* time_zone_setting = nullptr;
feel::Zone zone_of_setting = feel::Zone::utc();
char* tenant_zones_setting = nullptr;
std::vector<std::pair<std::int64_t, feel::Zone>> tenant_zones;
int max_definition_kb = 1024;
int max_data_kb = 1024;
int queued_commands = 1'000;
int max_soundness_states = 100'000;
int max_expression_steps = 1'000'000;
int max_nodes_per_command = 10'000;
int cached_definitions = 256;
int follow_ups_per_command = 10'000;
int nested_calls = 100;
int foreign_code_ms = 2000;
int job_ms = 60'000;
char* databases_setting = nullptr;
int worker_ms = 10'000;
int upkeep_seconds = 24 * 3600;
int row_access = 0;

constexpr config_enum_entry row_accesses[] = {{"auto", 0, false}, {"sql", 1, false}, {nullptr, 0, false}};

constexpr std::size_t max_context = 64 * 1024;

bool check_number(char** value, void**, GucSource) {
    if (read_tenant(*value)) return true;
    GUC_check_errdetail("A tenant is a whole number.");
    return false;
}

// What was set before the library was loaded cannot be refused any more: the server would warn, and go on with
// cell 0. So it is taken, and whoever asks for the cell is told.
bool check_tenant(char** value, void** extra, GucSource source) {
    return is_defining || check_number(value, extra, source);
}

void assign_tenant(const char* value, void*) { tenant_number = read_tenant(value); }

void assign_authenticator_tenant(const char* value, void*) {
    authenticator_tenant_number = read_tenant(value).value_or(0);
}

constexpr const char* zones_have_names =
    "Time zones have the names of the IANA database, such as Europe/Paris.";

bool check_time_zone(char** value, void**, GucSource) {
    if (zone_named(*value)) return true;
    GUC_check_errdetail("%s", zones_have_names);
    return false;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

// "7=Asia/Shanghai, 8=Europe/Paris". Nothing: it is not that.
std::optional<std::vector<std::pair<std::int64_t, feel::Zone>>> read_tenant_zones(std::string_view text) {
    std::vector<std::pair<std::int64_t, feel::Zone>> zones;
    while (!trimmed(text).empty()) {
        const std::size_t end = text.find(',');
        const std::string_view part = text.substr(0, end);
        const std::size_t sign = part.find('=');
        if (sign == std::string_view::npos) return {};
        const std::optional<std::int64_t> tenant = read_tenant(trimmed(part.substr(0, sign)));
        const std::optional<feel::Zone> zone = zone_named(trimmed(part.substr(sign + 1)));
        if (!tenant || !zone) return {};
        zones.emplace_back(*tenant, *zone);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    return zones;
}

bool check_tenant_zones(char** value, void**, GucSource) {
    if (read_tenant_zones(*value)) return true;
    GUC_check_errdetail("It is a list such as 7=Asia/Shanghai, 8=Europe/Paris. %s", zones_have_names);
    return false;
}

bool check_context(char** value, void**, GucSource) {
    if (std::strlen(*value) <= max_context) return true;
    GUC_check_errdetail("It is noted with each command, and may have at most %zu bytes.", max_context);
    return false;
}

// A reload keeps the list that was right.
bool check_databases(char** value, void**, GucSource) {
    List* names = NIL;
    bool is_right = SplitGUCList(pstrdup(*value), ',', &names) && list_length(names) <= max_databases;
    const ListCell* name = nullptr;
    foreach (name, names) is_right = is_right && std::strlen(static_cast<const char*>(lfirst(name))) < NAMEDATALEN;
    if (!is_right)
        GUC_check_errdetail("It is a list of at most %d names, each of at most %d bytes.", max_databases, NAMEDATALEN - 1);
    return is_right;
}

void assign_time_zone(const char* value, void*) {
    zone_of_setting = zone_named(value).value_or(feel::Zone::utc());
}

void assign_tenant_zones(const char* value, void*) {
    tenant_zones = read_tenant_zones(value).value_or(decltype(tenant_zones){});
}

feel::Zone zone_of(std::int64_t tenant) {
    for (const auto& [cell, zone] : tenant_zones)
        if (cell == tenant) return zone;
    return zone_of_setting;
}

}  // namespace

std::optional<std::int64_t> read_tenant(std::string_view text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || rest != end) return {};
    return number;
}

namespace {

void define_cells() {
    is_defining = true;
    DefineCustomStringVariable("wf_engine.tenant", "The cell that calls without tenant_id are about.",
                               nullptr, &tenant_setting, "0", PGC_USERSET, 0, check_tenant, assign_tenant,
                               nullptr);
    is_defining = false;
    DefineCustomStringVariable("wf_engine.authenticator_tenant", "The cell of JWTs without a claim tenant.",
                               "A token counts in one cell only.", &authenticator_tenant_setting, "0",
                               PGC_SUSET, 0, check_number, assign_authenticator_tenant, nullptr);
}

void define_people() {
    DefineCustomStringVariable("wf_engine.actor",
                               "The person who acts when the application writes a bound row.",
                               "Counts in sessions of members of wf_app; everybody else is who they are.",
                               &actor_setting, "", PGC_USERSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("wf_engine.authenticators",
                               "Login roles, separated by commas, whose JWT claim sub names the actor.",
                               nullptr, &authenticators_setting, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("wf_engine.administrators_role",
                               "The role of the directory whose members administer.", nullptr,
                               &administrators_setting, "admin", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("wf_engine.designers_role",
                               "The role of the directory whose members are wf_designer through wf-gateway; empty: none.",
                               nullptr, &designers_setting, "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomBoolVariable("wf_engine.lanes_are_roles",
                             "In BPMN, the lane of a task that names nobody is the role of that name.",
                             "Off: such a task is for the administrators.", &lanes_named_as_roles, true, PGC_SUSET,
                             0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("wf_engine.held_leavers", "The people who have left, within wf.load_directory().", nullptr,
                               &held_leavers_setting, "", PGC_INTERNAL,
                               GUC_NO_SHOW_ALL | GUC_NO_RESET_ALL | GUC_NOT_IN_SAMPLE | GUC_DISALLOW_IN_FILE,
                               nullptr, nullptr, nullptr);
}

void define_texts() {
    DefineCustomStringVariable("wf_engine.language", "The language of names in views, for example en or zh.",
                               nullptr, &language_setting, "en", PGC_USERSET, 0, nullptr, nullptr, nullptr);
    DefineCustomStringVariable("wf_engine.time_zone",
                               "The time zone of moments that name none, for example Europe/Paris.",
                               "Also of today() and now() in conditions.", &time_zone_setting, "UTC",
                               PGC_SUSET, 0, check_time_zone, assign_time_zone, nullptr);
    DefineCustomStringVariable("wf_engine.tenant_time_zones",
                               "Cells with another time zone than wf_engine.time_zone.",
                               "For example 7=Asia/Shanghai, 8=Europe/Paris.", &tenant_zones_setting, "",
                               PGC_SUSET, 0, check_tenant_zones, assign_tenant_zones, nullptr);
    DefineCustomStringVariable("wf_engine.context", "What the log notes beside each command: a JSON object.",
                               "Set by the application, for example {\"request\": \"8f14\"}.",
                               &context_setting, "", PGC_USERSET, 0, check_context, nullptr, nullptr);
    DefineCustomStringVariable("wf_engine.notify", "Notifications that are written to wf.outbox.",
                               "Any of todo, copy, rejected and end, separated by commas.", &notify_setting,
                               "", PGC_SUSET, 0, nullptr, nullptr, nullptr);
}

void define_sizes() {
    DefineCustomIntVariable("wf_engine.max_definition_size", "Largest definition that is accepted.", nullptr,
                            &max_definition_kb, 1024, 1, 64 * 1024, PGC_SUSET, GUC_UNIT_KB, nullptr, nullptr,
                            nullptr);
    DefineCustomIntVariable("wf_engine.max_data_size",
                            "Largest form, comment, title, message or macro that a command may bring.",
                            "A form may not grow beyond it either.", &max_data_kb, 1024, 1, 64 * 1024,
                            PGC_SUSET, GUC_UNIT_KB, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.max_queued_commands",
                            "Queued commands that one person may have waiting.", nullptr, &queued_commands,
                            1'000, 0, INT_MAX, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.definition_cache_size", "Compiled definitions that a session keeps.",
                            nullptr, &cached_definitions, 256, 1, 100'000, PGC_USERSET, 0, nullptr, nullptr,
                            nullptr);
}

void define_efforts() {
    DefineCustomIntVariable("wf_engine.max_soundness_states",
                            "States that the soundness check of a definition looks at.",
                            "With more to look at, the verdict is unknown.", &max_soundness_states, 100'000,
                            100, INT_MAX, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.max_expression_steps",
                            "Steps that evaluating one expression may take.", nullptr, &max_expression_steps,
                            1'000'000, 100, INT_MAX, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.max_nodes_per_command", "Nodes that one command may enter.", nullptr,
                            &max_nodes_per_command, 10'000, 10, INT_MAX, PGC_SUSET, 0, nullptr, nullptr,
                            nullptr);
    DefineCustomIntVariable(
        "wf_engine.max_follow_ups", "Calls, messages and signals that one command may lead to.", nullptr,
        &follow_ups_per_command, 10'000, 1, INT_MAX, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.max_call_depth", "How deep instances may call instances.", nullptr,
                            &nested_calls, 100, 1, 10'000, PGC_SUSET, 0, nullptr, nullptr, nullptr);
    DefineCustomIntVariable(
        "wf_engine.foreign_code_timeout",
        "How long code of owners of tables and of registered functions may take within one "
        "job of wf.run_due_jobs().",
        nullptr, &foreign_code_ms, 2000, 1, INT_MAX, PGC_SUSET, GUC_UNIT_MS, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.job_timeout", "How long one timer or queued command may take.",
                            "After that it counts as failed, and is tried again later. 0: as long as it likes.", &job_ms,
                            60'000, 0, INT_MAX, PGC_SUSET, GUC_UNIT_MS, nullptr, nullptr, nullptr);
}

void define_worker() {
    DefineCustomStringVariable("wf_engine.databases", "Databases whose timers a background worker fires.",
                               "Names, separated by commas. The library has to be in shared_preload_libraries.",
                               &databases_setting, "", PGC_SIGHUP, GUC_LIST_INPUT, check_databases, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.worker_interval", "How long a background worker sleeps at most.",
                            "It wakes for what is due, and looks for the rest so often.", &worker_ms, 10'000, 100,
                            3'600'000, PGC_SIGHUP, GUC_UNIT_MS, nullptr, nullptr, nullptr);
    DefineCustomIntVariable("wf_engine.upkeep_interval", "How often a background worker calls wf.maintain().",
                            "0: never.", &upkeep_seconds, 24 * 3600, 0, INT_MAX, PGC_SIGHUP, GUC_UNIT_S, nullptr,
                            nullptr, nullptr);
}

void define_access() {
    DefineCustomEnumVariable("wf_engine.row_access", "How commands reach the rows of the engine's tables.",
                             "auto: through their indexes and their storage, where that is possible. sql: by statements, always.",
                             &row_access, 0, row_accesses, PGC_SUSET, 0, nullptr, nullptr, nullptr);
}

}  // namespace

void define() {
    define_cells();
    define_people();
    define_texts();
    define_sizes();
    define_efforts();
    define_worker();
    define_access();
    MarkGUCPrefixReserved("wf_engine");
}

std::int64_t tenant() {
    if (tenant_number) return *tenant_number;
    throw Error{ERRCODE_INVALID_PARAMETER_VALUE,
                "wf_engine.tenant is not a number: \"" + std::string{tenant_setting} + "\"",
                "It was set before the library was loaded.", "Set it to the number of a cell."};
}

std::int64_t authenticator_tenant() { return authenticator_tenant_number; }

bool reaches_rows_directly() { return row_access == 0; }

std::string language() { return language_setting; }

std::string actor() { return actor_setting; }

std::string context() { return context_setting; }

namespace {

// `list`: words separated by commas.
bool lists(std::string_view list, std::string_view word) {
    std::string_view rest = list;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        std::string_view name = rest.substr(0, comma);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
        while (!name.empty() && name.front() == ' ') name.remove_prefix(1);
        while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
        if (name == word) return true;
    }
    return false;
}

}  // namespace

bool is_authenticator(std::string_view role) { return lists(authenticators_setting, role); }

bool notifies() { return *notify_setting != '\0'; }

bool notifies_of(std::string_view kind) { return lists(notify_setting, kind); }

std::string held_leavers() { return held_leavers_setting; }
bool lanes_are_roles() { return lanes_named_as_roles; }

std::string administrators_role() { return administrators_setting; }

void hold_leavers(const std::string& items) {
    const char* const value = items.c_str();
    call([&] {
        set_config_option("wf_engine.held_leavers", value, PGC_INTERNAL, PGC_S_SESSION, GUC_ACTION_LOCAL,
                          true, 0, false);
    });
}

std::size_t definition_cache_size() { return static_cast<std::size_t>(cached_definitions); }

std::size_t max_data_size() { return static_cast<std::size_t>(max_data_kb) * 1024; }

std::size_t max_definition_size() { return static_cast<std::size_t>(max_definition_kb) * 1024; }

std::size_t max_queued_commands() { return static_cast<std::size_t>(queued_commands); }

std::size_t max_follow_ups() { return static_cast<std::size_t>(follow_ups_per_command); }

int foreign_code_timeout() { return foreign_code_ms; }

int job_timeout() { return job_ms; }

std::vector<std::string> databases() {
    List* const names = call([] {
        List* list = NIL;
        (void)SplitGUCList(pstrdup(databases_setting), ',', &list);
        return list;
    });
    std::vector<std::string> read;
    for (int i = 0; i < list_length(names); ++i) read.emplace_back(static_cast<const char*>(list_nth(names, i)));
    return read;
}

int worker_interval() { return worker_ms; }

int upkeep_interval() { return upkeep_seconds; }

std::size_t max_call_depth() { return static_cast<std::size_t>(nested_calls); }

CompileLimits compile_limits() {
    CompileLimits limits;
    limits.max_bytes = max_definition_size();
    limits.max_states = static_cast<std::size_t>(max_soundness_states);
    limits.interrupt = check_interrupts;
    return limits;
}

namespace {

DecideLimits& fresh_limits() {
    static DecideLimits limits;
    limits.max_nodes = static_cast<std::size_t>(max_nodes_per_command);
    limits.expression.max_steps = static_cast<std::size_t>(max_expression_steps);
    limits.max_form = max_data_size();
    limits.time_zone = zone_of_setting;
    limits.interrupt = check_interrupts;
    return limits;
}

}  // namespace

const DecideLimits& decide_limits() { return fresh_limits(); }

const DecideLimits& decide_limits(std::int64_t tenant) {
    DecideLimits& limits = fresh_limits();
    limits.time_zone = zone_of(tenant);
    return limits;
}

}  // namespace wf::pg::settings
