#include "pg/server/ddl_statement.hpp"

#include <string_view>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

template <class T>
const T* as(const ::Node* node, NodeTag tag) {
    return node != nullptr && node->type == tag ? reinterpret_cast<const T*>(node) : nullptr;
}

// The column itself, or the column as another type.
bool is_column(const ::Node* expression, std::string_view name) {
    if (const auto* cast = as<TypeCast>(expression, T_TypeCast)) return is_column(cast->arg, name);
    const auto* reference = as<ColumnRef>(expression, T_ColumnRef);
    if (reference == nullptr) return false;
    const auto* last = as<::String>(static_cast<::Node*>(llast(reference->fields)), T_String);
    return last != nullptr && name == strVal(last);
}

std::vector<std::string> computed_columns(const AlterTableStmt& alter) {
    std::vector<std::string> columns;
    ListCell* cell = nullptr;
    foreach (cell, alter.cmds) {
        const auto* command = as<AlterTableCmd>(static_cast<::Node*>(lfirst(cell)), T_AlterTableCmd);
        if (command == nullptr || command->subtype != AT_AlterColumnType) continue;
        const auto* column = as<ColumnDef>(command->def, T_ColumnDef);
        if (column != nullptr && column->raw_default != nullptr &&
            !is_column(column->raw_default, command->name))
            columns.emplace_back(command->name);
    }
    return columns;
}

bool is_type_change(const ::Node* statement) {
    if (const auto* labels = as<AlterEnumStmt>(statement, T_AlterEnumStmt))
        return labels->oldVal != nullptr;  // a new label takes nothing away
    return statement->type == T_AlterDomainStmt;
}

bool may_matter(const ::Node* statement) {
    if (const auto* create = as<CreateStmt>(statement, T_CreateStmt)) return create->inhRelations != NIL;
    if (const auto* foreign = as<CreateForeignTableStmt>(statement, T_CreateForeignTableStmt))
        return foreign->base.inhRelations != NIL;
    if (const auto* schema = as<CreateSchemaStmt>(statement, T_CreateSchemaStmt))
        return schema->schemaElts != NIL;
    if (const auto* index = as<IndexStmt>(statement, T_IndexStmt)) return index->unique;
    if (const auto* trigger = as<CreateTrigStmt>(statement, T_CreateTrigStmt)) return trigger->replace;
    if (const auto* rule = as<RuleStmt>(statement, T_RuleStmt)) return rule->instead;
    if (statement->type == T_AlterEnumStmt) return is_type_change(statement);
    return true;
}

}  // namespace

DdlStatement read_statement(::Node* statement) {
    DdlStatement result;
    if (statement == nullptr || !may_matter(statement)) return result;
    result.matters = true;
    result.changes_type = is_type_change(statement);
    if (const auto* rename = as<RenameStmt>(statement, T_RenameStmt))
        result.renames_schema = rename->renameType == OBJECT_SCHEMA;
    if (const auto* alter = as<AlterTableStmt>(statement, T_AlterTableStmt))
        result.computed_columns = computed_columns(*alter);
    return result;
}

const RangeVar* detaches_concurrently(::Node* statement) {
    const auto* alter = as<AlterTableStmt>(statement, T_AlterTableStmt);
    if (alter == nullptr) return nullptr;
    ListCell* cell = nullptr;
    foreach (cell, alter->cmds) {
        const auto* command = as<AlterTableCmd>(static_cast<::Node*>(lfirst(cell)), T_AlterTableCmd);
        if (command == nullptr || command->subtype != AT_DetachPartition) continue;
        const auto* partition = as<PartitionCmd>(command->def, T_PartitionCmd);
        if (partition != nullptr && partition->concurrent) return alter->relation;
    }
    return nullptr;
}

}  // namespace wf::pg
