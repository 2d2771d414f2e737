// What findings say, in the language of wf_engine.language. They are made and kept in English.
#pragma once

#include "core/chinese/chinese.hpp"
#include "pg/server/settings.hpp"

#include <string>

namespace wf::pg {

inline std::string in_callers_language(const std::string& english) {
    return settings::language() == "zh" ? in_chinese(english).value_or(english) : english;
}

}  // namespace wf::pg
