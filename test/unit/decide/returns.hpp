// Processes and acts for the tests of what goes back.
#pragma once

#include "graph.hpp"
#include "spec.hpp"

namespace wf::test {

inline Act send_back(std::uint32_t task, std::string target = "previous", bool to_returner = false) {
    return SendBack{.task = SeatId{task}, .target = std::move(target), .to_returner = to_returner};
}
inline Act resubmit(std::string_view data = {}, bool forward = false) {
    return Resubmit{.data = as_data(data), .forward = forward};
}
inline Act recall(std::string node) { return Recall{.node = std::move(node)}; }
inline Act jump(std::string node) { return Jump{.node = std::move(node)}; }
inline Act wake(std::string node = {}) { return Wake{.node = std::move(node)}; }

// What the adapter reads from the log, for commands that look back.
inline Story& with_log(Story& story) {
    story.world.entries = story.log();
    return story;
}

// A node of a graph: "a" signed by these people, blank-separated.
inline std::string by(const std::string& id, const std::string& people, const std::string& settings = "") {
    return id + ":approval 'approvers': [" + by_users(people) + "]" + (settings.empty() ? "" : ", ") +
           settings;
}
inline std::string countersign(const std::string& id, const std::string& people) {
    return by(id, people, "'mode': 'all'");
}

// s -> p (eve) -> f -> a (lea) and b (bob) -> j -> c (boss) -> e
inline const std::string two_branches =
    graph({by("p", "eve"), "f:parallel", by("a", "lea"), by("b", "bob"), "j:parallel", by("c", "boss")},
          "s>p p>f f>a f>b a>j b>j j>c c>e");

// Everybody who is asked approves until the end; false: it does not come, or somebody is asked twice at once.
inline bool is_completed_by_all(Story& story) {
    for (int steps = 0; steps < 50 && !is_final(story.status()); ++steps) {
        const Seat* open = nullptr;
        for (const Seat& seat : story.state().seats)
            if (seat.state == SeatState::Open) open = &seat;
        if (!open) return false;
        const SeatId task = open->id;
        const PersonId holder = open->holder;
        const NodeType type = story.definition().find_node(story.state().find_token(open->token)->node)->type;
        if (type == NodeType::Start)
            story.when(holder, resubmit());
        else if (type == NodeType::Task)
            story.when(holder.empty() ? "ann" : holder, complete(task.value));
        else
            story.when(holder, approve(task.value));
    }
    return story.status() == Status::Completed;
}

}  // namespace wf::test
