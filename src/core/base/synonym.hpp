// "Did you mean", for words that are right elsewhere: in other systems, and in Chinese.
#pragma once

#include <span>
#include <string_view>

namespace wf {

// The candidate that means the same as `text`, whatever its case and whether its words are joined by "_", "-" or
// blanks; "" if the text is no word of others, or none of the candidates is ours for it.
std::string_view synonym(std::string_view text, std::span<const std::string_view> candidates);

}  // namespace wf
