CREATE TABLE wf.turn (
    tenant_id      bigint NOT NULL,
    definition_key text   NOT NULL,
    node           text   NOT NULL,
    last_person    text   NOT NULL,
    PRIMARY KEY (tenant_id, definition_key, node)
) WITH (fillfactor = 50);

COMMENT ON TABLE wf.turn IS 'Nodes with "assign": "round_robin": who had the last turn. Changed by the engine only.';
COMMENT ON COLUMN wf.turn.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.turn.definition_key IS 'The definition, of whatever version.';
COMMENT ON COLUMN wf.turn.node IS 'The node.';
COMMENT ON COLUMN wf.turn.last_person IS 'Who got the last task there.';
