#include "pg/host/row_signature.hpp"

#include "core/json/value_json.hpp"
#include "pg/server/sha256.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::string_view no_value = "null";

std::string name_as_json(const SignedColumn& column) {
    return value_to_json(feel::Value::string(column.name));
}

// One line for each column that has a value, under the name that it had when it was signed.
std::string hash_of(const BoundTable& table, const SeenRow& row, const std::vector<SignedColumn>& columns) {
    const std::vector<std::optional<std::size_t>> places = places_of(table, columns);
    std::string lines;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!places[i]) continue;
        const std::string text = row.text_of(*places[i]);
        if (text != no_value) lines += name_as_json(columns[i]) + ':' + text + '\n';
    }
    return sha256(lines);
}

std::string image_of(const BoundTable& table, const SeenRow& row, const std::vector<SignedColumn>& columns) {
    std::string image;
    for (const SignedColumn& column : columns)
        image += (image.empty() ? "{" : ", ") + name_as_json(column) + ": " +
                 row.text_of(*table.place_of(column.name));
    return image.empty() ? "{}" : image + "}";
}

}  // namespace

std::vector<std::optional<std::size_t>> places_of(const BoundTable& table,
                                                  const std::vector<SignedColumn>& columns) {
    std::vector<std::optional<std::size_t>> places;
    // In a table that was made anew, as a restored dump makes it without the columns that were dropped, the
    // numbers are others and tell nothing.
    bool are_numbers_kept = true;
    for (const SignedColumn& column : columns) {
        places.push_back(table.place_of(column.name));
        if (places.back() && table.columns[*places.back()].number != column.number) are_numbers_kept = false;
    }
    if (!are_numbers_kept) return places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (places[i]) continue;
        const auto found = std::ranges::find(table.columns, columns[i].number, &TableColumn::number);
        if (found != table.columns.end()) places[i] = static_cast<std::size_t>(found - table.columns.begin());
    }
    return places;
}

RowSignature signature_of(const BoundTable& table, const RowBinding& binding, const SeenRow& row,
                          const std::vector<std::size_t>& fields) {
    const std::vector<std::string> unsigned_columns = binding.unsigned_columns();
    RowSignature signature;
    for (std::size_t place = 0; place < table.columns.size(); ++place) {
        const TableColumn& column = table.columns[place];
        if (column.is_generated && std::ranges::find(fields, place) == fields.end()) continue;
        if (std::ranges::find(unsigned_columns, column.name) == unsigned_columns.end())
            signature.columns.push_back({.name = column.name, .number = column.number});
    }
    signature.hash = hash_of(table, row, signature.columns);
    if (binding.keeps_row) signature.image = image_of(table, row, signature.columns);
    return signature;
}

bool is_still(const BoundTable& table, const SeenRow& row, const RowSignature& signature) {
    return hash_of(table, row, signature.columns) == signature.hash;
}

}  // namespace wf::pg
