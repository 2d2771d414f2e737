// Addresses and networks of a setting, and where a request comes from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>

namespace wf::gateway {

class Addresses {
public:
    Addresses() = default;
    explicit Addresses(const std::string& words);  // 10.0.0.1 10.0.0.0/8 fd00::/8; throws std::runtime_error

    [[nodiscard]] bool contains(const std::string& address) const;
    [[nodiscard]] bool empty() const { return v4_.empty() && v6_.empty(); }

private:
    void add(const std::string& word);

    std::vector<boost::asio::ip::network_v4> v4_;
    std::vector<boost::asio::ip::network_v6> v6_;
};

// ::ffff:10.0.0.1 is 10.0.0.1; empty if it is not an address.
[[nodiscard]] std::string plain_address(std::string_view text);

// The last address that no trusted proxy has: `forwarded` are the X-Forwarded-For lines in their order.
[[nodiscard]] std::string client_address(const std::string& peer, const std::vector<std::string_view>& forwarded, const Addresses& trusted);

}  // namespace wf::gateway
