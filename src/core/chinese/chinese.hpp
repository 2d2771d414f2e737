// What findings say, in Chinese. The compiler, FEEL and BPMN write English; whoever shows it to somebody who reads
// Chinese asks here. Not gettext's way, which marks each text where it is written: findings are put together from
// parts, put into BPMN's words, and kept with drafts, all of it in English; so the finished English is read again, by
// the phrases of phrases.hpp. What a deployment costs does not change, and drafts of yesterday are read in any language.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace wf {

// Nullopt: no phrase says this.
std::optional<std::string> in_chinese(std::string_view english);

}  // namespace wf
