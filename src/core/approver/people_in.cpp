#include "core/approver/people_in.hpp"

namespace wf {

std::vector<PersonId> people_in(const feel::Value& value) {
    std::vector<PersonId> people;
    if (value.is_string()) people.push_back(value.as_string());
    if (!value.is_list()) return people;
    for (const feel::Value& item : value.as_list())
        if (item.is_string()) people.push_back(item.as_string());
    return people;
}

}  // namespace wf
