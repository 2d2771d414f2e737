// Whatever the XML: findings, or a definition of which all holds that holds of others. scripts/fuzz.sh builds
// and runs it.
#include "round_trip.hpp"

#include <cstdint>

namespace {

using namespace wf;
using test::require;

void import(std::string_view xml) {
    const BpmnResult imported = bpmn_to_json(xml);
    test::require_words(imported.findings, xml);
    if (imported.definition_json.empty()) {
        require(has_errors(imported.findings), "XML is refused with an error", xml);
        return;
    }
    require(bpmn::parse_json(imported.definition_json).has_value(), "an import gives JSON",
            imported.definition_json);
    test::require_words(
        all_findings(imported, compile(imported.definition_json, test::fuzz_limits()).findings), xml);
    test::require_round_trip(imported.definition_json);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    import({reinterpret_cast<const char*>(data), size});
    return 0;
}
