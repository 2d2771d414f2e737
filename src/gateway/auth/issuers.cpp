#include "gateway/auth/issuers.hpp"

#include "gateway/base/section.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

namespace wf::gateway {
namespace {

constexpr std::string_view prefix = "issuer.";
// Only what a public key verifies: a secret that two programs share would let either be the issuer.
constexpr std::array<const char*, 9> algorithms = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"};

Issuer read_issuer(const std::string& name, const Section& section) {
    check_keys(name, section, {"issuer", "audience", "algorithms", "jwks_file", "corp", "subject", "tenant", "provider"});
    Issuer issuer;
    issuer.name = or_else(section, "provider", name.substr(prefix.size()));
    issuer.issuer = needed(name, section, "issuer");
    issuer.audience = needed(name, section, "audience");
    issuer.algorithms = read_algorithms(name, or_else(section, "algorithms", "RS256"));
    issuer.corp = or_else(section, "corp", "");
    issuer.subject = or_else(section, "subject", "sub");
    issuer.tenant = read_tenant(name, section);
    const std::string file = needed(name, section, "jwks_file");
    std::ifstream in(file);
    if (!in) { wrong_section(name, "jwks_file " + file + " cannot be read"); }
    try {
        issuer.keys = read_keys(std::string(std::istreambuf_iterator<char>(in), {}));
    } catch (const std::runtime_error& error) {
        wrong_section(name, "jwks_file " + file + ": " + error.what());
    }
    return issuer;
}

}  // namespace

std::vector<std::string> read_algorithms(const std::string& name, const std::string& text) {
    std::vector<std::string> read;
    std::istringstream in(text);
    for (std::string word; in >> word;) {
        if (std::find(algorithms.begin(), algorithms.end(), word) == algorithms.end()) { wrong_section(name, "algorithm " + word + " is not one of RS256 ... PS512, ES256 ... ES512"); }
        read.push_back(word);
    }
    return read;
}

std::optional<std::int64_t> read_tenant(const std::string& name, const Section& section) {
    const std::string text = or_else(section, "tenant", "");
    if (text.empty()) { return std::nullopt; }
    std::int64_t tenant = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), tenant);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) { wrong_section(name, "tenant must be a number"); }
    return tenant;
}

std::vector<Issuer> read_issuers(const Settings& settings) {
    std::vector<Issuer> issuers;
    for (const auto& [name, section] : settings.sections) {
        if (!name.starts_with(prefix)) { continue; }
        Issuer issuer = read_issuer(name, section);
        const auto is_same = [&](const Issuer& other) { return other.issuer == issuer.issuer; };
        if (std::any_of(issuers.begin(), issuers.end(), is_same)) { wrong_section(name, "issuer " + issuer.issuer + " is there twice"); }
        issuers.push_back(std::move(issuer));
    }
    return issuers;
}

Issuer our_own(const Settings& settings) {
    Issuer ours;
    ours.issuer = ours.audience = settings.url();
    ours.algorithms = {"HS256"};
    ours.keys = {key_of_secret(settings.secret)};
    return ours;
}

}  // namespace wf::gateway
