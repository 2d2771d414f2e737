#include "pg/command/redaction.hpp"

#include "core/model/names.hpp"
#include "core/stored/event_bytes.hpp"
#include "core/stored/redaction.hpp"
#include "core/json/value_json.hpp"
#include "pg/command/host_row.hpp"
#include "pg/command/work.hpp"
#include "pg/server/sha256.hpp"
#include "pg/store/chain.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/kept_entries.hpp"
#include "pg/store/log_rewriting.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// What a signature on a bound row keeps of it, by the names that its columns had then.
class ImageRedaction {
public:
    ImageRedaction(HostRow& host, const Definition& definition, const std::vector<std::string>& fields)
        : blank_(fields.begin(), fields.end()) {
        if (!host.is_bound()) return;
        for (const TableColumn& column : host.table().columns) kept_.insert(column.name);
        for (const MappedField& field : mapped_fields(host.table(), host.binding(), definition))
            if (std::ranges::find(fields, field.field) != fields.end()) blank_.insert(host.table().columns[field.place].name);
    }

    // Of a column that is not there any more nobody knows which field it was.
    bool blank(std::string& image) {
        const std::optional<feel::Value> value = value_from_json(image);
        if (!value || !value->is_context()) return false;
        feel::Entries columns = value->as_context();
        bool is_changed = false;
        for (auto& [name, column] : columns) {
            if (kept_.contains(name) && !blank_.contains(name)) continue;
            found_.insert(name);
            is_changed |= !column.is_null();
            column = {};
        }
        if (is_changed) image = value_to_json(feel::Value::context(std::move(columns)));
        return is_changed;
    }
    bool found(const std::string& name) const { return found_.contains(name); }

private:
    std::set<std::string> blank_, kept_, found_;
};

struct Blanked {
    const KeptEntry* entry;
    LogColumns columns;  // as they are from now on
};

class InstanceRedaction {
public:
    InstanceRedaction(EngineRights& rights, std::int64_t tenant, InstanceRow& row, std::vector<std::string> fields)
        : rights_(rights),
          tenant_(tenant),
          row_(row),
          fields_(std::move(fields)),
          definition_(definition_by_id(rights, tenant, row.definition)),
          forms_(fields_) {}

    // Gives how many entries had to be blanked.
    std::int64_t run(const Actor& actor, const std::string& reason) {
        const std::vector<KeptEntry> entries = kept_entries(rights_, tenant_, row_.instance, row_.state);
        State state = row_.state;
        bool is_changed = blank(entries);
        is_changed |= forms_.blank(state);
        check_known();
        if (!is_changed && blanked_.empty() && is_final(state.status)) return 0;
        row_.state = std::move(state);
        note(actor, reason);
        write();
        return static_cast<std::int64_t>(blanked_.size());
    }

private:
    bool blank(const std::vector<KeptEntry>& entries) {
        HostRow host{rights_, tenant_, row_, definition_->compiled, HostRow::Reading::Only};
        ImageRedaction images{host, definition_->compiled, fields_};
        std::string title = row_.title;
        for (const KeptEntry& entry : entries) {
            check_interrupts();
            std::vector<Event> events = events_of(text_of(entry.column(log_column::events)), row_.instance, entry.seq());
            std::string image = json_of_image(entry);
            const bool is_blanked = forms_.blank(events);
            follow_title(events, title);
            if (const bool is_image_blanked = images.blank(image); is_blanked || is_image_blanked)
                keep(entry, events, image);
        }
        for (const std::string& field : fields_)
            if (images.found(field)) known_.insert(field);
        return std::exchange(row_.title, title) != title;
    }

    static std::string json_of_image(const KeptEntry& entry) {
        const Param& image = entry.column(log_column::row_image);
        return image.is_null ? std::string{} : json_of(image);
    }

    static void follow_title(const std::vector<Event>& events, std::string& title) {
        for (const Event& event : events) {
            const auto* changed = std::get_if<TitleChanged>(&event);
            const auto* started = std::get_if<InstanceStarted>(&event);
            if ((changed && changed->title == redacted_title) || (started && started->title == redacted_title))
                title = redacted_title;
        }
    }

    void keep(const KeptEntry& entry, const std::vector<Event>& events, const std::string& image) {
        Blanked blanked{&entry, entry.columns};
        blanked.columns[log_column::events - 1] = bytes(events_to_bytes(events));
        if (!image.empty()) blanked.columns[log_column::row_image - 1] = jsonb(image);
        hashes_.push_back({.seq = entry.seq(), .hash = hex(chain_hash(entry.previous, blanked.columns))});
        blanked_.push_back(std::move(blanked));
    }

    bool is_declared(const std::string& field) const {
        const std::optional<Form>& form = definition_->compiled.form;
        return form && form->find(field);
    }

    // One that the form may have, and has not here, is nothing to blank.
    void check_known() const {
        for (const std::string& field : fields_)
            if (!forms_.found().contains(field) && !known_.contains(field) && !is_declared(field))
                throw Error::make(Code::BadArgument, "instance " + std::to_string(row_.instance) + " has no field \"" + field + "\"",
                                  "It was never in its form.", "Take the names of fields from wf.fields() or the definition.");
    }

    void note(const Actor& actor, const std::string& reason) {
        Work work{rights_, tenant_, GetCurrentTimestamp()};
        work.decide(row_, definition_->compiled,
                    Command{.act = Redact{.fields = fields_, .entries = hashes_, .chain = hex(row_.log_hash)},
                            .actor = actor.id,
                            .by_administrator = actor.administers,
                            .at = work.at(),
                            .comment = reason});
        work.run();
    }

    Statement& update_of(const std::string& table) {
        return updates_
            .try_emplace(table,
                         "UPDATE " + table + " SET events = $5, row_image = $6 WHERE tenant_id = $1 AND instance_id = $2 AND seq = $3 AND at = $4",
                         std::vector<Oid>{INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, BYTEAOID, JSONBOID})
            .first->second;
    }

    void write() {
        const LogRewriting rewriting{tenant_, {row_.instance}};
        for (const Blanked& blanked : blanked_) {
            check_interrupts();
            const auto& columns = blanked.columns;
            update_of(blanked.entry->table)
                .run({columns[log_column::tenant_id - 1], columns[log_column::instance_id - 1], columns[log_column::seq - 1],
                      columns[log_column::at - 1], columns[log_column::events - 1], columns[log_column::row_image - 1]},
                     Access::ReadWrite);
        }
        write_instance();
    }

    void write_instance() {
        static Statement update{"UPDATE wf.instance SET data = $3, title = $4 WHERE tenant_id = $1 AND instance_id = $2",
                                {INT8OID, INT8OID, JSONBOID, TEXTOID}};
        update.run({int8(tenant_), int8(row_.instance), jsonb(row_.state.data.text), text(row_.title)}, Access::ReadWrite);
        // What templates have made of the form. The program that delivers it may have it already.
        static Statement notices{
            R"(UPDATE wf.outbox SET payload = payload - '{subject,content}'::text[] || jsonb_build_object('title', $3)
            WHERE tenant_id = $1 AND payload @> jsonb_build_object('instance_id', $2))",
            {INT8OID, INT8OID, TEXTOID}};
        notices.run({int8(tenant_), int8(row_.instance), text(row_.title)}, Access::ReadWrite);
    }

    EngineRights& rights_;
    const std::int64_t tenant_;
    InstanceRow& row_;
    const std::vector<std::string> fields_;
    const DefinitionRef definition_;
    Redaction forms_;
    std::set<std::string> known_;
    std::vector<Blanked> blanked_;
    std::vector<RedactedEntry> hashes_;
    std::map<std::string, Statement> updates_;  // by table
};

}  // namespace

std::int64_t redact(EngineRights& rights, std::int64_t tenant, InstanceRow& row, std::vector<std::string> fields, const Actor& actor,
                    const std::string& reason) {
    return InstanceRedaction{rights, tenant, row, std::move(fields)}.run(actor, reason);
}

}  // namespace wf::pg
