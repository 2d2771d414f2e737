// The expression that one place of a query evaluated last, as compiled.
//
// It belongs to the memory context of the place's FmgrInfo and goes with it, whether the query ends well or
// not.
#pragma once

#include "core/expression/expression.hpp"
#include "pg/server/jsonb_value.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {

class KeptExpression {
public:
    static KeptExpression& of(FmgrInfo* place);

    struct Source {
        std::string_view text;
        const JsonbObject& context;  // keys that have blanks or signs in them are names, too
        const Jsonb* types;          // nullptr: none
        std::string_view result_type;
    };

    // Throws WF502 with the position if the text does not parse, WF504 if the types do not. Valid until the next
    // call.
    const feel::Expression& get(const Source& source);

private:
    std::optional<feel::Expression> expression_;
    feel::Vocabulary vocabulary_;   // what it was parsed with
    JsonbObject::StoredKeys keys_;  // of the last context
    std::string types_;             // as they were stored, of vocabulary_
};

}  // namespace wf::pg
