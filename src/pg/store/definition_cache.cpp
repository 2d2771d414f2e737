#include "pg/store/definition_cache.hpp"

#include "core/compile/compile.hpp"
#include "pg/server/engine_rights.hpp"
#include "pg/server/engine_table.hpp"
#include "pg/server/settings.hpp"
#include "pg/server/spi.hpp"
#include "pg/store/tables.hpp"

#include <list>
#include <unordered_map>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Key {
    std::int64_t tenant;
    std::int64_t id;
    bool operator==(const Key&) const = default;
};

struct KeyHash {
    std::size_t operator()(const Key& key) const {
        return std::hash<std::int64_t>{}(key.id) ^ (std::hash<std::int64_t>{}(key.tenant) << 1);
    }
};

class Cache {
public:
    DefinitionRef find(const Key& key) {
        const auto found = index_.find(key);
        if (found == index_.end()) return {};
        entries_.splice(entries_.begin(), entries_, found->second);
        return found->second->second;
    }

    void add(const Key& key, DefinitionRef definition) {
        entries_.emplace_front(key, std::move(definition));
        index_[key] = entries_.begin();
        while (entries_.size() > settings::definition_cache_size()) {
            index_.erase(entries_.back().first);
            entries_.pop_back();
        }
    }

    // The tables were made anew (another database cannot be: a session stays in its own).
    void clear_if_new(Oid table) {
        if (table == table_) return;
        entries_.clear();
        index_.clear();
        table_ = table;
    }

private:
    std::list<std::pair<Key, DefinitionRef>> entries_;  // most recently used first
    std::unordered_map<Key, std::list<std::pair<Key, DefinitionRef>>::iterator, KeyHash> index_;
    Oid table_ = InvalidOid;
};

Cache& cache() {
    static Cache the_cache;
    static EngineTable table{"definition"};
    the_cache.clear_if_new(call([] { return table.id(); }));
    return the_cache;
}

// What was accepted once must compile again, whatever the setting says now.
Definition compile_stored(const std::string& source, const std::string& what) {
    CompileLimits limits;
    limits.max_bytes = source.size() + 1;
    limits.check_tables = false;
    limits.check_soundness = false;
    CompileResult result = compile(source, limits);
    if (result.definition) return std::move(*result.definition);
    throw Error::make(
        Code::BadDefinition, "definition " + what + " cannot be used by this version of the engine",
        result.findings.empty() ? "" : result.findings.front().path + ": " + result.findings.front().message,
        "Deploy a version of it that this engine accepts.");
}

[[noreturn]] void refuse_draft(const std::string& key, std::int32_t version, const std::string& what,
                               const std::string& hint) {
    throw Error::make(
        Code::DefinitionIsDraft,
        "version " + std::to_string(version) + " of definition \"" + key + "\" is a draft" + what, "", hint);
}

[[noreturn]] void cannot_run(const std::string& key, std::int32_t version) {
    refuse_draft(key, version, " that cannot run",
                 "SELECT * FROM wf.draft_findings('" + key + "', " + std::to_string(version) +
                     ") lists what has to be corrected.");
}

}  // namespace

DefinitionRef cached_definition(std::int64_t tenant, std::int64_t id) { return cache().find({tenant, id}); }

std::string definition_key(const EngineRights& rights, std::int64_t tenant, std::int64_t id) {
    return definition_by_id(rights, tenant, id)->compiled.key;
}

DefinitionRef definition_by_id(const EngineRights&, std::int64_t tenant, std::int64_t id) {
    static Statement select{
        R"(SELECT key, version, source::text, coalesce(jsonb_array_length(findings), 0)
        FROM wf.definition
        WHERE tenant_id = $1 AND definition_id = $2)",
        {INT8OID, INT8OID}};
    if (DefinitionRef cached = cache().find({tenant, id})) return cached;
    const Rows rows = select.run({int8(tenant), int8(id)}, Access::ReadWrite);
    if (rows.empty())
        throw Error::make(Code::DefinitionNotFound, "definition " + std::to_string(id) + " does not exist");
    if (rows.int4(0, 4) > 0) cannot_run(rows.text(0, 1), rows.int4(0, 2));
    const std::string what = "\"" + rows.text(0, 1) + "\" version " + std::to_string(rows.int4(0, 2));
    auto loaded = std::make_shared<StoredDefinition>(StoredDefinition{
        .id = id, .version = rows.int4(0, 2), .compiled = compile_stored(rows.text(0, 3), what)});
    cache().add({tenant, id}, loaded);
    return loaded;
}

void no_such_definition(const std::string& key, std::optional<std::int32_t> version) {
    const std::string what =
        version ? "version " + std::to_string(*version) + " of definition" : "active version of definition";
    throw Error::make(Code::DefinitionNotFound, "there is no " + what + " \"" + key + "\"", "",
                      "SELECT key, version, status FROM wf.definition_list shows which there are.");
}

DefinitionRef definition_to_start(const EngineRights& rights, std::int64_t tenant, const std::string& key,
                                  std::optional<std::int32_t> version) {
    static Statement status{
        "SELECT status FROM wf.definition WHERE tenant_id = $1 AND key = $2 AND version = $3",
        {INT8OID, TEXTOID, INT4OID}};
    DefinitionRef definition = definition_by_key(rights, tenant, key, version);
    if (!version) return definition;
    const Rows rows = status.run({int8(tenant), text(key), int4(*version)}, Access::ReadWrite);
    if (rows.text(0, 1) == "draft")
        refuse_draft(key, *version, "",
                     "Deploy the same source with activate => true to make it the active version.");
    return definition;
}

DefinitionRef definition_by_key(const EngineRights& rights, std::int64_t tenant, const std::string& key,
                                std::optional<std::int32_t> version) {
    static Statement numbered{
        "SELECT definition_id FROM wf.definition WHERE tenant_id = $1 AND key = $2 AND version = $3",
        {INT8OID, TEXTOID, INT4OID}};
    if (version) {
        const Rows rows = numbered.run({int8(tenant), text(key), int4(*version)}, Access::ReadWrite);
        if (!rows.empty()) return definition_by_id(rights, tenant, rows.int8(0, 1));
    } else if (const std::optional<TableRow> row = active_definitions().find({int8(tenant), text(key)})) {
        return definition_by_id(rights, tenant, int8_of((*row)[ActiveDefinitionColumn::definition]));
    }
    no_such_definition(key, version);
}

}  // namespace wf::pg
