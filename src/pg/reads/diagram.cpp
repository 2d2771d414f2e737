// wf.diagram: a definition, or the way of an instance through it, drawn.
#include "core/diagram/diagram.hpp"
#include "core/form/field_access.hpp"
#include "core/model/names.hpp"
#include "pg/server/arguments.hpp"
#include "pg/store/definition_cache.hpp"
#include "pg/store/log.hpp"
#include "pg/people/gate.hpp"
#include "pg/people/grants.hpp"
#include "pg/people/hidden_fields.hpp"
#include "pg/command/outlook_of.hpp"
#include "pg/people/reading.hpp"
#include "pg/reads/diagram_format.hpp"
#include "pg/server/settings.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {
namespace {

struct Subject {
    std::optional<std::string> key;
    std::optional<std::int64_t> instance;
    std::optional<std::int32_t> version;
};

void check(const Subject& subject) {
    if (subject.key.has_value() == subject.instance.has_value())
        throw Error::make(Code::BadArgument, "a diagram is of a definition or of an instance", "",
                          "Pass definition => 'leave', or instance_id => 1.");
    if (subject.instance && subject.version)
        throw Error::make(Code::BadArgument, "an instance has the version that it was started with", "",
                          "Leave version out, or pass definition instead of instance_id.");
}

// A condition, and whether it was true, would tell of the field.
std::vector<bool> conditions_on(const Definition& definition, const std::vector<std::string>& fields) {
    std::vector<bool> read;
    for (const Flow& flow : definition.flows)
        read.push_back(flow.when && reads_any(definition, *flow.when, fields));
    return read;
}

std::string drawn(std::int64_t tenant, const Subject& subject, DiagramFormat format, const Reading& reading,
                  std::string_view language) {
    if (subject.key) {
        const DefinitionRef definition =
            definition_for(reading.rights(), reading.role(), tenant, *subject.key, subject.version);
        return draw(definition->compiled, Marking{definition->compiled}, format, language);
    }
    const InstanceRow row = reading.instance(tenant, *subject.instance, FormPart::None);
    const DefinitionRef definition = definition_by_id(reading.rights(), tenant, row.definition);
    // Drawn even if a part of the log has been archived: it only says which flows were taken.
    const std::vector<Entry> log =
        read_present_entries(reading.rights(), tenant, row.instance, row.state.started_at, row.state.last_at);
    const Outlook outlook = outlook_of(reading.rights(), tenant, row, definition->compiled);
    Marking marking = mark(definition->compiled, row.state, log, outlook.to_come());
    marking.untold = conditions_on(
        definition->compiled,
        hidden_fields(reading.rights(), reading.role(), tenant, row.instance, definition->compiled));
    return draw(definition->compiled, marking, format, language);
}

}  // namespace
}  // namespace wf::pg

using namespace wf;
using namespace wf::pg;

extern "C" {

PG_FUNCTION_INFO_V1(wf_diagram);
Datum wf_diagram(PG_FUNCTION_ARGS) {
    return enter([&] {
        Arguments args{fcinfo};
        Subject subject;
        subject.key = args.text("definition");
        subject.instance = args.int8("instance_id");
        const DiagramFormat format = diagram_format_of(args.text("format"));
        subject.version = args.int4("version");
        const std::string language = args.text("language").value_or(std::string{settings::language()});
        const std::int64_t tenant = args.tenant();
        check(subject);
        Reading reading;
        const std::string drawing = drawn(tenant, subject, format, reading, language);
        reading.done();
        return text_datum(drawing);
    });
}
}
