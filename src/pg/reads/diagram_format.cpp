#include "pg/reads/diagram_format.hpp"

#include "core/model/names.hpp"
#include "pg/server/error.hpp"

#include "pg/server/postgres.hpp"

namespace wf::pg {

DiagramFormat diagram_format_of(const std::optional<std::string>& name) {
    const std::optional<DiagramFormat> format =
        by_name<DiagramFormat>(diagram_format_names, name.value_or(""));
    if (format) return *format;
    std::string known;
    for (const std::string_view each : diagram_format_names)
        known += (known.empty() ? "The formats are " : ", ") + std::string{each};
    throw Error::make(Code::BadArgument, "diagram format \"" + name.value_or("") + "\" is not supported", "",
                      known + ".");
}

}  // namespace wf::pg
