#include "pg/people/form_after.hpp"

#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/store/log_rows.hpp"
#include "pg/store/stored_events.hpp"

#include <algorithm>
#include <iterator>

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

// Without what is hidden.
Datum visible(const Json& form, const std::vector<std::string>& hidden, MemoryContext memory) {
    static Statement select{"SELECT $1 - $2", {JSONBOID, TEXTARRAYOID}};
    const Rows rows = select.run({jsonb(form.text), text_array(hidden)}, Access::ReadOnly);
    bool is_null = true;
    const Datum rest = rows.datum(0, 1, is_null);
    return call([&] {
        const MemoryContext before = MemoryContextSwitchTo(memory);
        const Datum copy = datumCopy(rest, false, -1);
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
    goodbye->arg = new FormAfter{place->fn_mcxt};
    MemoryContextRegisterResetCallback(place->fn_mcxt, goodbye);
    place->fn_extra = goodbye->arg;
    return *static_cast<FormAfter*>(place->fn_extra);
}

const FormAfter::Seen& FormAfter::seen(const Reading& reading, std::int64_t tenant, std::int64_t instance,
                                       std::int64_t seq) {
    if (seen_.tenant == tenant && seen_.instance == instance && seq <= seen_.version) return seen_;
    seen_ = {.tenant = tenant, .instance = instance, .version = seq, .may_see = false, .forms = {}};
    memory_ = call([&] {
        if (memory_ != nullptr) MemoryContextDelete(memory_);
        return AllocSetContextCreate(parent_, "wf forms of an instance", ALLOCSET_SMALL_SIZES);
    });
    const std::optional<InstanceRow> row =
        read_instance(reading.rights(), tenant, instance, Access::ReadOnly, FormPart::None);
    if (!row || !may_see(reading.rights(), reading.role(), tenant, *row)) return seen_;
    const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row->definition);
    const std::vector<std::string> hidden =
        hidden_fields(reading.rights(), reading.role(), tenant, instance, definition->compiled);
    seen_.may_see = true;
    seen_.version = row->state.version;
    const Rows log = entries_between(reading.rights(), tenant, instance, row->state.started_at, row->state.last_at,
                                     Access::ReadOnly);
    std::int64_t next = 1;
    for (std::size_t entry = 0; entry < log.size(); ++entry) {
        check_interrupts();
        const std::int64_t at = log.int8(entry, log_column::seq);
        if (at != next) seen_.forms.push_back({.seq = next, .form = {}});
        next = at + 1;
        const FormLeft left = form_left_by(log.text(entry, log_column::events));
        if (!left.is_readable) seen_.forms.push_back({.seq = at, .form = {}});
        if (left.form) seen_.forms.push_back({.seq = at, .form = visible(*left.form, hidden, memory_)});
    }
    return seen_;
}

std::optional<Datum> FormAfter::get(const Reading& reading, std::int64_t tenant, std::int64_t instance,
                                    std::int64_t seq, MemoryContext memory) {
    const Seen& seen = this->seen(reading, tenant, instance, seq);
    const auto next = std::ranges::upper_bound(seen.forms, seq, {}, &Form::seq);
    if (next == seen.forms.begin() || !std::prev(next)->form) return {};
    const Datum form = *std::prev(next)->form;
    return call([&] {
        const MemoryContext before = MemoryContextSwitchTo(memory);
        const Datum copy = datumCopy(form, false, -1);
        MemoryContextSwitchTo(before);
        return copy;
    });
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
        args.end();
        const MemoryContext memory = CurrentMemoryContext;
        FormAfter& forms = FormAfter::of(fcinfo->flinfo);
        Reading reading;
        const std::optional<Datum> form = forms.get(reading, tenant, instance, seq, memory);
        reading.done();
        fcinfo->isnull = !form;
        return form.value_or(Datum{0});
    });
}
}
