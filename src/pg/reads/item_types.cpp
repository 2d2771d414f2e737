#include "pg/reads/item_types.hpp"

#include "core/base/in_quotes.hpp"
#include "core/expression/static_type.hpp"
#include "pg/server/error_boundary.hpp"
#include "pg/server/jsonb_value.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t largest = 64 * 1024;  // bytes of all types: as much as an expression

constexpr const char* how_written =
    "Types are written as in FEEL: \"number\", \"date and time\", \"list<string>\"; an object is a context, an "
    "array of one the list of it; null is any type.";

}  // namespace

std::vector<feel::Vocabulary::ItemType> item_types(const Jsonb* given) {
    feel::Vocabulary vocabulary;
    if (given == nullptr) return {};
    const std::optional<JsonbObject> object = JsonbObject::of(given);
    if (!object)
        throw Error::make(Code::BadArgument, "types is not a JSON object", "",
                          "Pass, for example, types => '{\"tAge\": \"number\"}'.");
    std::size_t size = 0;
    for (const std::string_view name : object->keys()) {
        std::optional<std::string> type = feel::type_text(object->get(name).value_or(feel::Value{}));
        if (!type)
            throw Error::make(Code::BadArgument, "item type " + in_quotes(name) + " is not a type", "",
                              how_written);
        size += name.size() + type->size();
        if (size > largest)
            throw feel::LimitExceeded{"types are longer than " + std::to_string(largest) + " bytes"};
        vocabulary.types.push_back({std::string{name}, std::move(*type)});
    }
    for (const feel::Vocabulary::ItemType& item : vocabulary.types) {
        check_interrupts();
        feel::SyntaxError error;
        if (!feel::type_from_text(item.type, vocabulary, error))
            throw Error::make(Code::BadArgument, "item type " + in_quotes(item.name) + " is not a type",
                              error.message, how_written);
    }
    return std::move(vocabulary.types);
}

}  // namespace wf::pg
