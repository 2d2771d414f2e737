CREATE FUNCTION wf._needs_checkpoint(until_at timestamptz, max_instances integer) RETURNS TABLE (tenant_id bigint, instance_id bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT i.tenant_id, i.instance_id
    FROM wf.instance i
    WHERE i.started_at < until_at AND i.ended_at IS NULL AND (i.checkpoint_at IS NULL OR i.checkpoint_at < until_at)
    LIMIT max_instances
$$;
REVOKE ALL ON FUNCTION wf._needs_checkpoint(timestamptz, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._needs_checkpoint IS 'Running instances that have entries from before a moment and no checkpoint since.';

CREATE FUNCTION wf._check_archive_schema(schema_name name) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF to_regnamespace(quote_ident(schema_name)) IS NULL OR NOT has_schema_privilege(schema_name, 'CREATE') OR NOT has_schema_privilege(schema_name, 'USAGE') THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('the engine may not create tables in schema %I', schema_name),
            HINT = format('CREATE SCHEMA IF NOT EXISTS %I; GRANT USAGE, CREATE ON SCHEMA %I TO %s;', schema_name, schema_name, current_user);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION wf._check_archive_schema(name) FROM PUBLIC;
COMMENT ON FUNCTION wf._check_archive_schema IS 'Refuses a schema in which the engine may not put partitions.';

CREATE FUNCTION wf._is_foreign_schema(schema_name name) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner
                   WHERE n.nspname = schema_name AND NOT o.rolsuper AND n.nspowner <> (SELECT c.relowner FROM pg_class c WHERE c.oid = 'wf.log'::regclass))
$$;
REVOKE ALL ON FUNCTION wf._is_foreign_schema(name) FROM PUBLIC;
COMMENT ON FUNCTION wf._is_foreign_schema IS 'Whether a schema belongs to somebody who is neither the owner of the log nor a superuser: whoever owns a schema may drop what is in it.';

-- One whose entries are damaged keeps no other from getting its checkpoint: it is met again and again until none is left but those like it.
CREATE FUNCTION wf._checkpoint_some(table_name name, until_at timestamptz, max_instances integer) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _kept bigint := 0;
    _instance record;
    _broken record;
BEGIN
    BEGIN
        SELECT count(*) FILTER (WHERE wf._checkpoint(n.tenant_id, n.instance_id)) INTO _kept FROM wf._needs_checkpoint(until_at, max_instances) n;
        RETURN _kept;
    EXCEPTION WHEN lock_not_available THEN
        RAISE;
    WHEN OTHERS THEN
        _kept := 0;
    END;
    FOR _instance IN SELECT n.tenant_id, n.instance_id FROM wf._needs_checkpoint(until_at, max_instances) n LOOP
        BEGIN
            _kept := _kept + wf._checkpoint(_instance.tenant_id, _instance.instance_id)::integer;
        EXCEPTION WHEN lock_not_available THEN
            RAISE;
        WHEN OTHERS THEN
            SELECT _instance.instance_id AS id, _instance.tenant_id AS tenant, SQLSTATE AS state, SQLERRM AS why INTO _broken;
        END;
    END LOOP;
    IF _kept = 0 AND _broken.id IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = _broken.state,
            MESSAGE = format('instance %s, which needs entries of wf.%I, cannot keep them in a checkpoint: %s', _broken.id, table_name, _broken.why),
            HINT = format('SELECT * FROM wf.verify(%2$s, %1$s); says what is wrong: restore its row of wf.instance from a backup. To give it up, as a superuser: UPDATE wf.instance SET status = ''failed'', ended_at = now() WHERE tenant_id = %1$s AND instance_id = %2$s;', _broken.tenant, _broken.id);
    END IF;
    RETURN _kept;
END
$$;
REVOKE ALL ON FUNCTION wf._checkpoint_some(name, timestamptz, integer) FROM PUBLIC;
COMMENT ON FUNCTION wf._checkpoint_some IS 'Gives at most so many of the running instances that need the entries of a partition a checkpoint; returns how many got one. Raises an error that names the instance if none did because one cannot.';

CREATE FUNCTION wf._log_of(table_name name) RETURNS name
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.relname FROM pg_inherits i JOIN pg_class r ON r.oid = i.inhparent JOIN pg_class c ON c.oid = i.inhrelid
    WHERE c.relname = table_name AND c.relnamespace = 'wf'::regnamespace AND r.relnamespace = 'wf'::regnamespace AND r.relname IN ('log', 'state_log')
$$;
REVOKE ALL ON FUNCTION wf._log_of(name) FROM PUBLIC;
COMMENT ON FUNCTION wf._log_of IS 'The log that a table of schema wf is a partition of.';

CREATE FUNCTION wf._prepare_leaving(table_name name, max_instances integer, left_for text DEFAULT NULL, schema_name name DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _partition record;
    _log constant name := wf._log_of(table_name);
    _for constant text := coalesce(left_for, (SELECT p.at_retention FROM wf._log_policies() p WHERE p.log = _log));
    _to constant name := coalesce(schema_name, (SELECT CASE _for WHEN 'archive' THEN p.archive_schema ELSE 'wf' END FROM wf._log_policies() p WHERE p.log = _log));
BEGIN
    PERFORM wf._check_archive_schema(_to);
    SELECT l.from_at, l.until_at INTO STRICT _partition FROM wf._log_partitions(_log) l WHERE l.table_name = _prepare_leaving.table_name;
    -- What is tracked is whole without what came before.
    IF _log = 'log' AND wf._checkpoint_some(table_name, _partition.until_at, max_instances) > 0 THEN
        RETURN;
    END IF;
    IF _log = 'log' AND EXISTS (SELECT FROM wf._needs_checkpoint(_partition.until_at, 1)) THEN
        RAISE lock_not_available USING MESSAGE = format('instances with entries in wf.%I are being changed by others', table_name), HINT = 'Call it again when they have ended; pg_locks shows who they are.';
    END IF;
    PERFORM wf._roll_up_until(_partition.until_at);
    DELETE FROM wf.log_archive a WHERE a.table_name = _prepare_leaving.table_name AND a.detached_at IS NULL;  -- the policy was another one
    INSERT INTO wf.log_archive (log, schema_name, table_name, from_at, until_at, left_for, done_by)
    VALUES (_log, _to, table_name, _partition.from_at, _partition.until_at, _for, session_user);
END
$$;
REVOKE ALL ON FUNCTION wf._prepare_leaving(name, integer, text, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._prepare_leaving IS
'Before a partition leaves the log: running instances with entries in it get a checkpoint, at most so many in one call; once all have one, notes that it is about to leave.';

CREATE FUNCTION wf._attach(table_name name, from_at timestamptz, until_at timestamptz, log name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
BEGIN
    EXECUTE format('ALTER TABLE wf.%I ADD CONSTRAINT bounds CHECK (at >= %L AND at < %L)', table_name, from_at, until_at);
    EXECUTE format('ALTER TABLE wf.%I ATTACH PARTITION wf.%I FOR VALUES FROM (%L) TO (%L)', log, table_name, from_at, until_at);
    EXECUTE format('ALTER TABLE wf.%I DROP CONSTRAINT bounds', table_name);
    PERFORM wf._adopt_partitions();
END
$$;
REVOKE ALL ON FUNCTION wf._attach(name, timestamptz, timestamptz, name) FROM PUBLIC;
COMMENT ON FUNCTION wf._attach IS 'Makes a table of schema wf a partition of its log again.';

CREATE FUNCTION wf._finish_leaving(table_name name) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _leaving wf.log_archive;
    _entries bigint;
    _name name := table_name;
    _number integer := 1;
    _index name;
    _needing bigint;
BEGIN
    SELECT * INTO STRICT _leaving FROM wf.log_archive a WHERE a.table_name = _finish_leaving.table_name AND a.detached_at IS NULL;
    IF to_regclass(format('wf.%I', table_name)) IS NULL THEN
        DELETE FROM wf.log_archive a WHERE a.archive_id = _leaving.archive_id;
        RETURN 'somebody else has taken it away';
    END IF;
    -- An instance has come that needs its entries, or the policy says meanwhile that nothing is to be dropped.
    SELECT n.instance_id INTO _needing FROM wf._needs_checkpoint(_leaving.until_at, 1) n WHERE _leaving.log = 'log';
    IF FOUND
       OR _leaving.left_for = 'drop' AND NOT EXISTS (SELECT FROM wf._log_policies() p WHERE p.log = _leaving.log AND p.at_retention = 'drop' AND _leaving.until_at + p.retention <= now()) THEN
        PERFORM wf._attach(table_name, _leaving.from_at, _leaving.until_at, _leaving.log);
        DELETE FROM wf.log_archive a WHERE a.archive_id = _leaving.archive_id;
        RETURN CASE WHEN _needing IS NULL THEN 'put back, as it is not to be dropped any more' ELSE format('put back, as instance %s needs its entries', _needing) END;
    END IF;
    EXECUTE format('SELECT count(*) FROM wf.%I', table_name) INTO _entries;
    IF _leaving.left_for = 'drop' THEN
        EXECUTE format('DROP TABLE wf.%I', table_name);
    ELSE
        -- It has lost the triggers of the log with the log.
        EXECUTE format('CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE ON wf.%I FOR EACH ROW EXECUTE FUNCTION wf._refuse_log_change()', table_name);
        EXECUTE format('ALTER TABLE wf.%I ENABLE ALWAYS TRIGGER append_only, ENABLE ALWAYS TRIGGER append_only_truncate', table_name);
        IF _leaving.schema_name <> 'wf' THEN
            -- One of that name may have gone there before.
            WHILE to_regclass(format('%I.%I', _leaving.schema_name, _name)) IS NOT NULL LOOP
                _number := _number + 1;
                _name := left(table_name, 50) || '_' || _number;
            END LOOP;
            FOR _index IN SELECT c.relname FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid
                          WHERE x.indrelid = to_regclass(format('wf.%I', table_name)) AND to_regclass(format('%I.%I', _leaving.schema_name, c.relname)) IS NOT NULL LOOP
                EXECUTE format('ALTER INDEX wf.%I RENAME TO %I', _index, format('%s_%s', left(_index, 40), _leaving.archive_id));
            END LOOP;
            IF _number > 1 THEN
                EXECUTE format('ALTER TABLE wf.%I RENAME TO %I', table_name, _name);
            END IF;
            EXECUTE format('ALTER TABLE wf.%I SET SCHEMA %I', _name, _leaving.schema_name);
        END IF;
    END IF;
    DELETE FROM wf.log_archive a WHERE a.attached_at IS NOT NULL AND (a.log, a.from_at, a.until_at) = (_leaving.log, _leaving.from_at, _leaving.until_at);
    UPDATE wf.log_archive a SET table_name = _name, entries = _entries, detached_at = clock_timestamp() WHERE a.archive_id = _leaving.archive_id;
    RETURN 'done';
END
$$;
REVOKE ALL ON FUNCTION wf._finish_leaving(name) FROM PUBLIC;
COMMENT ON FUNCTION wf._finish_leaving IS 'After a partition has been detached from the log: protects it, and moves it or drops it, as was noted before. Returns done, or why it did not leave: a running instance needs it, or the policy says otherwise by now.';

-- Nothing in the file depends on the session: who reads it back may have other settings. Nor is one ever written over.
CREATE FUNCTION wf._into_file(archive_id bigint, directory text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
DECLARE
    _gone wf.log_archive;
    _file text;
    _columns name[];
BEGIN
    SELECT * INTO STRICT _gone FROM wf.log_archive a WHERE a.archive_id = _into_file.archive_id;
    _file := format('%s/%s_%s_%s.csv', rtrim(directory, '/'), current_database(), _gone.table_name, to_char(clock_timestamp(), 'YYYYMMDD"T"HH24MISSUS"Z"'));
    SELECT array_agg(a.attname ORDER BY a.attnum) INTO _columns FROM pg_attribute a
    WHERE a.attrelid = to_regclass(format('%I.%I', _gone.schema_name, _gone.table_name)) AND a.attnum > 0 AND NOT a.attisdropped;
    EXECUTE format('COPY (SELECT %s FROM %I.%I) TO %L (FORMAT csv, HEADER, ENCODING ''UTF8'')',
                   (SELECT string_agg(quote_ident(c), ', ') FROM unnest(_columns) AS c), _gone.schema_name, _gone.table_name, _file);
    EXECUTE format('DROP TABLE %I.%I', _gone.schema_name, _gone.table_name);
    UPDATE wf.log_archive a SET file = _file, columns = _columns WHERE a.archive_id = _gone.archive_id;
END
$$;
REVOKE ALL ON FUNCTION wf._into_file(bigint, text) FROM PUBLIC;
COMMENT ON FUNCTION wf._into_file IS 'Writes a partition that has left the log into a file of the server and drops it.';

CREATE FUNCTION wf.archive(before timestamptz, to_schema name DEFAULT NULL, to_directory text DEFAULT NULL, log name DEFAULT 'log')
RETURNS TABLE (table_name text, from_at timestamptz, until_at timestamptz, entries bigint, file text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    _partition record;
    _archive bigint;
    _schema constant name := coalesce(to_schema, (SELECT p.archive_schema FROM wf._log_policies() p WHERE p.log = archive.log));
BEGIN
    PERFORM wf._check_primary('archive');
    PERFORM wf._check_words('log', ARRAY[log::text], '{log,state_log}');
    PERFORM wf._check_archive_schema(_schema);
    IF wf._is_foreign_schema(_schema) THEN
        RAISE WARNING USING
            MESSAGE = format('the owner of schema %I can drop what is archived there', _schema),
            HINT = format('ALTER SCHEMA %I OWNER TO %s;', _schema, current_user);
    END IF;
    IF to_directory IS NOT NULL AND NOT pg_has_role('pg_write_server_files', 'USAGE') THEN
        RAISE insufficient_privilege USING
            MESSAGE = 'the engine may not write files of the server',
            HINT = format(E'GRANT pg_write_server_files TO %s; or archive to a table and use \\copy.', current_user);
    END IF;
    FOR _partition IN SELECT l.* FROM wf._log_partitions(log) l WHERE l.until_at <= before AND l.until_at <= now() ORDER BY l.from_at LOOP
        LOOP
            PERFORM wf._prepare_leaving(_partition.table_name, 10000, 'archive', _schema);
            EXIT WHEN EXISTS (SELECT FROM wf.log_archive a WHERE a.table_name = _partition.table_name AND a.detached_at IS NULL);
        END LOOP;
        EXECUTE format('ALTER TABLE wf.%I DETACH PARTITION wf.%I %s', log, _partition.table_name, CASE WHEN _partition.is_detaching THEN 'FINALIZE' END);
        SELECT a.archive_id INTO STRICT _archive FROM wf.log_archive a WHERE a.table_name = _partition.table_name AND a.detached_at IS NULL;
        IF wf._finish_leaving(_partition.table_name) <> 'done' THEN
            RAISE lock_not_available USING
                MESSAGE = format('an instance with entries in wf.%I has begun meanwhile', _partition.table_name), HINT = 'Call wf.archive() again.';
        END IF;
        IF to_directory IS NOT NULL THEN
            PERFORM wf._into_file(_archive, to_directory);
        END IF;
        RETURN QUERY
            SELECT format('%I.%I', a.schema_name, a.table_name), a.from_at, a.until_at, a.entries, a.file FROM wf.log_archive a WHERE a.archive_id = _archive;
    END LOOP;
END
$$;
REVOKE ALL ON FUNCTION wf.archive(timestamptz, name, text, name) FROM PUBLIC;
COMMENT ON FUNCTION wf.archive IS
'Takes the partitions of wf.log, or of wf.state_log, that end before a moment out of it, into tables of another schema (default: archive_schema of wf.log_policy) or, with to_directory, into CSV files of the server; returns one row for each. Running instances with entries there get a checkpoint first, so they go on, and are verified from there. Locks wf.log until the end of the transaction, if only for reading and moving: call it alone, or let wf.maintain() do it, which does not. For wf_admin.
before: in the past; only whole partitions go. log: log, or state_log. Errors: 42501 (the schema or the directory is closed to wf_owner), 55P03 (somebody is changing an instance).
Example: SELECT * FROM wf.archive(before => now() - interval ''10 years'');';

CREATE FUNCTION wf.attach_archive(table_name text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET datestyle = 'ISO' AS $$
DECLARE
    _gone wf.log_archive;
    _column record;
    _name text;
    _entries bigint;
BEGIN
    PERFORM wf._check_primary('attach_archive');
    SELECT * INTO _gone FROM wf.log_archive a
    WHERE attach_archive.table_name IN (a.table_name, quote_ident(a.table_name), a.schema_name || '.' || a.table_name, format('%I.%I', a.schema_name, a.table_name)) AND a.detached_at IS NOT NULL AND a.attached_at IS NULL AND a.left_for <> 'drop'
    ORDER BY a.archive_id DESC LIMIT 1;
    IF NOT FOUND THEN
        RAISE undefined_table USING MESSAGE = format('no archived partition is called %s', table_name), HINT = 'See wf.partitions. How a table that it does not know becomes part of the log again: docs/how-to/archive-the-log.md.';
    END IF;
    _name := quote_ident(_gone.table_name);
    IF _gone.file IS NOT NULL THEN
        EXECUTE format('CREATE TABLE wf.%s (LIKE wf.%I INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMPRESSION)', _name, _gone.log);
        EXECUTE format('COPY wf.%s (%s) FROM %L (FORMAT csv, HEADER, ENCODING ''UTF8'')', _name, (SELECT string_agg(quote_ident(c), ', ') FROM unnest(_gone.columns) AS c), _gone.file);
        GET DIAGNOSTICS _entries = ROW_COUNT;
        IF _entries <> _gone.entries THEN
            RAISE data_corrupted USING MESSAGE = format('%s has %s entries, %s were written', _gone.file, _entries, _gone.entries),
                HINT = 'Bring the file back as it was written, from a backup.';
        END IF;
    ELSE
        IF _gone.schema_name <> 'wf' THEN
            EXECUTE format('ALTER TABLE %I.%s SET SCHEMA wf', _gone.schema_name, _name);
        END IF;
        EXECUTE format('DROP TRIGGER IF EXISTS append_only ON wf.%s', _name);  -- the log has its own
        EXECUTE format('DROP TRIGGER IF EXISTS append_only_truncate ON wf.%s', _name);
        -- What the log has got since.
        FOR _column IN SELECT a.attname, format_type(a.atttypid, a.atttypmod) AS type FROM pg_attribute a
                       WHERE a.attrelid = format('wf.%I', _gone.log)::regclass AND a.attnum > 0 AND NOT a.attisdropped
                         AND NOT EXISTS (SELECT FROM pg_attribute b WHERE b.attrelid = to_regclass('wf.' || _name) AND b.attname = a.attname AND NOT b.attisdropped) LOOP
            EXECUTE format('ALTER TABLE wf.%s ADD COLUMN %I %s', _name, _column.attname, _column.type);
        END LOOP;
    END IF;
    PERFORM wf._attach(_gone.table_name, _gone.from_at, _gone.until_at, _gone.log);
    UPDATE wf.log_archive a SET attached_at = clock_timestamp() WHERE a.archive_id = _gone.archive_id;
    RETURN _gone.entries;
END
$$;
REVOKE ALL ON FUNCTION wf.attach_archive(text) FROM PUBLIC;
COMMENT ON FUNCTION wf.attach_archive IS
'Makes the entries of a partition that was archived part of its log again, from its table or its file; returns how many. It stays until wf.archive() takes it away again. For wf_admin. Errors: 42P01 (nothing was archived by that name).
Example: SELECT wf.attach_archive(''wf_archive.log_2025_01'');';
