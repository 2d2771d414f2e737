// The words of Java's expression language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wf::bpmn {

struct JavaToken {
    enum class Kind : std::uint8_t { Name, Number, String, Sign, End };

    Kind kind = Kind::End;
    std::string text;    // String: its characters; Sign: one spelling for each ("&&" for "and", "==" for "eq")
    std::string word{};  // Sign: the letters it is written with ("and"), if it is

    bool is(std::string_view sign) const { return kind == Kind::Sign && text == sign; }
    bool is_name(std::string_view name) const { return kind == Kind::Name && text == name; }
};

// The last one has the kind End. nullopt: a character that cannot be in an expression.
std::optional<std::vector<JavaToken>> read_java_tokens(std::string_view text);

}  // namespace wf::bpmn
