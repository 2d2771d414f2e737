#include "pg/store/chain.hpp"

#include "pg/server/sha256.hpp"
#include "pg/store/log_rows.hpp"

#include <array>
#include <cstdint>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// How a column goes into it.
enum class Form { Number, Text, Context, Json };

constexpr std::array<Form, log_column::as_of> forms{
    Form::Number, Form::Number, Form::Number, Form::Number,         // tenant_id, instance_id, seq, at
    Form::Text,   Form::Text,   Form::Text,                         // action, actor, on_behalf_of
    Form::Number, Form::Text,   Form::Text,   Form::Text,           // task_id, node, comment, source
    Form::Text,   Form::Context, Form::Text,                        // target, context, events
    Form::Number, Form::Text,   Form::Number, Form::Json,           // cause, row_hash, row_columns, row_image
    Form::Number};                                                  // as_of

void put_number(std::string& out, std::uint64_t number, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(number >> shift & 0xFF);
}

void put_text(std::string& out, std::string_view text) {
    put_number(out, text.size(), 4);
    out += text;
}

// What is long is stored compressed, or elsewhere; it is hashed as it was written.
std::string_view view_of(const Param& value) {
    auto* text = reinterpret_cast<varlena*>(DatumGetPointer(value.value));
    if (VARATT_IS_EXTERNAL(text) || VARATT_IS_COMPRESSED(text)) text = call([&] { return pg_detoast_datum_packed(text); });
    return {VARDATA_ANY(text), VARSIZE_ANY_EXHDR(text)};
}

// It is the same for many entries of a session.
const std::string& text_of_context(const Param& value) {
    static std::string last, text;
    const auto* const json = reinterpret_cast<const varlena*>(DatumGetPointer(value.value));
    const std::string_view bytes{reinterpret_cast<const char*>(json), VARSIZE_ANY(json)};
    if (bytes != last || text.empty()) {
        text = json_of(value);
        last = bytes;
    }
    return text;
}

void put(std::string& out, const Param& value, Form form) {
    out += value.is_null ? '\0' : '\1';
    if (value.is_null) return;
    switch (form) {
        case Form::Number: return put_number(out, static_cast<std::uint64_t>(DatumGetInt64(value.value)), 8);
        case Form::Text: return put_text(out, view_of(value));
        case Form::Context: return put_text(out, text_of_context(value));
        case Form::Json: return put_text(out, json_of(value));
    }
}

}  // namespace

std::string chain_message(std::string_view previous, std::span<const Param> columns) {
    std::string out;
    out.reserve(512);
    put_text(out, previous);
    for (std::size_t i = 0; i < forms.size(); ++i) put(out, columns[i], forms[i]);
    return out;
}

std::string chain_hash(std::string_view previous, std::span<const Param> columns) {
    return sha256(chain_message(previous, columns));
}

}  // namespace wf::pg
