-- A copy of the logs in another PostgreSQL, with the events as JSON: psql -v source='host=... user=wf_stream dbname=...' -f warehouse.sql
-- It needs the extension's library for wf.events(), and no wf.setup(): tables of the engine would be in the way.
\set ON_ERROR_STOP on
CREATE EXTENSION IF NOT EXISTS wf_engine;
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
    row_columns  bigint,
    row_image    jsonb,
    as_of        timestamptz,
    hash         bytea,
    events_json  jsonb,
    PRIMARY KEY (tenant_id, instance_id, seq)
);
CREATE INDEX ON wf.log (at);

-- What wf.track() logs.
CREATE TABLE wf.state_log (
    tracked_id   bigint      NOT NULL,
    key          text        NOT NULL,
    seq          bigint      NOT NULL,
    at           timestamptz NOT NULL,
    action       text        NOT NULL,
    source       text,
    target       text,
    former_key   text,
    actor        text,
    reason       text,
    transition   text,
    context      jsonb,
    kept         jsonb,
    row_count    bigint,
    PRIMARY KEY (tracked_id, seq)
);

-- A trigger and no generated column: before version 18 PostgreSQL does not send generated columns on, say to Debezium.
CREATE FUNCTION public.wf_read_events() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.events_json := wf.events(NEW.events);
    RETURN NEW;
END
$$;
CREATE TRIGGER read_events BEFORE INSERT ON wf.log FOR EACH ROW EXECUTE FUNCTION public.wf_read_events();
ALTER TABLE wf.log ENABLE ALWAYS TRIGGER read_events;

CREATE SUBSCRIPTION wf_warehouse CONNECTION :'source' PUBLICATION wf_log;
