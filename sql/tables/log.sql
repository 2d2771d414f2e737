-- The log is the truth; everything else follows from it. Partitioned by month from the first day; no default partition
-- (a stray row would keep its real partition from being created), no foreign key, and only the indexes that each approve
-- can afford: more are built on partitions that have gone cold.
CREATE TABLE wf.log (
    tenant_id    bigint      NOT NULL,
    instance_id  bigint      NOT NULL,
    seq          bigint      NOT NULL,
    at           timestamptz NOT NULL,
    action       text        NOT NULL,
    actor        text        NOT NULL,
    on_behalf_of text,
    task_id      bigint,
    node         text,
    comment      text,
    source       text        NOT NULL,
    target       text        NOT NULL,
    context      jsonb,
    events       bytea       NOT NULL,
    cause        bigint,
    row_hash     bytea,
    PRIMARY KEY (tenant_id, instance_id, seq, at)
) PARTITION BY RANGE (at);
CREATE INDEX log_actor_idx ON wf.log (actor, tenant_id, at);

COMMENT ON TABLE wf.log IS 'One accepted command with its events. Append-only: replaying the entries of an instance gives its state.';
COMMENT ON COLUMN wf.log.tenant_id IS 'The cell it belongs to.';
COMMENT ON COLUMN wf.log.instance_id IS 'The instance that changed.';
COMMENT ON COLUMN wf.log.seq IS 'From 1, without gaps within an instance.';
COMMENT ON COLUMN wf.log.at IS 'When; never goes back within an instance. The partition key.';
COMMENT ON COLUMN wf.log.action IS 'The verb: start, approve, reject, ...';
COMMENT ON COLUMN wf.log.actor IS 'Who did it; system for automatic decisions.';
COMMENT ON COLUMN wf.log.on_behalf_of IS 'The person for whom the actor did it; null: for themselves.';
COMMENT ON COLUMN wf.log.task_id IS 'The task that was acted on.';
COMMENT ON COLUMN wf.log.node IS 'The node that was acted on.';
COMMENT ON COLUMN wf.log.comment IS 'The opinion of the actor, or the reason of an automatic decision.';
COMMENT ON COLUMN wf.log.source IS 'Status of the instance before.';
COMMENT ON COLUMN wf.log.target IS 'Status of the instance after.';
COMMENT ON COLUMN wf.log.context IS 'Where it came from: ip, session_user and application_name as the server knows them, and what the setting wf_engine.context says beside these.';
COMMENT ON COLUMN wf.log.events IS 'The facts, in order, as bytes: wf.events(events) shows them as JSON, and docs/reference/events.md describes them.';
COMMENT ON COLUMN wf.log.cause IS 'Of what the system did by itself: seq of the command that it followed from; null: a command.';
COMMENT ON COLUMN wf.log.row_hash IS 'Of a signature on a row that wf.bind() is about: SHA-256 of the contents that the actor saw (src/pg/host/bound_row.cpp).';

CREATE FUNCTION wf._refuse_log_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- wf.redact and wf.purge, and wf.purge_states for entries of state logs. Without the extension there are no such functions, and nothing is let through.
    IF TG_OP <> 'TRUNCATE' AND to_regprocedure('wf._is_rewriting(bigint,bigint)') IS NOT NULL
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = TG_RELID AND a.attname = 'instance_id' AND NOT a.attisdropped) THEN
        IF wf._is_rewriting(OLD.tenant_id, OLD.instance_id) THEN
            IF TG_OP = 'DELETE' THEN
                RETURN OLD;
            END IF;
            RETURN NEW;
        END IF;
    ELSIF TG_OP = 'DELETE' AND to_regprocedure('wf._is_purging_states(bigint,text)') IS NOT NULL
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = TG_RELID AND a.attname = 'former_key' AND NOT a.attisdropped) THEN
        IF wf._is_purging_states(OLD.tracked_id, OLD.key) THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION USING
        ERRCODE = 'WF703',
        MESSAGE = 'the log is append-only',
        DETAIL = format('%s on table %I.%I was refused.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        HINT = 'To archive old entries, detach their partition.';
END
$$;
COMMENT ON FUNCTION wf._refuse_log_change() IS 'Trigger function: refuses to change or remove log entries.';

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.log
    FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON wf.log
    FOR EACH STATEMENT EXECUTE FUNCTION wf._refuse_log_change();
-- Also when session_replication_role is replica.
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER append_only_truncate;
