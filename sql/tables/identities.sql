-- A request_id is the actor's own, for one definition. Those of earlier versions, whose actor was not kept, are nobody's.
ALTER TABLE wf.request ADD COLUMN actor text NOT NULL DEFAULT '', ADD COLUMN definition_key text NOT NULL DEFAULT '',
    DROP CONSTRAINT request_pkey, ADD PRIMARY KEY (tenant_id, request_id, actor, definition_key);
ALTER TABLE wf.request ALTER COLUMN actor DROP DEFAULT, ALTER COLUMN definition_key DROP DEFAULT;
COMMENT ON COLUMN wf.request.actor IS 'Who acted: ids are their own, and others may use the same ones.';
COMMENT ON COLUMN wf.request.definition_key IS 'The definition it was about; empty for messages and signals.';

-- Names of groups are nobody's; a person who has one already stays until somebody changes the row.
ALTER TABLE wf.person ADD CONSTRAINT person_id_check
    CHECK (person_id NOT IN ('system', 'everyone') AND person_id !~ '^(role|department|person|manager):') NOT VALID;
