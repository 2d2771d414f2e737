// What wf.bind() and wf.track() take as options: one JSON object, and where it stands.
#pragma once

#include "core/expression/expression.hpp"
#include "core/expression/value.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::pg {

// Throws WF504 with the JSON pointer. `what`: whose options they are.
[[noreturn]] void refuse_option(const std::string& what, const std::string& path, const std::string& problem,
                                std::string hint);

// Throws WF504 for a key that is not among `known` (words separated by ", "), and for a value of another kind than asked for.
// The value has to outlive it.
class OptionObject {
public:
    OptionObject(std::string what, const feel::Value& value, std::string path, std::string_view known);

    const feel::Value* get(const char* key) const;  // nullptr: it is not there, or null
    std::string path(const char* key) const { return path_ + "/" + key; }
    // Requires get(key).
    OptionObject member(const char* key, std::string_view known) const;

    std::string text(const char* key) const;  // the name of a column, or a word; empty: it is not there
    bool boolean(const char* key, bool otherwise) const;
    std::vector<std::string> texts(const char* key) const;  // one scalar, or a list of them
    std::optional<feel::Expression> expression(const char* key) const;
    std::vector<std::pair<std::string, std::string>> pairs(const char* key) const;  // names to texts

private:
    std::string scalar(const feel::Value& value, const std::string& at) const;

    std::string what_;
    const feel::Value& value_;
    std::string path_;
};

}  // namespace wf::pg
