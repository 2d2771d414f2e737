#include "pg/people/form_after.hpp"

#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/hidden_fields.hpp"

#include <algorithm>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

constexpr std::size_t most_instances = 10'000;  // what is remembered of a query over all of them

// The last entry after `after`, up to `seq`, that changed the form; 0: none did.
std::int64_t last_change(std::int64_t tenant, std::int64_t instance, std::int64_t after, std::int64_t seq,
                         Instant started_at, Instant at) {
    static Statement select{
        R"(SELECT seq
        FROM wf.log
        WHERE tenant_id = $1
            AND instance_id = $2
            AND seq > $3
            AND seq <= $4
            AND at >= $5
            AND at <= $6
            AND wf._changes_form(events)
        ORDER BY seq DESC
        LIMIT 1)",
        {INT8OID, INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID}};
    const Rows rows = select.run(
        {int8(tenant), int8(instance), int8(after), int8(seq), time(started_at), time(at)}, Access::ReadOnly);
    return rows.empty() ? 0 : rows.int8(0, 1);
}

std::optional<Datum> form_of(std::int64_t tenant, std::int64_t instance, std::int64_t seq, Instant started_at,
                             Instant at, const std::vector<std::string>& hidden, MemoryContext memory) {
    static Statement select{
        R"(SELECT wf._form_of(events) - $6
        FROM wf.log
        WHERE tenant_id = $1 AND instance_id = $2 AND seq = $3 AND at >= $4 AND at <= $5)",
        {INT8OID, INT8OID, INT8OID, TIMESTAMPTZOID, TIMESTAMPTZOID, TEXTARRAYOID}};
    const Rows rows =
        select.run({int8(tenant), int8(instance), int8(seq), time(started_at), time(at), text_array(hidden)},
                   Access::ReadOnly);
    bool is_null = true;
    const Datum form = rows.empty() ? Datum{0} : rows.datum(0, 1, is_null);
    if (is_null) return {};
    return call([&] {
        const MemoryContext before = MemoryContextSwitchTo(memory);
        const Datum copy = datumCopy(form, false, -1);
        MemoryContextSwitchTo(before);
        return copy;
    });
}

}  // namespace

FormAfter& FormAfter::of(FmgrInfo* place) {
    if (place->fn_extra != nullptr) return *static_cast<FormAfter*>(place->fn_extra);
    auto* goodbye = call([&] {
        return static_cast<MemoryContextCallback*>(
            MemoryContextAlloc(place->fn_mcxt, sizeof(MemoryContextCallback)));
    });
    goodbye->func = [](void* kept) { delete static_cast<FormAfter*>(kept); };
    goodbye->arg = new FormAfter;
    MemoryContextRegisterResetCallback(place->fn_mcxt, goodbye);
    place->fn_extra = goodbye->arg;
    return *static_cast<FormAfter*>(place->fn_extra);
}

FormAfter::Seen& FormAfter::seen(const Reading& reading, std::int64_t tenant, std::int64_t instance) {
    const std::pair key{tenant, instance};
    if (const auto known = instances_.find(key); known != instances_.end()) return known->second;
    Seen seen;
    const std::optional<InstanceRow> row =
        read_instance(reading.rights(), tenant, instance, Access::ReadOnly);
    if (row && may_see(reading.rights(), reading.role(), tenant, *row)) {
        const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row->definition);
        seen.may_see = true;
        seen.started_at = row->state.started_at;
        seen.hidden = hidden_fields(reading.rights(), reading.role(), tenant, instance, definition->compiled);
    }
    if (instances_.size() >= most_instances) instances_.clear();
    return instances_[key] = std::move(seen);
}

std::optional<Datum> FormAfter::get(const Reading& reading, std::int64_t tenant, std::int64_t instance,
                                    std::int64_t seq, Instant at, MemoryContext memory) {
    Seen& seen = this->seen(reading, tenant, instance);
    if (!seen.may_see) return {};
    auto known = seen.same.upper_bound(seq);
    const bool is_after_one = known != seen.same.begin();
    if (is_after_one) --known;
    std::int64_t from = is_after_one ? known->first : 0;
    const std::int64_t looked_at = is_after_one ? known->second : 0;
    if (seq > looked_at) {
        if (const std::int64_t change = last_change(tenant, instance, looked_at, seq, seen.started_at, at))
            from = change;
        if (from == 0) return {};
        std::int64_t& until = seen.same[from];
        until = std::max(until, seq);
    }
    return form_of(tenant, instance, from, seen.started_at, at, seen.hidden, memory);
}

}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_form_after);
Datum wf_form_after(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo, Largest::Any};
        const std::int64_t tenant = args.required_int8("tenant_id");
        const std::int64_t instance = args.required_int8("instance_id");
        const std::int64_t seq = args.required_int8("seq");
        const Instant at = args.required_time("at");
        args.end();
        const MemoryContext memory = CurrentMemoryContext;
        FormAfter& forms = FormAfter::of(fcinfo->flinfo);
        Reading reading;
        const std::optional<Datum> form = forms.get(reading, tenant, instance, seq, at, memory);
        reading.done();
        fcinfo->isnull = !form;
        return form.value_or(Datum{0});
    });
}
}
