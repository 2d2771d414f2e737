-- The directory as a copy of the host's own tables. Statement triggers on the host's table say which keys were touched; then
-- the table itself is read for them. So what a trigger of the host changes in the middle of a statement is not overwritten
-- with what it was before, and what nobody mapped costs nothing.
-- The owner of the host's table must not come by the engine's rights. To read a table is to run what its owner has put into its
-- indexes, types and casts, so it is read as its owner (wf._read_mirror), and gives nothing but texts.
-- The trigger itself sees the rows as texts, too, as format() writes them.
CREATE TABLE wf.mirror (
    tenant_id       bigint      NOT NULL,
    directory_table text        NOT NULL,
    source          regclass    NOT NULL,
    mirror_id       bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    mapping         jsonb       NOT NULL,
    source_keys     text[]      NOT NULL,
    source_columns  text[]      NOT NULL,
    columns         text[]      NOT NULL,
    expressions     text[]      NOT NULL,
    updated         text[]      NOT NULL,
    mirrored_at     timestamptz NOT NULL,
    mirrored_by     text        NOT NULL,
    PRIMARY KEY (tenant_id, directory_table, source)
);
COMMENT ON TABLE wf.mirror IS 'The tables of the host that the directory is kept in step with. See wf.mirror().';
COMMENT ON COLUMN wf.mirror.tenant_id IS 'The cell whose directory it is.';
COMMENT ON COLUMN wf.mirror.directory_table IS 'The table of the directory: person, department, position, role, role_member or post.';
COMMENT ON COLUMN wf.mirror.source IS 'The table of the host.';
COMMENT ON COLUMN wf.mirror.mirror_id IS 'Its number.';
COMMENT ON COLUMN wf.mirror.mapping IS 'Column of the directory to column of the host, as given.';
COMMENT ON COLUMN wf.mirror.source_keys IS 'The columns of the host that say which entry a row is.';
COMMENT ON COLUMN wf.mirror.source_columns IS 'All columns of the host that are read, those of the key first.';
COMMENT ON COLUMN wf.mirror.columns IS 'The columns of the directory that are written.';
COMMENT ON COLUMN wf.mirror.expressions IS 'What is written into each of them, from r.v: the texts of source_columns.';
COMMENT ON COLUMN wf.mirror.updated IS 'The columns that are also written when the entry is there already.';
COMMENT ON COLUMN wf.mirror.mirrored_at IS 'When wf.mirror() was called.';
COMMENT ON COLUMN wf.mirror.mirrored_by IS 'The database role that called it.';

-- These functions belong to the tables, not to the extension: without it the host's table can still be written.
CREATE FUNCTION wf._mirror_keys(directory_table text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN CASE directory_table
    WHEN 'role_member' THEN ARRAY['role_id', 'person_id']
    WHEN 'post' THEN ARRAY['person_id', 'department_id', 'position_id']
    ELSE ARRAY[directory_table || '_id'] END;
COMMENT ON FUNCTION wf._mirror_keys(text) IS 'What names an entry of a table of the directory that can be a mirror.';
REVOKE ALL ON FUNCTION wf._mirror_keys(text) FROM PUBLIC;

CREATE FUNCTION wf._mirror_key_types() RETURNS regtype[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN '{smallint,integer,bigint,numeric,text,varchar,name,uuid}'::regtype[];
COMMENT ON FUNCTION wf._mirror_key_types() IS 'The types of keys: equal if and only if their texts are.';
REVOKE ALL ON FUNCTION wf._mirror_key_types() FROM PUBLIC;

CREATE FUNCTION wf._mirror_texts(columns text[]) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT string_agg(format('nullif(pg_catalog.format(''%%s'', s.%I), '''')', c), ', ' ORDER BY number)
        FROM unnest(columns) WITH ORDINALITY AS x (c, number));
COMMENT ON FUNCTION wf._mirror_texts(text[]) IS 'Columns of a row s of the host as texts, whatever their types; an empty one is null.';
REVOKE ALL ON FUNCTION wf._mirror_texts(text[]) FROM PUBLIC;
