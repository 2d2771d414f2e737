#include "gateway/base/settings.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace wf::gateway {
namespace {

namespace options = boost::program_options;

// Seconds in the file, chrono here.
template <typename Duration>
auto duration(Duration& target, const char* name) {
    return options::value<long>()
        ->default_value(static_cast<long>(target.count()))
        ->notifier([&target, name](long value) {
            if (value < 1 || value > 86'400'000) {
                throw std::runtime_error(std::string(name) + " must be between 1 and 86400000");
            }
            target = Duration(value);
        });
}

auto words(std::vector<std::string>& target) {
    return options::value<std::string>()->notifier([&target](const std::string& value) {
        std::istringstream in(value);
        target.clear();
        for (std::string word; in >> word;) { target.push_back(word); }
    });
}

template <typename T>
auto same(T& target) {
    return options::value<T>(&target)->default_value(target);
}

auto addresses(Addresses& target, const char* name, const char* otherwise) {
    return options::value<std::string>()->default_value(otherwise)->notifier([&target, name](const std::string& value) {
        try {
            target = Addresses(value);
        } catch (const std::runtime_error& error) { throw std::runtime_error(std::string(name) + ": " + error.what()); }
    });
}

options::options_description describe(Settings& into, std::string& secret_file) {
    options::options_description all("Settings", 110, 60);
    auto add = all.add_options();
    add("listen", same(into.listen), "address to listen on");
    add("port", same(into.port), "TCP port; 0: any free one");
    add("public_url", same(into.public_url), "how people reach it, https://... without a slash at the end");
    add("database", same(into.database), "connection string of libpq; empty: PGHOST, PGDATABASE ...");
    add("connections", same(into.connections), "connections to the database");
    add("prepared_statements", same(into.prepared_statements), "off behind PgBouncer before 1.21 in transaction mode");
    add("schema", same(into.schema), "the schema that is shown");
    add("secret", same(into.secret), "signs sessions, at least 32 bytes; better: secret_file");
    add("secret_file", same(secret_file), "the file that holds the secret");
    add("web", same(into.web), "folder of the web pages; empty: none");
    add("tls_certificate", same(into.tls_certificate), "PEM file; empty: plain HTTP");
    add("tls_key", same(into.tls_key), "PEM file of its key");
    add("origins", words(into.origins), "other sites whose pages may call (CORS), separated by spaces");
    add("trusted_proxies", addresses(into.trusted_proxies, "trusted_proxies", ""), "addresses and networks (10.0.0.0/8) whose X-Forwarded-For is believed");
    add("max_body", same(into.max_body), "bytes of a request's body, except files");
    add("max_sockets", same(into.max_sockets), "clients at once");
    add("pool_wait", duration(into.pool_wait, "pool_wait"), "milliseconds to wait for a connection to the database");
    add("header_timeout", duration(into.header_timeout, "header_timeout"), "seconds for the head of a request");
    add("body_timeout", duration(into.body_timeout, "body_timeout"), "seconds for the body of a request");
    add("idle_timeout", duration(into.idle_timeout, "idle_timeout"), "seconds between two requests of a client");
    add("statement_timeout", duration(into.statement_timeout, "statement_timeout"), "seconds that a call may run");
    add("stop_timeout", duration(into.stop_timeout, "stop_timeout"), "seconds for running requests at the end");
    return all;
}

// [section] of the file by itself: only the part that owns it knows its names.
std::map<std::string, Section> take_sections(const options::parsed_options& parsed) {
    std::map<std::string, Section> found;
    for (const auto& option : parsed.options) {
        const std::size_t dot = option.string_key.rfind('.');
        if (dot == std::string::npos) {
            if (option.unregistered) { throw std::runtime_error("there is no setting " + option.string_key); }
            continue;
        }
        found[option.string_key.substr(0, dot)][option.string_key.substr(dot + 1)] = option.value.empty() ? "" : option.value[0];
    }
    return found;
}

// WF_GATEWAY_PORT -> port; what is not a setting is somebody else's.
std::string name_of_variable(const options::options_description& all, std::string name) {
    constexpr std::string_view prefix = "WF_GATEWAY_";
    if (!name.starts_with(prefix)) { return {}; }
    name.erase(0, prefix.size());
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return all.find_nothrow(name, false) == nullptr ? std::string() : name;
}

void read_secret(Settings& settings, const std::string& file) {
    if (file.empty()) { return; }
    std::ifstream in(file);
    if (!in || !std::getline(in, settings.secret)) { throw std::runtime_error("secret_file " + file + " cannot be read"); }
}

void check(const Settings& settings) {
    if (!settings.secret.empty() && settings.secret.size() < 32) {
        throw std::runtime_error("secret must have at least 32 bytes: openssl rand -base64 48");
    }
    if (settings.connections < 1) { throw std::runtime_error("connections must be 1 or more"); }
    if (settings.tls_certificate.empty() != settings.tls_key.empty()) {
        throw std::runtime_error("tls_certificate and tls_key go together");
    }
    if (settings.public_url.ends_with('/')) { throw std::runtime_error("public_url must not end with a slash"); }
}

}  // namespace

std::string Settings::url() const {
    if (!public_url.empty()) { return public_url; }
    return (tls_key.empty() ? "http://" : "https://") + listen + ":" + std::to_string(port);
}

Settings read_settings(const std::vector<std::string>& arguments) {
    Settings settings;
    std::string secret_file;
    const options::options_description all = describe(settings, secret_file);
    options::options_description line;
    line.add(all).add_options()("config", options::value<std::string>(&settings.file), "the file");
    options::variables_map values;
    options::store(options::command_line_parser(arguments).options(line).run(), values);
    options::store(options::parse_environment(all, [&](const std::string& name) { return name_of_variable(all, name); }), values);
    if (values.count("config") != 0) { settings.file = values["config"].as<std::string>(); }
    if (const char* file = std::getenv("WF_GATEWAY_CONFIG"); settings.file.empty() && file != nullptr) { settings.file = file; }
    if (!settings.file.empty()) {
        std::ifstream in(settings.file);
        if (!in) { throw std::runtime_error("the settings file " + settings.file + " cannot be read"); }
        const auto parsed = options::parse_config_file(in, all, true);
        settings.sections = take_sections(parsed);
        options::store(parsed, values);
    }
    options::notify(values);
    read_secret(settings, secret_file);
    check(settings);
    return settings;
}

std::string describe_settings() {
    Settings settings;
    std::string secret_file;
    std::ostringstream out;
    out << describe(settings, secret_file);
    return out.str();
}

}  // namespace wf::gateway
