#include "pg/row_signature.hpp"

#include "core/json/value_json.hpp"

#include <algorithm>

#include "pg/postgres.hpp"

namespace wf::pg {
namespace {

std::string sha256(const std::string& text) {
    const Param bytes = pg::bytes(text);
    const bytea* const hash = call([&] { return DatumGetByteaPP(DirectFunctionCall1(sha256_bytea, bytes.value)); });
    return {VARDATA_ANY(hash), static_cast<std::size_t>(VARSIZE_ANY_EXHDR(hash))};
}

// Nothing: the column does not exist any more.
std::optional<std::size_t> place_of(const BoundTable& table, const SignedColumn& column) {
    if (const std::optional<std::size_t> place = table.place_of(column.name)) return place;
    const auto found = std::ranges::find(table.columns, column.number, &TableColumn::number);
    if (found == table.columns.end()) return {};
    return static_cast<std::size_t>(found - table.columns.begin());
}

// One line for each column that has a value, under the name that it had when it was signed.
std::string hash_of(const BoundTable& table, const SeenRow& row, const std::vector<SignedColumn>& columns) {
    std::string text;
    for (const SignedColumn& column : columns) {
        const std::optional<std::size_t> place = place_of(table, column);
        if (!place || row.values[*place].is_null()) continue;
        text += value_to_json(feel::Value::string(column.name)) + ':' + row.text_of(*place) + '\n';
    }
    return sha256(text);
}

}  // namespace

RowSignature signature_of(const BoundTable& table, const RowBinding& binding, const SeenRow& row) {
    const std::vector<std::string> unsigned_columns = binding.unsigned_columns();
    RowSignature signature;
    for (const TableColumn& column : table.columns)
        if (std::ranges::find(unsigned_columns, column.name) == unsigned_columns.end())
            signature.columns.push_back({.name = column.name, .number = column.number});
    signature.hash = hash_of(table, row, signature.columns);
    return signature;
}

bool is_still(const BoundTable& table, const SeenRow& row, const RowSignature& signature) {
    return hash_of(table, row, signature.columns) == signature.hash;
}

}  // namespace wf::pg
