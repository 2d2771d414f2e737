// The form as a handler and as a viewer see it.
#include "core/form/handling_form.hpp"

#include "definitions.hpp"

#include <gtest/gtest.h>

namespace wf::test {
namespace {

Definition with_rights(HandlerSettings handler) {
    Definition definition = compiled(chain({approval("lead", by_users("lea"))},
                                           "{'name': 'days', 'type': 'number', 'required': true}, {'name': "
                                           "'kind', 'type': 'choice', 'values': ['annual', 'sick']}"));
    definition.nodes[1].handler = std::move(handler);
    return definition;
}

std::string form_of(const Definition& definition, const Node* node) {
    return form_json(definition, node, hidden_fields(definition, node), {}, "en");
}

TEST(HandlingForm, AHandlerSeesWhatHeMayWriteAndWhatIsAskedOfHim) {
    HandlerSettings handler;
    handler.fields = {{.field = "kind", .right = FieldRight::Read}};
    handler.required_on = {{.action = "reject", .fields = {"comment", "days"}}};
    const Definition definition = with_rights(handler);
    EXPECT_EQ(form_of(definition, definition.find_node("lead")),
              R"([{"name":"days","label":"days","type":"number","right":"write","required":true,)"
              R"("required_on":["reject"]},{"name":"kind","label":"kind","type":"choice","right":"read",)"
              R"("required":false,"values":["annual","sick"]}])");
}

TEST(HandlingForm, WhatIsHiddenAtHisNodeIsNotThere) {
    HandlerSettings handler;
    handler.fields = {{.field = "days", .right = FieldRight::Hidden}};
    const Definition definition = with_rights(handler);
    EXPECT_EQ(form_of(definition, definition.find_node("lead")).find("days"), std::string::npos);
    EXPECT_NE(form_of(definition, definition.find_node("start")).find("days"), std::string::npos);
    EXPECT_EQ(hidden_fields(definition, definition.find_node("lead")), std::vector<std::string>{"days"});
}

TEST(HandlingForm, AViewerReadsWhatNoNodeHides) {
    HandlerSettings handler;
    handler.fields = {{.field = "days", .right = FieldRight::Hidden},
                      {.field = "kind", .right = FieldRight::Write}};
    const Definition definition = with_rights(handler);
    EXPECT_EQ(form_of(definition, nullptr),
              R"([{"name":"kind","label":"kind","type":"choice","right":"read","required":false,)"
              R"("values":["annual","sick"]}])");
}

TEST(HandlingForm, AComputedFieldIsRead) {
    Definition definition = with_rights({});
    const Definition other = compiled(chain({{"sign",
                                              "{'id': 'sign', 'type': 'approval', 'approvers': "
                                              "[{'by': 'expression', 'expression': 'x'}]}"}}));
    definition.form->fields[0].computed = other.nodes[1].approval.approvers[0].expression;
    EXPECT_NE(form_of(definition, definition.find_node("lead"))
                  .find(R"("name":"days","label":"days","type":"number","right":"read")"),
              std::string::npos);
}

}  // namespace
}  // namespace wf::test
