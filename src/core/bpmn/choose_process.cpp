// Which process of the file becomes which definition.
#include "core/bpmn/read.hpp"

#include "core/compile/names.hpp"

#include <algorithm>
#include <iterator>

namespace wf::bpmn {
namespace {

using Processes = std::vector<const Element*>;

std::string listed(const Processes& processes) {
    std::string result;
    for (const Element* process : processes) {
        if (!result.empty()) result += ", ";
        if (result.size() > 300) return result + "...";
        result += compiler::in_quotes(process->id());
    }
    return result;
}

Processes all_processes(const Index& index) {
    Processes all;
    for (const Element& element : index.definitions().children)
        if (element.is("process")) all.push_back(&element);
    return all;
}

Processes executable(const Processes& processes) {
    Processes result;
    std::copy_if(processes.begin(), processes.end(), std::back_inserter(result),
                 [](const Element* process) { return process->is_true("isExecutable"); });
    return result;
}

bool has_nodes(const Element* process) {
    return std::any_of(process->children.begin(), process->children.end(), is_node);
}

const Element* process_called(const Processes& processes, std::string_view id) {
    const auto found = std::find_if(processes.begin(), processes.end(),
                                    [&](const Element* process) { return trimmed(process->id()) == id; });
    return found == processes.end() ? nullptr : *found;
}

void report_missing(compiler::Report& report) {
    report.error("missing_process", "", "the file has no process",
                 "Choreographies and conversations cannot be executed; draw a process.");
}

}  // namespace

const Element* choose_process(const Index& index, const BpmnChoice& choice, compiler::Report& report) {
    const Processes all = all_processes(index);
    if (all.empty()) return report_missing(report), nullptr;
    if (!choice.process.empty()) {
        const Element* named = process_called(all, choice.process);
        if (!named)
            report.error("unknown_process", "",
                         "the file has no process " + compiler::in_quotes(choice.process),
                         "It has: " + listed(all) + '.');
        return named;
    }
    if (const Element* called_so = choice.key.empty() ? nullptr : process_called(all, choice.key))
        return called_so;
    const Processes running = executable(all);
    if (running.size() == 1) return running.front();
    if (all.size() == 1) return all.front();
    report.error("several_processes", "",
                 (running.empty() ? "none of the processes is marked as executable: "
                                  : "several processes are executable: ") +
                     listed(running.empty() ? all : running),
                 "Name one of them as process, or take all with all_processes => true.");
    return nullptr;
}

std::vector<const Element*> every_process(const Index& index, const BpmnLimits& limits, compiler::Report& report) {
    const Processes all = all_processes(index);
    if (all.empty()) return report_missing(report), all;
    Processes taken = executable(all);
    // Nobody has marked one: the pools that have something in them.
    if (taken.empty()) std::copy_if(all.begin(), all.end(), std::back_inserter(taken), has_nodes);
    if (taken.empty()) taken = all;
    if (taken.size() <= limits.max_processes) return taken;
    report.error("too_large", "",
                 "all " + std::to_string(taken.size()) + " processes are asked for, more than " +
                     std::to_string(limits.max_processes),
                 "Name one of them as process, or split the file.");
    return {};
}

std::string key_of_process(const Element& process) {
    const std::string_view id = trimmed(process.id());
    return compiler::key_from(id.empty() ? trimmed(process.attribute("name")) : id);
}

}  // namespace wf::bpmn
