#include "gateway/doctor/settings_checks.hpp"

#include "gateway/auth/issuers.hpp"

#include <openssl/asn1.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <cstdio>
#include <exception>
#include <memory>
#include <string>
#include <utility>

namespace wf::gateway {
namespace {

using Kind = Finding::Kind;

constexpr int days_before_the_end = 14;

bool is_of_this_machine(const std::string& address) { return address == "localhost" || address == "::1" || address.starts_with("127."); }

Finding check_url(const Settings& settings) {
    if (settings.public_url.empty()) {
        return {Kind::warning, "public_url", "It is not set: links say " + settings.url() + ".", "Set it to what people type, such as https://approvals.example.com."};
    }
    if (!settings.public_url.starts_with("https://")) {
        return {Kind::warning, "public_url", settings.public_url + " has no TLS: a session can be read on its way.", "Use https://, by tls_certificate or a proxy in front."};
    }
    return {Kind::fine, "public_url", settings.public_url, {}};
}

Finding check_listen(const Settings& settings) {
    const bool is_open = settings.tls_key.empty() && !is_of_this_machine(settings.listen);
    if (!is_open) { return {Kind::fine, "listen", settings.listen + " port " + std::to_string(settings.port), {}}; }
    return {Kind::warning, "listen", settings.listen + " takes connections of other machines, without TLS.", "Set tls_certificate and tls_key, or listen on 127.0.0.1 behind a proxy."};
}

Finding check_secret(const Settings& settings) {
    if (!settings.secret.empty()) { return {Kind::fine, "secret", "There is one.", {}}; }
    return {Kind::warning, "secret", "There is none: nobody can sign in by browser, and applications get no tokens.", "openssl rand -base64 48, into a file that secret_file names."};
}

Finding check_file(const Settings& settings) {
    if (settings.file.empty()) { return {Kind::fine, "settings", "They come from the environment and the command line.", {}}; }
    struct stat found {};
    if (stat(settings.file.c_str(), &found) == 0 && (found.st_mode & S_IROTH) != 0) {
        return {Kind::warning, "settings", settings.file + " can be read by everybody on this machine.", "chmod o-r " + settings.file};
    }
    return {Kind::fine, "settings", settings.file, {}};
}

std::unique_ptr<X509, decltype(&X509_free)> read_certificate(const std::string& file) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> in(std::fopen(file.c_str(), "r"), [](std::FILE* each) { return each == nullptr ? 0 : std::fclose(each); });
    return {in ? PEM_read_X509(in.get(), nullptr, nullptr, nullptr) : nullptr, &X509_free};
}

Findings check_certificate(const Settings& settings) {
    if (settings.tls_certificate.empty()) { return {}; }
    const auto certificate = read_certificate(settings.tls_certificate);
    if (!certificate) { return {{Kind::error, "tls_certificate", settings.tls_certificate + " has no certificate that can be read.", "It must be a PEM file, the gateway's own certificate first."}}; }
    int days = 0, seconds = 0;
    ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get()));
    if (days < 0 || seconds < 0) { return {{Kind::error, "tls_certificate", "It is over.", "Renew it, then systemctl reload wf-gateway."}}; }
    const std::string text = "It counts for " + std::to_string(days) + " more days.";
    if (days < days_before_the_end) { return {{Kind::warning, "tls_certificate", text, "Renew it, then systemctl reload wf-gateway."}}; }
    return {{Kind::fine, "tls_certificate", text, {}}};
}

Findings check_issuers(const Settings& settings) {
    try {
        Findings found;
        for (const Issuer& each : read_issuers(settings)) { found.push_back({Kind::fine, "issuer " + each.name, each.issuer, {}}); }
        return found;
    } catch (const std::exception& error) {
        return {{Kind::error, "issuers", error.what(), {}}};
    }
}

}  // namespace

Findings check_settings(const Settings& settings) {
    Findings found = {check_file(settings), check_url(settings), check_listen(settings), check_secret(settings)};
    for (Findings each : {check_certificate(settings), check_issuers(settings)}) {
        for (Finding& one : each) { found.push_back(std::move(one)); }
    }
    return found;
}

}  // namespace wf::gateway
