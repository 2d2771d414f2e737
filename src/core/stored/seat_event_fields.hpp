// The fields of the events about people and their seats. See fields.hpp.
#pragma once

#include "core/model/seat_event.hpp"
#include "core/stored/state_fields.hpp"

namespace wf {

template <class V>
void fields(V& v, Same<SeatsCreated> auto& event) {
    v("seats", event.seats);
}

template <class V>
void fields(V& v, Same<SeatOpened> auto& event) {
    v("seat", event.seat);
}

template <class V>
void fields(V& v, Same<SeatApproved> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
    v("remembered", event.remembered);
}

template <class V>
void fields(V& v, Same<SeatRejected> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<SeatAbstained> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<SeatPassed> auto& event) {
    v("seat", event.seat);
    v("policy", event.policy);
    v("cites", event.cites);
}

template <class V>
void fields(V& v, Same<SeatClaimed> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
}

template <class V>
void fields(V& v, Same<SeatReleased> auto& event) {
    v("seat", event.seat);
    v("to", event.to);
}

template <class V>
void fields(V& v, Same<SeatReassigned> auto& event) {
    v("seat", event.seat);
    v("principal", event.principal);
    v("holder", event.holder);
    v("candidates", event.candidates);
    v("path", event.path);
}

template <class V>
void fields(V& v, Same<SeatDelegated> auto& event) {
    v("seat", event.seat);
    v("to", event.to);
}

template <class V>
void fields(V& v, Same<SeatResolved> auto& event) {
    v("seat", event.seat);
    v("to", event.to);
}

template <class V>
void fields(V& v, Same<SeatParked> auto& event) {
    v("seat", event.seat);
}

template <class V>
void fields(V& v, Same<SeatRemoved> auto& event) {
    v("seat", event.seat);
    v("whose", event.whose);
}

template <class V>
void fields(V& v, Same<TaskCompleted> auto& event) {
    v("seat", event.seat);
    v("by", event.by);
    v("remembered", event.remembered);
}

template <class V>
void fields(V& v, Same<SeatsClosed> auto& event) {
    v("seats", event.seats);
}

template <class V>
void fields(V& v, Same<ApproversChosen> auto& event) {
    v("chosen", event.chosen);
}

template <class V>
void fields(V& v, Same<MaterialChanged> auto& event) {
    v("fields", event.fields);
}

template <class V>
void fields(V& v, Same<ApproversSkipped> auto& event) {
    v("token", event.token);
    v("skipped", event.skipped);
}

template <class V>
void fields(V& v, Same<ApproverMissing> auto& event) {
    v("token", event.token);
    v("policy", event.policy);
}

template <class V>
void fields(V& v, Same<DeadlinePassed> auto& event) {
    v("token", event.token);
    v("policy", event.policy);
}

template <class V>
void fields(V& v, Same<PeopleReminded> auto& event) {
    v("token", event.token);
    v("people", event.people);
}

template <class V>
void fields(V& v, Same<NodeHeld> auto& event) {
    v("token", event.token);
    v("reason", event.reason);
}

template <class V>
void fields(V& v, Same<SeatReopened> auto& event) {
    v("seat", event.seat);
}

template <class V>
void fields(V& v, Same<DraftSaved> auto& event) {
    v("seat", event.seat);
    v("data", event.data);
}

}  // namespace wf
