// The compiler speaks of the JSON that it reads; whoever drew the process knows BPMN.
#pragma once

#include "core/base/finding.hpp"

namespace wf::bpmn {

// The same finding in the words of the file: conditionExpression for "when".
Finding in_words_of_bpmn(Finding finding);

}  // namespace wf::bpmn
