// Multi-instance and standard loops of activities.
#include "core/bpmn/read.hpp"
#include "core/bpmn/vendor.hpp"

namespace wf::bpmn {
namespace {

// loopDataInputRef names a data object or data input; what counts is the variable, which is called as its
// name. Activiti and Flowable write the variable itself.
std::string variable_of(const std::string& reference, const Index& index) {
    const Element* element = index.find(reference);
    if (!element) return reference;
    const Element* object = index.find(element->attribute("dataObjectRef"));
    if (object && element->attribute("name").empty()) element = object;
    return element->attribute("name").empty() ? element->id() : element->attribute("name");
}

// The vocabulary wants names, zeebe allows "=name" too.
void set_name(const Place& place, std::string_view key, const Written& written) {
    const std::optional<std::string> feel = feel_of(written, place.reading);
    if (feel) place.set(key, *feel, written.path);
}

void read_standard_collection(const Element& loop, const Place& multi) {
    const Index& index = multi.reading.index;
    const auto reference = [&](std::string_view element, std::string_view key) {
        const Element* found = loop.child(element);
        if (!found || found->text.empty()) return;
        Written written = content_of(*found);
        written.text = variable_of(written.text, index);
        set_feel(multi, key, written);
    };
    const auto item = [&](std::string_view element, std::string_view key) {
        const Element* found = loop.child(element);
        if (!found) return;
        const std::string& name = found->attribute("name").empty() ? found->id() : found->attribute("name");
        if (!name.empty()) multi.set(key, name, found->path);
    };
    reference("loopDataInputRef", "collection");
    item("inputDataItem", "element");
    reference("loopDataOutputRef", "output");
    if (multi.json.find("output")) item("outputDataItem", "output_element");
}

void read_vendor_collection(const Element& loop, const Place& multi) {
    if (const auto collection = attribute_of(loop, Namespace::Camunda, "collection"))
        set_feel(multi, "collection", *collection);
    if (const auto element = attribute_of(loop, Namespace::Camunda, "elementVariable"))
        multi.set("element", element->text, element->path);
    const Element* zeebe = loop.extension(Namespace::Zeebe, "loopCharacteristics");
    if (!zeebe) return;
    if (const auto input = attribute_of(*zeebe, Namespace::None, "inputCollection"))
        set_feel(multi, "collection", *input);
    if (const auto element = attribute_of(*zeebe, Namespace::None, "inputElement"))
        set_name(multi, "element", *element);
    if (const auto output = attribute_of(*zeebe, Namespace::None, "outputCollection"))
        set_name(multi, "output", *output);
    if (const auto element = attribute_of(*zeebe, Namespace::None, "outputElement"))
        set_feel(multi, "output_element", *element);
}

void read_multi(const Element& loop, const Place& multi) {
    const Element* cardinality = loop.child("loopCardinality");
    if (cardinality && !cardinality->text.empty()) set_count(multi, "count", content_of(*cardinality));
    read_standard_collection(loop, multi);
    read_vendor_collection(loop, multi);
    if (loop.is_true("isSequential")) multi.set("sequential", truth_json(true));
    const Element* completion = loop.child("completionCondition");
    if (completion && !completion->text.empty()) set_feel(multi, "until", content_of(*completion));
    warn_of_ignored(loop, multi.reading);
}

void read_loop(const Element& standard, const Place& loop) {
    const Element* condition = standard.child("loopCondition");
    if (condition && !condition->text.empty()) set_feel(loop, "while", content_of(*condition));
    if (standard.is_true("testBefore")) loop.set("test_before", truth_json(true));
    if (const auto maximum = attribute_of(standard, Namespace::None, "loopMaximum"))
        set_count(loop, "max", *maximum);
}

}  // namespace

void read_repetition(const Element& activity, const Place& place) {
    const auto read = [&](std::string_view name, std::string_view key,
                          void (*reader)(const Element&, const Place&)) {
        const Element* element = activity.child(name);
        if (!element) return;
        Json json = object_json();
        const std::string pointer = compiler::child(place.pointer, key);
        place.reading.origin(pointer, element->path);
        reader(*element, {.json = json, .pointer = pointer, .reading = place.reading});
        place.set(key, std::move(json));
    };
    read("multiInstanceLoopCharacteristics", "multi", read_multi);
    read("standardLoopCharacteristics", "loop", read_loop);
}

}  // namespace wf::bpmn
