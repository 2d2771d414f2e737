// Text as it is drawn: how wide it is, where it breaks, and what must not be in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace wf::diagram {

// In one line of valid UTF-8, without control characters and without what turns the direction of writing.
std::string clean(std::string_view text);

// An estimate, in pixels: nobody knows the font. A Chinese character is as wide as it is high.
int width_of(std::string_view text, int font_size);

// At most `lines` lines that are at most `width` wide; what does not fit ends in "…". Requires: clean text.
std::vector<std::string> wrap(std::string_view text, int font_size, int width, std::size_t lines);

// &amp; &lt; &gt; &quot; &#39;
std::string escape_xml(std::string_view text);

// Graphviz reads escapes of its own and entities of HTML in labels.
std::string escape_dot(std::string_view text);

// In quotes, with all punctuation that means something as an entity.
std::string mermaid_label(std::string_view text);

}  // namespace wf::diagram
