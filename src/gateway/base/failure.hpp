// What a request is answered when it cannot be done: the four keys of PostgREST, and a status.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace wf::gateway {

struct Failure : std::exception {
    unsigned status;
    std::string code;     // an SQLSTATE, WFnnn, or PGRSTnnn where PostgREST has one
    std::string message;
    std::string details;  // empty: null
    std::string hint;     // empty: null
    std::vector<std::pair<std::string, std::string>> headers;  // of the answer, such as Retry-After

    Failure(unsigned status_, std::string code_, std::string message_, std::string details_ = {}, std::string hint_ = {})
        : status(status_), code(std::move(code_)), message(std::move(message_)), details(std::move(details_)), hint(std::move(hint_)) {}

    [[nodiscard]] const char* what() const noexcept override { return message.c_str(); }
};

}  // namespace wf::gateway
