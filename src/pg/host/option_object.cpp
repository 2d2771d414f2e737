#include "pg/host/option_object.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/error.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

using feel::Value;

bool is_known(const std::string& key, std::string_view known) {
    for (std::size_t at = known.find(key); at != std::string_view::npos; at = known.find(key, at + 1)) {
        const std::size_t end = at + key.size();
        if ((at == 0 || known[at - 1] == ' ') && (end == known.size() || known[end] == ',')) return true;
    }
    return false;
}

}  // namespace

void refuse_option(const std::string& what, const std::string& path, const std::string& problem, std::string hint) {
    throw Error::make(Code::BadArgument, "the options of " + what + " are not valid", path + ": " + problem + ".",
                      std::move(hint));
}

OptionObject::OptionObject(std::string what, const Value& value, std::string path, std::string_view known)
    : what_(std::move(what)), value_(value), path_(std::move(path)) {
    const std::string hint = "It can have " + std::string{known} + ".";
    if (!value.is_context()) refuse_option(what_, path_.empty() ? "/" : path_, "it is not an object", hint);
    for (const auto& [key, member] : value.as_context())
        if (!is_known(key, known)) refuse_option(what_, path_ + "/" + key, "it is not known", hint);
}

const Value* OptionObject::get(const char* key) const {
    const Value* value = value_.get(key);
    return value && !value->is_null() ? value : nullptr;
}

OptionObject OptionObject::member(const char* key, std::string_view known) const {
    return {what_, *get(key), path(key), known};
}

std::string OptionObject::text(const char* key) const {
    const Value* value = get(key);
    if (!value) return {};
    if (!value->is_string() || value->as_string().empty())
        refuse_option(what_, path(key), "it is not a text", "Write the name of a column.");
    return value->as_string();
}

bool OptionObject::boolean(const char* key, bool otherwise) const {
    const Value* value = get(key);
    if (!value) return otherwise;
    if (!value->is_boolean()) refuse_option(what_, path(key), "it is neither true nor false", "");
    return value->as_boolean();
}

std::vector<std::string> OptionObject::texts(const char* key) const {
    std::vector<std::string> texts;
    const Value* value = get(key);
    if (!value) return texts;
    if (!value->is_list()) return {scalar(*value, path(key))};
    for (const Value& item : value->as_list()) texts.push_back(scalar(item, path(key)));
    return texts;
}

std::optional<feel::Expression> OptionObject::expression(const char* key) const {
    const std::string source = text(key);
    if (source.empty()) return {};
    feel::SyntaxError error;
    std::optional<feel::Expression> expression = feel::Expression::parse(source, error);
    if (!expression)
        refuse_option(what_, path(key),
                      "it cannot be read: " + error.message + " at character " + std::to_string(error.position + 1),
                      error.hint);
    return expression;
}

std::vector<std::pair<std::string, std::string>> OptionObject::pairs(const char* key) const {
    std::vector<std::pair<std::string, std::string>> pairs;
    const Value* value = get(key);
    if (!value) return pairs;
    if (!value->is_context()) refuse_option(what_, path(key), "it is not an object", "");
    for (const auto& [name, member] : value->as_context())
        pairs.emplace_back(name, scalar(member, path(key) + "/" + name));
    return pairs;
}

std::string OptionObject::scalar(const Value& value, const std::string& at) const {
    if (!value.is_string() && !value.is_number() && !value.is_boolean())
        refuse_option(what_, at, "it is neither a text nor a number", "");
    return value_to_text(value);
}

}  // namespace wf::pg
