// Which fields of the form a definition hides, and from whom.
#pragma once

#include "core/model/definition.hpp"

#include <string>
#include <vector>

namespace wf {

bool hides_fields(const Definition& definition);

// The fields that are hidden at each of these nodes: from somebody who has had to do with the instance there
// and nowhere else. Without any node where people have the form before them: those hidden anywhere.
std::vector<std::string> hidden_at(const Definition& definition, const std::vector<std::string>& nodes);

// Does it read one of these fields? What asks a decision may: its table has read them.
bool reads_any(const Definition& definition, const feel::Expression& expression,
               const std::vector<std::string>& fields);
bool reads_any(const Definition& definition, const ApproverRule& rule,
               const std::vector<std::string>& fields);

}  // namespace wf
