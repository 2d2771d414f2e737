// In whose name the engine writes rows of the host at this moment: of whoever gives a command, or asks for a transition. For those who write down who
// has changed a row; it allows nothing.
#pragma once

#include <string_view>

namespace wf::pg {

// Both texts have to live as long.
class WritingAs {
public:
    WritingAs(std::string_view actor, std::string_view reason);
    ~WritingAs();
    WritingAs(const WritingAs&) = delete;
    WritingAs& operator=(const WritingAs&) = delete;

    // The innermost; nullptr: the session writes by itself.
    static const WritingAs* current();

    std::string_view actor() const { return actor_; }
    std::string_view reason() const { return reason_; }  // a comment; empty: none

private:
    const std::string_view actor_, reason_;
    const WritingAs* const outer_;
};

}  // namespace wf::pg
