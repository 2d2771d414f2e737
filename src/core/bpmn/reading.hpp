// What all readers of BPMN elements share.
#pragma once

#include "core/base/host_interrupt.hpp"
#include "core/base/report.hpp"
#include "core/bpmn/given_forms.hpp"
#include "core/bpmn/index.hpp"
#include "core/bpmn/json_edit.hpp"
#include "core/bpmn/links.hpp"
#include "core/bpmn/variable_types.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace wf::bpmn {

// A field of a form, as the file has it at one element.
struct FormField {
    std::string name;
    Json json = object_json();  // as the definition's form has it, without "required"; no type: not to be declared
    std::string path;
    bool is_required = false;
    bool is_written = true;  // else only read
    bool is_hidden = false;
};

using Keys = std::unordered_map<std::string, std::string>;  // of definitions, by process id

struct Reading {
    const Index& index;
    compiler::Report& report;
    std::vector<BpmnOrigin>& origins;
    const Links& links;
    const BpmnLimits& limits;
    const Keys& keys;                            // of the processes of this file that are taken
    const GivenForms& given_forms;
    std::unordered_set<std::string> dropped;     // what is told once only: vendor features, attributes
    std::unordered_set<std::string> initiators;  // variables that hold who started the instance
    VariableTypes types{};
    std::unordered_map<std::string, std::vector<std::string>> lanes{};  // of a node, the innermost first
    std::unordered_map<std::string, std::vector<FormField>> forms{};    // of a start or task
    // Events whose flows have conditions -> the inclusive gateway that stands for these in the definition.
    std::unordered_map<const Element*, std::string> splits{};

    void origin(std::string pointer, std::string path) {
        go_on();
        origins.push_back({.pointer = std::move(pointer), .path = std::move(path)});
    }
};

// A part of the definition that is being written, and where that is.
struct Place {
    Json& json;
    std::string pointer;
    Reading& reading;

    // `key` of it has been written from `path`.
    void came_from(std::string_view key, const std::string& path) const {
        reading.origin(compiler::child(pointer, key), path);
    }
    void set(std::string_view key, Json value, const std::string& path) const {
        put(json, key, std::move(value));
        came_from(key, path);
    }
    void set(std::string_view key, std::string_view text, const std::string& path) const {
        set(key, text_json(text), path);
    }
    // Of the element itself: no finding needs a closer place.
    void set(std::string_view key, Json value) const { put(json, key, std::move(value)); }
    void set(std::string_view key, std::string_view text) const { put(json, key, text_json(text)); }
};

// An expression or a text as it stands in the XML.
struct Written {
    std::string text;      // trimmed
    std::string language;  // as declared, mostly empty
    std::string path;
    Needed needed = Needed::Value;
};

Written content_of(const Element& element);
Written attribute_of(const Element& element, const Attribute& attribute);
// The first of these attributes that is there; an empty value counts as absent.
std::optional<Written> attribute_of(const Element& element, Namespace space, std::string_view name);

// Its FEEL. nullopt: it has no translation, or compares what cannot be equal, and that is reported
// (untranslatable_expression).
std::optional<std::string> feel_of(const Written& written, Reading& reading);

// A place where the text itself is meant, unless it is marked as an expression ("=..." or "${...}").
struct TextOrFeel {
    std::string text;
    bool is_feel = false;
};
std::optional<TextOrFeel> text_or_feel(const Written& written, Reading& reading);

// A name (of a message, a topic, ...): a text, or an expression that is nothing but a string.
std::optional<std::string> constant_of(const Written& written, Reading& reading);

// Sets `key` to the FEEL of what is written; nothing if it has none.
void set_feel(const Place& place, std::string_view key, const Written& written);

// The same for a number where one is written.
void set_count(const Place& place, std::string_view key, const Written& written);

std::vector<std::string> comma_separated(std::string_view text);

// The text between the quotes of a FEEL string literal without escapes: `"abc"`.
std::optional<std::string> string_literal(std::string_view feel);

}  // namespace wf::bpmn
