// An error on its way to ereport: SQLSTATE, message, DETAIL, HINT. core/base/code.hpp lists the codes.
#pragma once

#include "core/base/code.hpp"
#include "core/model/rejection.hpp"

#include <string>

namespace wf::pg {

struct Error {
    int sqlstate = 0;
    std::string message;
    std::string detail;
    std::string hint;

    static Error make(Code code, std::string message, std::string detail = {}, std::string hint = {});
    static Error limit_exceeded(const std::string& reason);
    static Error inconsistent_log(const std::string& reason);
    static Error out_of_memory();
    static Error internal(std::string message);
};

// Why the core refused, with its SQLSTATE.
Error to_error(Rejection rejection);

}  // namespace wf::pg
