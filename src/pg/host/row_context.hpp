// Which row of a statement of many an error is about: a line of its CONTEXT. PostgreSQL's own way, so it works for
// errors of every origin, the host's triggers and types included.
#pragma once

#include <string>

#include "pg/server/postgres.hpp"

namespace wf::pg {

// Around enter(), not within it: enter() raises our errors when all of its C++ frames are left. So there is no
// destructor either: on an error the server itself puts back what was there before.
class RowContext {
public:
    RowContext();
    RowContext(const RowContext&) = delete;
    RowContext& operator=(const RowContext&) = delete;
    void end() { error_context_stack = callback_.previous; }

private:
    friend void at_row(const std::string& table, const std::string& key);
    friend void at_binding(const std::string& definition, const char* option);
    static RowContext* innermost();
    static void describe(void* context);

    ErrorContextCallback callback_{};
    MemoryContext memory_;  // lives as long as the trigger's call
    const char* table_ = nullptr;
    const char* key_ = nullptr;
    const char* definition_ = nullptr;
    const char* option_ = nullptr;
};

// What the innermost trigger works on; outside of triggers they do nothing. `option`: that of wf.bind() which is
// being followed, a literal; nullptr: none in particular.
void at_row(const std::string& table, const std::string& key);
void at_binding(const std::string& definition, const char* option = nullptr);

}  // namespace wf::pg
