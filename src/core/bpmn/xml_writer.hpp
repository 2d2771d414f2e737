// Writes XML: elements nest as their writers do, everything else is escaped.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wf::bpmn {

class XmlWriter {
public:
    using Attributes =
        std::vector<std::pair<std::string, std::string>>;  // those without a value are left out

    XmlWriter();

    void open(std::string_view name, const Attributes& attributes = {});
    void close();
    void empty_element(std::string_view name, const Attributes& attributes = {});
    void text(std::string_view name, const Attributes& attributes, std::string_view text);

    std::string take() { return std::move(out_); }

private:
    void tag(std::string_view name, const Attributes& attributes);

    std::string out_;
    std::vector<std::string> open_;
};

}  // namespace wf::bpmn
