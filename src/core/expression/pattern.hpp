// Regular expressions as XPath has them, which FEEL refers to. ICU does the matching.
#pragma once

#include "core/expression/meter.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::feel {

class Pattern {
public:
    // `flags` of "imsxq". Nullptr: no such flag, or no regular expression. The last ones are kept compiled.
    static std::shared_ptr<const Pattern> compile(std::string_view pattern, std::string_view flags);
    ~Pattern();
    Pattern(const Pattern&) = delete;

    bool is_found_in(std::string_view text, Meter& meter) const;
    // Nullopt: the replacement is none ("$" or "\" without meaning), or the pattern matches nothing at all,
    // which XPath refuses.
    std::optional<std::string> replace(std::string_view text, std::string_view replacement,
                                       Meter& meter) const;
    std::vector<std::string> split(std::string_view text, Meter& meter) const;

private:
    struct Compiled;
    struct Watch;
    class Search;
    explicit Pattern(std::unique_ptr<Compiled> compiled);
    std::unique_ptr<Compiled> compiled_;
};

}  // namespace wf::feel
