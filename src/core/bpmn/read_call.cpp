// Call activities: which definition, which version, what goes in and comes out.
#include "core/bpmn/read.hpp"
#include "core/bpmn/vendor.hpp"

namespace wf::bpmn {
namespace {

void set_called(const Element& call, const Place& place) {
    const Element* zeebe = call.extension(Namespace::Zeebe, "calledElement");
    const auto called = zeebe ? attribute_of(*zeebe, Namespace::None, "processId")
                              : attribute_of(call, Namespace::None, "calledElement");
    if (!called) return;
    std::optional<std::string> key = constant_of(*called, place.reading);
    if (!key) return;
    // A QName: the prefix tells the file it is in. A process of another file is found by its id when it is
    // called, whatever its definition is named then.
    const std::size_t colon = key->find(':');
    const std::string id = colon == std::string::npos ? *key : key->substr(colon + 1);
    const auto here = place.reading.keys.find(id);
    place.set("definition", here == place.reading.keys.end() ? id : here->second,
              called->path);
}

void set_version(const Element& call, const Place& place) {
    const auto binding = attribute_of(call, Namespace::Camunda, "calledElementBinding");
    const auto version = attribute_of(call, Namespace::Camunda, "calledElementVersion");
    if (version && (!binding || binding->text == "version"))
        set_count(place, "version", *version);
    else if (binding && binding->text != "latest")
        warn_of_ignored("calledElementBinding=" + binding->text, binding->path,
                        "The newest active version is called.", place.reading);
    const Element* zeebe = call.extension(Namespace::Zeebe, "calledElement");
    const auto type = zeebe ? attribute_of(*zeebe, Namespace::None, "bindingType") : std::nullopt;
    if (type && type->text != "latest")
        warn_of_ignored("bindingType=" + type->text, type->path, "The newest active version is called.",
                        place.reading);
}

// One direction: "in" or "out".
class Mapping {
public:
    Mapping(const Element& call, std::string_view key, const Place& place)
        : call_(call), key_(key), place_(place) {}

    void read() {
        for (const Element* element : call_.extensions(Namespace::Camunda, key_)) read_element(*element);
        const Attribute* inherits =
            call_.find_attribute(Namespace::Camunda, "inheritVariables");  // Flowable's
        if (key_ == "in" && inherits && inherits->value == "true") all_ = true;
        read_zeebe();
        write();
    }

private:
    void read_element(const Element& element) {
        const auto source = attribute_of(element, Namespace::None, "source");
        const auto expression = attribute_of(element, Namespace::None, "sourceExpression");
        if (element.attribute("variables") == "all") all_ = true;
        if (const auto business_key = attribute_of(element, Namespace::None, "businessKey"))
            warn_of_ignored("businessKey", business_key->path,
                            "The called instance has no business key of its own.", place_.reading);
        const auto target = attribute_of(element, Namespace::None, "target");
        if (target && (source || expression))
            add(target->text, source ? *source : *expression, source.has_value());
    }

    void read_zeebe() {
        const Element* called = call_.extension(Namespace::Zeebe, "calledElement");
        const Element* mapping = call_.extension(Namespace::Zeebe, "ioMapping");
        if (mapping)
            for (const Element& element : mapping->children)
                if (element.space == Namespace::Zeebe && element.name == (key_ == "in" ? "input" : "output"))
                    if (const auto source = attribute_of(element, Namespace::None, "source"))
                        add(element.attribute("target"), *source, false);
        if (!called) return;
        const std::string_view propagates =
            key_ == "in" ? "propagateAllParentVariables" : "propagateAllChildVariables";
        if (called->attribute(propagates) != "false") all_ = true;
        if (called->attribute(propagates) == "false") none_ = true;
    }

    void add(const std::string& target, const Written& source, bool is_name) {
        const std::optional<std::string> feel = feel_of(source, place_.reading);
        if (!feel) return;
        if (!is_name || *feel != target) renames_ = true;
        put(mapped_, target, text_json(*feel));
        place_.reading.origin(compiler::child(compiler::child(place_.pointer, key_), target), source.path);
    }

    void write() const {
        const std::string path = call_.path;
        if (all_ && renames_)
            place_.reading.report.warning(
                "mapping_ignored", path,
                "all variables go " + std::string{key_} + ", so the mapping of single ones is ignored",
                "Map every variable that is needed, or none.");
        if (all_) return place_.set(key_, "all", path);
        if (!mapped_.members.empty()) return place_.set(key_, mapped_, path);
        const bool other_way = !call_.extensions(Namespace::Camunda, key_ == "in" ? "out" : "in").empty();
        if (none_ || other_way) place_.set(key_, "none", path);
    }

    const Element& call_;
    std::string_view key_;
    const Place& place_;
    Json mapped_ = object_json();
    bool all_ = false;
    bool none_ = false;
    bool renames_ = false;
};

}  // namespace

void read_call(const Element& call, const Place& place) {
    place.set("type", "call");
    set_called(call, place);
    set_version(call, place);
    Mapping{call, "in", place}.read();
    Mapping{call, "out", place}.read();
}

}  // namespace wf::bpmn
