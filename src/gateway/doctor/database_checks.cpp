#include "gateway/doctor/database_checks.hpp"

#include "gateway/db/connection.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace wf::gateway {
namespace {

using Kind = Finding::Kind;

constexpr int oldest_server = 150000;  // PostgreSQL 15
constexpr double most_seconds_apart = 10;  // a token is taken 30 seconds before its time at the most

// For a program that looks once, and may wait.
class Session {
public:
    explicit Session(const std::string& words) : connection_(connect(words), &PQfinish) {}

    [[nodiscard]] bool is_there() const { return PQstatus(connection_.get()) == CONNECTION_OK; }
    [[nodiscard]] int server_version() const { return PQserverVersion(connection_.get()); }
    [[nodiscard]] std::string error() const {
        std::string text = PQerrorMessage(connection_.get());
        while (text.ends_with('\n')) { text.pop_back(); }
        std::replace_if(text.begin(), text.end(), [](char each) { return each == '\n' || each == '\t'; }, ' ');
        return text;
    }

    // Throws std::runtime_error.
    [[nodiscard]] Result ask(const std::string& query, const std::string& value) {
        const char* values[] = {value.c_str()};
        Result result(PQexecParams(connection_.get(), query.c_str(), 1, nullptr, values, nullptr, nullptr, 0));
        if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) { throw std::runtime_error(error()); }
        return result;
    }
    [[nodiscard]] std::string value(const std::string& query, const std::string& of = {}) {
        const Result result = ask(query, of);
        return result.rows() == 0 || result.is_null(0, 0) ? std::string() : std::string(result.value(0, 0));
    }
    [[nodiscard]] bool holds(const std::string& condition, const std::string& of = {}) { return value("SELECT " + condition, of) == "t"; }

private:
    // dbname may be a whole connection string.
    static PGconn* connect(const std::string& words) {
        const char* names[] = {"connect_timeout", "dbname", nullptr};
        const char* values[] = {"10", words.c_str(), nullptr};
        return PQconnectdbParams(names, values, 1);
    }

    std::unique_ptr<PGconn, decltype(&PQfinish)> connection_;
};

// $1 is in each query, as PQexecParams counts it.
constexpr const char* unused = " WHERE $1::text IS NOT NULL";

Finding check_server(const Session& session) {
    const std::string number = std::to_string(session.server_version() / 10000);
    if (session.server_version() >= oldest_server) { return {Kind::fine, "database", "PostgreSQL " + number, {}}; }
    return {Kind::error, "database", "It is PostgreSQL " + number + ".", "wf_engine needs 15 or later."};
}

Finding check_extension(Session& session, std::string_view version) {
    const std::string installed = session.value("SELECT extversion FROM pg_extension WHERE extname = $1", "wf_engine");
    if (installed.empty()) { return {Kind::error, "wf_engine", "The extension is not in this database.", "CREATE EXTENSION wf_engine; SELECT wf.setup();"}; }
    if (installed != version) {
        return {Kind::warning, "wf_engine", "The database has version " + installed + ", this program is " + std::string(version) + ".",
                "ALTER EXTENSION wf_engine UPDATE; SELECT wf.setup(); or install the other wf-gateway."};
    }
    return {Kind::fine, "wf_engine", "version " + installed, {}};
}

Finding check_schema(Session& session, const std::string& schema) {
    if (session.holds("to_regnamespace(quote_ident($1)) IS NOT NULL", schema)) { return {Kind::fine, "schema", schema, {}}; }
    return {Kind::error, "schema", "There is no schema " + schema + ".", "SELECT wf.setup(); makes wf_api."};
}

Findings check_login(Session& session) {
    Findings found;
    const std::string login = session.value(std::string("SELECT quote_ident(session_user)") + unused);
    if (session.holds("rolsuper FROM pg_roles WHERE rolname = session_user AND $1::text IS NOT NULL")) {
        found.push_back({Kind::error, "login role", login + " is a superuser: whoever finds a hole in this program has the server.", "Use a role of its own: CREATE ROLE gateway LOGIN NOINHERIT;"});
    }
    if (session.holds("rolinherit FROM pg_roles WHERE rolname = session_user AND $1::text IS NOT NULL")) {
        found.push_back({Kind::warning, "login role", login + " has the rights of its roles before anybody has signed in.", "ALTER ROLE " + login + " NOINHERIT;"});
    }
    if (!session.holds("session_user = ANY (regexp_split_to_array(trim(current_setting('wf_engine.authenticators', true)), '\\s*,\\s*')) AND $1::text IS NOT NULL")) {
        found.push_back({Kind::error, "login role", login + " may not say who acts.",
                         "ALTER DATABASE " + session.value(std::string("SELECT quote_ident(current_database())") + unused) + " SET wf_engine.authenticators = '" + login + "';"});
    }
    if (found.empty()) { found.push_back({Kind::fine, "login role", login, {}}); }
    return found;
}

Findings check_roles(Session& session) {
    const std::string login = session.value(std::string("SELECT quote_ident(session_user)") + unused);
    const std::vector<std::pair<std::string, std::string>> needed = {{"wf_gateway", "nobody can sign in"}, {"wf_user", "no person can do anything"}};
    const std::vector<std::pair<std::string, std::string>> useful = {{"wf_app", "no application can"}, {"wf_designer", "nobody can draw processes"},
                                                                     {"wf_admin", "nobody can administer"}, {"wf_reader", "there are no events, nor metrics"}};
    Findings found;
    const auto look = [&](const auto& roles, Kind kind) {
        for (const auto& [role, without] : roles) {
            const bool is_member = session.holds("coalesce(pg_has_role(session_user, to_regrole($1), 'MEMBER'), false)", role);
            if (!is_member) { found.push_back({kind, "roles", "Without " + role + " " + without + " by HTTP.", "GRANT " + role + " TO " + login + ";"}); }
        }
    };
    look(needed, Kind::error);
    look(useful, Kind::warning);
    if (found.empty()) { found.push_back({Kind::fine, "roles", "all", {}}); }
    return found;
}

Finding check_clock(Session& session) {
    const auto before = std::chrono::system_clock::now();
    const double theirs = std::strtod(session.value(std::string("SELECT extract(epoch FROM clock_timestamp())") + unused).c_str(), nullptr);
    const auto after = std::chrono::system_clock::now();
    const double ours = std::chrono::duration<double>((before + (after - before) / 2).time_since_epoch()).count();
    const double apart = std::abs(theirs - ours);
    if (apart < most_seconds_apart) { return {Kind::fine, "clock", "It goes with that of the database.", {}}; }
    return {Kind::error, "clock", "It is " + std::to_string(std::lround(apart)) + " seconds off that of the database: tokens end early or late.", "Let both machines take their time from a server (chrony, systemd-timesyncd)."};
}

Finding check_connections(Session& session, unsigned connections) {
    const std::string most = session.value(std::string("SELECT setting::integer - current_setting('superuser_reserved_connections')::integer FROM pg_settings") + unused + " AND name = 'max_connections'");
    const std::string text = std::to_string(connections) + " of the " + most + " that the server lets in";
    if (std::strtol(most.c_str(), nullptr, 10) / 2 >= static_cast<long>(connections)) { return {Kind::fine, "connections", text, {}}; }
    return {Kind::warning, "connections", text, "Lower connections, or raise max_connections of the server."};
}

// What the engine says of itself, as far as this role may ask.
Findings check_health(Session& session) {
    if (!session.holds("coalesce(pg_has_role(session_user, to_regrole($1), 'MEMBER'), false)", "wf_reader")) { return {}; }
    (void)session.value("SELECT set_config('role', $1, false)", "wf_reader");
    const Result result = session.ask(std::string("SELECT check_name, status, message, hint FROM wf.health()") + unused + " AND status <> 'ok' ORDER BY check_name", {});
    Findings found;
    for (int row = 0; row < result.rows(); ++row) {
        const Kind kind = result.value(row, 1) == "critical" ? Kind::error : Kind::warning;
        found.push_back({kind, "wf.health " + std::string(result.value(row, 0)), std::string(result.value(row, 2)), std::string(result.value(row, 3))});
    }
    if (found.empty()) { found.push_back({Kind::fine, "wf.health", "all checks are ok", {}}); }
    return found;
}

void add(Findings& all, Findings more) {
    for (Finding& each : more) { all.push_back(std::move(each)); }
}

void examine_engine(Session& session, const Settings& settings, Findings& found) {
    found.push_back(check_schema(session, settings.schema));
    add(found, check_login(session));
    add(found, check_roles(session));
    found.push_back(check_clock(session));
    found.push_back(check_connections(session, settings.connections));
    add(found, check_health(session));
}

}  // namespace

Findings check_database(const Settings& settings, std::string_view version) {
    Session session(settings.database);
    if (!session.is_there()) { return {{Kind::error, "database", session.error(), "Look at the setting database, pg_hba.conf, and whether the server runs."}}; }
    Findings found = {check_server(session)};
    try {
        found.push_back(check_extension(session, version));
        if (found.back().kind != Kind::error) { examine_engine(session, settings, found); }
    } catch (const std::runtime_error& error) {
        found.push_back({Kind::error, "database", error.what(), {}});
    }
    return found;
}

}  // namespace wf::gateway
