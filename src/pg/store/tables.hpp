// The tables that commands write, and those that they read by key, column by column; the columns of the key first.
#pragma once

#include "pg/rows/keyed_table.hpp"

namespace wf::pg {

struct InstanceColumn {
    enum : std::size_t {
        tenant, instance, definition, business_table, business_key, serial_no, title, initiator, parent,
        parent_token, started_at, status, version, ended_at, data, state, revokes,
        seats, log_hash
    };
};
KeyedTable& instance_rows();

struct TaskColumn {
    enum : std::size_t {
        tenant, task, instance, node, round, assignee, on_behalf_of, candidates, created_at, due_at, claimed_at,
        excluded_owners, remaining
    };
};
KeyedTable& task_rows();

// Its partitions; it is only added to.
KeyedTable& log_rows();

struct JobColumn {
    enum : std::size_t {
        tenant, job, instance, definition, node, kind, topic, due_at, repeats_left, tries_left, attempts, retry_at,
        worker, leased_until, error, created_at, actor, payload, since
    };
};
KeyedTable& job_rows();

KeyedTable& subscription_rows();

struct CopyColumn {
    enum : std::size_t { tenant, instance, recipient, node, round, sent_by, sent_at, read_at };
};
KeyedTable& copy_rows();

KeyedTable& involved_rows();
KeyedTable& seldom_statuses();
KeyedTable& held_rows();

// The rest only to look at.

struct PersonColumn {
    enum : std::size_t { tenant, id, name, manager, department, position, rank, active, attributes };
};
KeyedTable& person_rows();

struct PositionColumn {
    enum : std::size_t { tenant, id, rank };
};
KeyedTable& position_rows();

// By tenant and key.
struct ActiveDefinitionColumn {
    enum : std::size_t { tenant, key, definition };
};
KeyedTable& active_definitions();

// By tenant and definition key, and more.
KeyedTable& definition_grants();

}  // namespace wf::pg
