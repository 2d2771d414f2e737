// What may be wrong with a form, all of it said at once.
#pragma once

#include "core/step/step.hpp"
#include "core/expression/value.hpp"

#include <string_view>

namespace wf {

// Whether required fields have to be there.
enum class Required : std::uint8_t {
    No,
    Changed,  // those that are written now: the rest is none of the writer's business
    All,      // those that whoever hands the form in could write
};

// On which terms somebody writes into the form.
struct Terms {
    const Node* node = nullptr;  // whose field rights and requirements count; nullptr: none
    Required required = Required::No;
    std::string_view action{};  // what `node` may require something for
};

// The terms on which the command being decided writes at this node.
Terms terms_of(const Step& step, const Node& node);

// `data` is a whole form. `changes`: what is written now, nullptr: nothing, so its values have been checked.
Refusal check_form(Step& step, TokenId at, const feel::Value& data, const Terms& terms,
                   const feel::Entries* changes);

// The fields of the form as expressions know them; what is missing is null.
feel::Entries typed_fields(const Form& form, const feel::Value& data);

}  // namespace wf
