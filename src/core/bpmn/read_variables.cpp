// What the file says of its variables: <property> and <dataObject> with an item definition that names a class of
// Java or a type of XML Schema.
#include "core/base/ascii.hpp"
#include "core/bpmn/read.hpp"

#include <algorithm>
#include <array>

namespace wf::bpmn {
namespace {

// "java.lang.Boolean" and "xsd:boolean" -> "boolean"
std::string last_word(std::string_view type) {
    const std::size_t from = type.find_last_of(".:");
    return ascii_lower(from == std::string_view::npos ? type : type.substr(from + 1));
}

JavaType type_named(std::string_view type) {
    constexpr std::array<std::pair<std::string_view, JavaType>, 18> types = {{{"boolean", JavaType::Truth},
                                                                              {"integer", JavaType::Number},
                                                                              {"int", JavaType::Number},
                                                                              {"long", JavaType::Number},
                                                                              {"short", JavaType::Number},
                                                                              {"double", JavaType::Number},
                                                                              {"float", JavaType::Number},
                                                                              {"decimal", JavaType::Number},
                                                                              {"bigdecimal", JavaType::Number},
                                                                              {"biginteger", JavaType::Number},
                                                                              {"string", JavaType::Text},
                                                                              {"localdate", JavaType::Date},
                                                                              {"list", JavaType::List},
                                                                              {"arraylist", JavaType::List},
                                                                              {"collection", JavaType::List},
                                                                              {"set", JavaType::List},
                                                                              {"map", JavaType::Object},
                                                                              {"hashmap", JavaType::Object}}};
    const std::string word = last_word(type);
    const auto* found = std::ranges::find_if(types, [&](const auto& t) { return t.first == word; });
    return found == types.end() ? JavaType::Unknown : found->second;
}

}  // namespace

void declare_variables(const Element& process, Reading& reading) {
    for (const Element& element : process.children) {
        if (!element.is("property") && !element.is("dataObject")) continue;
        const std::string& reference = element.attribute("itemSubjectRef");
        const Element* item = reading.index.find(reference);
        const JavaType type = type_named(item ? item->attribute("structureRef") : reference);
        if (type == JavaType::Unknown) continue;
        reading.types.declare(element.id(), type);
        if (!element.attribute("name").empty()) reading.types.declare(element.attribute("name"), type);
    }
}

}  // namespace wf::bpmn
