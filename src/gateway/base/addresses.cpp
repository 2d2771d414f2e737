#include "gateway/base/addresses.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace wf::gateway {
namespace {

namespace ip = boost::asio::ip;

std::optional<ip::address> read(std::string_view text) {
    boost::system::error_code error;
    const ip::address address = ip::make_address(std::string(text), error);
    if (error) { return std::nullopt; }
    if (address.is_v6() && address.to_v6().is_v4_mapped()) { return ip::make_address_v4(ip::v4_mapped, address.to_v6()); }
    return address;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) { text.remove_prefix(1); }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) { text.remove_suffix(1); }
    return text;
}

// Some proxies add the port: 10.0.0.1:4711, [fd00::1]:4711.
std::string_view without_port(std::string_view text) {
    if (text.starts_with('[')) { return text.substr(1, text.find(']') - 1); }
    return std::count(text.begin(), text.end(), ':') == 1 ? text.substr(0, text.find(':')) : text;
}

}  // namespace

Addresses::Addresses(const std::string& words) {
    std::istringstream in(words);
    for (std::string word; in >> word;) { add(word); }
}

void Addresses::add(const std::string& word) {
    boost::system::error_code error;
    if (word.find('/') == std::string::npos) {
        const auto address = read(word);
        if (!address) { throw std::runtime_error(word + " is not an address or a network such as 10.0.0.0/8"); }
        if (address->is_v4()) {
            v4_.emplace_back(address->to_v4(), 32);
        } else {
            v6_.emplace_back(address->to_v6(), 128);
        }
        return;
    }
    const ip::network_v4 v4 = ip::make_network_v4(word, error);
    if (!error) {
        v4_.push_back(v4.canonical());
        return;
    }
    const ip::network_v6 v6 = ip::make_network_v6(word, error);
    if (error) { throw std::runtime_error(word + " is not an address or a network such as 10.0.0.0/8"); }
    v6_.push_back(v6.canonical());
}

bool Addresses::contains(const std::string& address) const {
    const auto parsed = read(address);
    if (!parsed) { return false; }
    if (parsed->is_v4()) {
        return std::any_of(v4_.begin(), v4_.end(), [&](const auto& each) { return ip::network_v4(parsed->to_v4(), each.prefix_length()).canonical() == each.canonical(); });
    }
    return std::any_of(v6_.begin(), v6_.end(), [&](const auto& each) { return ip::network_v6(parsed->to_v6(), each.prefix_length()).canonical() == each.canonical(); });
}

std::string plain_address(std::string_view text) {
    const auto address = read(text);
    return address ? address->to_string() : std::string();
}

std::string client_address(const std::string& peer, const std::vector<std::string_view>& forwarded, const Addresses& trusted) {
    std::string address = plain_address(peer);
    for (std::size_t line = forwarded.size(); line-- > 0;) {
        std::string_view rest = forwarded[line];
        while (true) {
            if (!trusted.contains(address)) { return address; }
            const std::size_t comma = rest.rfind(',');
            const std::string next = plain_address(without_port(trimmed(rest.substr(comma == std::string_view::npos ? 0 : comma + 1))));
            if (next.empty()) { return address; }  // not an address: nothing before it can be believed
            address = next;
            if (comma == std::string_view::npos) { break; }
            rest = rest.substr(0, comma);
        }
    }
    return address;
}

}  // namespace wf::gateway
