// The head of a request, looked at before and after the parser: what another program could read in another way is refused.
#pragma once

#include "gateway/http/message.hpp"

#include <cstddef>
#include <string_view>

namespace wf::gateway {

constexpr std::size_t max_head = 16 * 1024;
constexpr std::size_t max_target = 8 * 1024;

// The bytes as they come. Throws Failure 400, 414, 431, 505.
class HeadScan {
public:
    // Whether its end is there; `text` is all that has come so far.
    [[nodiscard]] bool is_whole(std::string_view text);

private:
    std::size_t done_ = 0;  // bytes that have been looked at
    std::size_t line_ = 0;  // where the line begins
};

// How long its body is, and for whom it is, must have one meaning. Throws Failure 400, 501.
void check_framing(const http::fields& fields, unsigned version);

}  // namespace wf::gateway
