// Definitions in a line: nodes as JSON with single quotes, flows as "a>b b>c:condition d>e:default".
#pragma once

#include "spec.hpp"

#include <sstream>

namespace wf::test {

inline std::string flows_of(const std::string& lines) {
    std::string json;
    std::istringstream words{lines};
    for (std::string word; std::getline(words, word, ' ');) {
        if (word.empty()) continue;
        const std::size_t arrow = word.find('>');
        const std::size_t colon = word.find(':', arrow);
        const std::string from = word.substr(0, arrow);
        const std::string to = word.substr(arrow + 1, colon == std::string::npos ? colon : colon - arrow - 1);
        json += (json.empty() ? "" : ", ") + std::string{"{'from': '"} + from + "', 'to': '" + to + "'";
        if (colon != std::string::npos) {
            const std::string when = word.substr(colon + 1);
            json += when == "default" ? ", 'default': true" : ", 'when': '" + when + "'";
        }
        json += "}";
    }
    return json;
}

// A node: "b:parallel" or, with more keys, "b:parallel 'need': 2".
inline std::string node(const std::string& text) {
    const std::size_t colon = text.find(':');
    const std::size_t blank = text.find(' ', colon);
    const std::string type = text.substr(colon + 1, blank == std::string::npos ? blank : blank - colon - 1);
    std::string json = "{'id': '" + text.substr(0, colon) + "', 'type': '" + type + "'";
    if (blank != std::string::npos) json += ", " + text.substr(blank + 1);
    return json + "}";
}

inline std::string nodes_of(const std::vector<std::string>& nodes) {
    std::string json;
    for (const std::string& text : nodes) json += (json.empty() ? "" : ",\n") + node(text);
    return json;
}

// With a start "s" and an end "e".
inline std::string graph(const std::vector<std::string>& nodes, const std::string& flows) {
    return "{'key': 'k', 'nodes': [{'id': 's', 'type': 'start'},\n" + nodes_of(nodes) +
           (nodes.empty() ? "" : ",\n") + "{'id': 'e', 'type': 'end'}], 'flows': [" + flows_of(flows) + "]}";
}

// The content of a subprocess, with its own start and end: "'nodes': [...], 'flows': [...]".
inline std::string inside(const std::string& prefix, const std::vector<std::string>& nodes,
                          const std::string& flows) {
    return "'nodes': [{'id': '" + prefix + "s', 'type': 'start'}, " + nodes_of(nodes) +
           (nodes.empty() ? "" : ", ") + "{'id': '" + prefix + "e', 'type': 'end'}], 'flows': [" +
           flows_of(flows) + "]";
}

}  // namespace wf::test
