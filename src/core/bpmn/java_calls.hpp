// Calls of libraries that only compare or convert: jBPM's KieFunctions, Flowable's variables:..., Objects,
// StringUtils, getters.
#pragma once

#include "core/bpmn/java_expression.hpp"

namespace wf::bpmn {

// The call, or what it says in operators: KieFunctions.isTrue(x) is x == true, order.getTotal() is
// order.total.
JavaNode simplified(JavaNode call);

// rows[0], and order['total'], which is order.total.
JavaNode item_or_member(std::vector<JavaNode> object_and_which);

}  // namespace wf::bpmn
