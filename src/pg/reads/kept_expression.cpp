#include "pg/reads/kept_expression.hpp"

#include "pg/reads/item_types.hpp"
#include "pg/server/error_boundary.hpp"

#include <string>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t most_names = 1000;  // the parser looks through all of them at each word
constexpr const char* signs = " +-*/.";

feel::Expression parse(std::string_view text, const feel::Vocabulary& vocabulary) {
    feel::SyntaxError error;
    std::optional<feel::Expression> expression = feel::Expression::parse(text, error, {}, vocabulary);
    if (expression) return std::move(*expression);
    throw Error::make(Code::BadExpression, "the expression cannot be read: " + error.message,
                      "At character " + std::to_string(error.position + 1) + ".", error.hint);
}

// The keys that the parser would not take for one name by itself, as far as the text may mean them.
feel::Vocabulary vocabulary_of(const JsonbObject& context, std::string_view text) {
    feel::Vocabulary vocabulary;
    for (const std::string_view key : context.keys()) {
        const std::size_t word = key.find_first_of(signs);
        if (word == std::string_view::npos || word == 0 || key.size() > text.size()) continue;
        check_interrupts();
        if (text.find(key.substr(0, word)) != std::string_view::npos) vocabulary.names.emplace_back(key);
    }
    if (vocabulary.names.size() > most_names)
        throw feel::LimitExceeded{"context has more than " + std::to_string(most_names) +
                                  " names with blanks or signs in them"};
    return vocabulary;
}

std::string_view bytes_of(const Jsonb* json) {
    if (json == nullptr) return {};
    return {reinterpret_cast<const char*>(&json->root), VARSIZE(json) - VARHDRSZ};
}

}  // namespace

KeptExpression& KeptExpression::of(FmgrInfo* place) {
    if (place->fn_extra != nullptr) return *static_cast<KeptExpression*>(place->fn_extra);
    auto* goodbye = call([&] {
        return static_cast<MemoryContextCallback*>(
            MemoryContextAlloc(place->fn_mcxt, sizeof(MemoryContextCallback)));
    });
    goodbye->func = [](void* kept) { delete static_cast<KeptExpression*>(kept); };
    goodbye->arg = new KeptExpression;
    MemoryContextRegisterResetCallback(place->fn_mcxt, goodbye);
    place->fn_extra = goodbye->arg;
    return *static_cast<KeptExpression*>(place->fn_extra);
}

const feel::Expression& KeptExpression::get(const Source& source) {
    const std::string_view types = bytes_of(source.types);
    const bool is_same = expression_ && expression_->text() == source.text && types_ == types &&
                         vocabulary_.result_type == source.result_type;
    if (is_same && source.context.has_keys(keys_)) return *expression_;
    feel::Vocabulary vocabulary = vocabulary_of(source.context, source.text);
    if (!is_same || vocabulary.names != vocabulary_.names) {
        expression_.reset();
        vocabulary.types = item_types(source.types);
        vocabulary.result_type = source.result_type;
        vocabulary.mistakes_are_null = true;  // there is nobody to correct them
        expression_ = parse(source.text, vocabulary);
        vocabulary_ = std::move(vocabulary);
        types_ = types;
    }
    keys_ = source.context.stored_keys();
    return *expression_;
}

}  // namespace wf::pg
