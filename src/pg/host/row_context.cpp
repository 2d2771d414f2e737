#include "pg/host/row_context.hpp"

#include "pg/server/error_boundary.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

const char* kept(MemoryContext memory, const std::string& text) {
    const char* const c_text = text.c_str();
    return call([&] { return static_cast<const char*>(MemoryContextStrdup(memory, c_text)); });
}

}  // namespace

RowContext::RowContext() : memory_(CurrentMemoryContext) {
    callback_ = {.previous = error_context_stack, .callback = describe, .arg = this};
    error_context_stack = &callback_;
}

// Looked for each time, since it is the server that takes them away on an error.
RowContext* RowContext::innermost() {
    for (ErrorContextCallback* one = error_context_stack; one != nullptr; one = one->previous)
        if (one->callback == describe) return static_cast<RowContext*>(one->arg);
    return nullptr;
}

void RowContext::describe(void* context) {
    const auto& row = *static_cast<RowContext*>(context);
    if (row.key_ == nullptr) return;
    if (row.definition_ == nullptr)
        errcontext("row %s of table %s", row.key_, row.table_);
    else if (row.option_ == nullptr)
        errcontext("row %s of table %s, bound to \"%s\"", row.key_, row.table_, row.definition_);
    else
        errcontext("row %s of table %s, bound to \"%s\", option \"%s\"", row.key_, row.table_,
                   row.definition_, row.option_);
}

void at_row(const std::string& table, const std::string& key) {
    RowContext* const row = RowContext::innermost();
    if (row == nullptr) return;
    row->table_ = kept(row->memory_, table);
    row->key_ = kept(row->memory_, key);
    row->definition_ = row->option_ = nullptr;
}

void at_binding(const std::string& definition, const char* option) {
    RowContext* const row = RowContext::innermost();
    if (row == nullptr) return;
    row->definition_ = kept(row->memory_, definition);
    row->option_ = option;
}

}  // namespace wf::pg
