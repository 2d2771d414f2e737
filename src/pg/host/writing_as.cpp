#include "pg/host/writing_as.hpp"

#include <utility>

namespace wf::pg {
namespace {

const WritingAs*& innermost() {
    static const WritingAs* writing = nullptr;
    return writing;
}

}  // namespace

WritingAs::WritingAs(std::string_view actor, std::string_view reason)
    : actor_(actor), reason_(reason), outer_(std::exchange(innermost(), this)) {}

WritingAs::~WritingAs() { innermost() = outer_; }

const WritingAs* WritingAs::current() { return innermost(); }

}  // namespace wf::pg
