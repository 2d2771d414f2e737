// The phrases, by what they are about. In the English one stand, for what differs from finding to finding:
//
//     {q}  something in double quotes: an id, a key, a text; in Chinese quotes afterwards
//     {k}  words that are a phrase themselves, or a list of such words or of quoted ones
//     {*}  the same, or anything else as it is
//     {}   anything, as it is; in Chinese quotes if all of it is quoted
//     {#}  a number
//     {=}  anything, as it is: FEEL and JSON keep their quotes
//
// In the Chinese one {1} is the first of them, {2} the second. Of several phrases that fit, the one with most words of
// its own counts. Keys and code stay as they are written: they have to be typed.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace wf::chinese {

struct Phrase {
    std::string_view english;
    std::string_view chinese;
};

std::span<const Phrase> words();           // kinds of things, as they stand inside of others
std::span<const Phrase> of_vocabulary();   // keys and values of the JSON
std::span<const Phrase> of_graph();        // nodes, flows, soundness
std::span<const Phrase> of_people();       // approvers, forms, deadlines
std::span<const Phrase> of_feel();         // expressions, and what is compared with what
std::span<const Phrase> of_decisions();    // decision tables
std::span<const Phrase> of_bpmn();         // BPMN documents, and findings of the compiler in BPMN's words
std::span<const Phrase> of_translation();  // expressions of other languages, in BPMN documents
std::span<const Phrase> of_machines();     // state machines
std::span<const Phrase> of_database();     // what only the database knows

std::vector<std::span<const Phrase>> all();

}  // namespace wf::chinese
