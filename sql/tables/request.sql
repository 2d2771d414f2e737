CREATE TABLE wf.request (
    tenant_id   bigint      NOT NULL,
    request_id  text        NOT NULL,
    action      text        NOT NULL,
    target_id   bigint,
    result      bigint      NOT NULL,
    at          timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, request_id)
);
COMMENT ON TABLE wf.request IS 'Commands that came with a request_id: the same request again gets the same result and changes nothing.';
COMMENT ON COLUMN wf.request.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.request.request_id IS 'The caller''s own id of the request.';
COMMENT ON COLUMN wf.request.action IS 'The verb that was called.';
COMMENT ON COLUMN wf.request.target_id IS 'The task or instance it was called on; null for start.';
COMMENT ON COLUMN wf.request.result IS 'What was returned.';
COMMENT ON COLUMN wf.request.at IS 'When.';
