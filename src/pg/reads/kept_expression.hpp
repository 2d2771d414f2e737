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

    // Throws WF502 with the position if the text does not parse. Keys of the context that have blanks or
    // signs in them are names, too. Valid until the next call.
    const feel::Expression& get(std::string_view text, const JsonbObject& context);

private:
    std::optional<feel::Expression> expression_;
    feel::Vocabulary vocabulary_;   // what it was parsed with
    JsonbObject::StoredKeys keys_;  // of the last context
};

}  // namespace wf::pg
