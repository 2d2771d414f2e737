-- While it is valid, what would go to the person goes to the agent, who acts for them. Like the rest of the directory it has
-- no foreign keys: it may arrive before the people it names. wf.load_directory(), wf.add_delegation() and
-- wf.check_directory() check it.
CREATE TABLE wf.delegation (
    tenant_id      bigint      NOT NULL,
    delegation_id  bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    person_id      text        NOT NULL,
    agent_id       text        NOT NULL,
    definition_key text,
    valid_from     timestamptz NOT NULL,
    valid_until    timestamptz,
    created_by     text        NOT NULL,
    created_at     timestamptz NOT NULL,
    swept_at       timestamptz,
    PRIMARY KEY (tenant_id, delegation_id),
    -- Two agents from the same moment on would be a question without an answer.
    CONSTRAINT delegation_begin_key UNIQUE NULLS NOT DISTINCT (tenant_id, person_id, definition_key, valid_from),
    CONSTRAINT delegation_time_check CHECK (valid_until > valid_from),
    CONSTRAINT delegation_agent_check CHECK (person_id <> agent_id)
);
COMMENT ON TABLE wf.delegation IS 'Directory: who stands in for whom, from when, until when. Read it through wf.delegations.';
COMMENT ON COLUMN wf.delegation.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.delegation.delegation_id IS 'Its id.';
COMMENT ON COLUMN wf.delegation.person_id IS 'The principal: the person who is away.';
COMMENT ON COLUMN wf.delegation.agent_id IS 'The agent: who acts for them.';
COMMENT ON COLUMN wf.delegation.definition_key IS 'The process it is for; null: all.';
COMMENT ON COLUMN wf.delegation.valid_from IS 'From this moment on.';
COMMENT ON COLUMN wf.delegation.valid_until IS 'Before this moment; null: open end.';
COMMENT ON COLUMN wf.delegation.created_by IS 'The person who made it; system: it was loaded.';
COMMENT ON COLUMN wf.delegation.created_at IS 'When it was made.';
COMMENT ON COLUMN wf.delegation.swept_at IS 'When the tasks that were open as it became valid were moved; null: not yet.';

-- Who stands in for this person? Each new task asks it. The tenant comes second for the reason that person.sql gives.
CREATE INDEX delegation_person_idx ON wf.delegation (person_id, tenant_id, valid_from);
CREATE INDEX delegation_agent_idx ON wf.delegation (agent_id, tenant_id);
-- What has become valid and whose open tasks still have to move.
CREATE INDEX delegation_unswept_idx ON wf.delegation (valid_from) WHERE swept_at IS NULL;
