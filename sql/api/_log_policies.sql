CREATE FUNCTION wf._log_policies()
RETURNS TABLE (log name, partition_interval text, premake integer, cold_after interval, cold_indexes boolean, cold_tablespace name, retention interval, at_retention text, archive_schema name)
LANGUAGE sql STABLE ROWS 2 SET search_path = pg_catalog, pg_temp AS $$
    SELECT 'log', p.partition_interval, p.premake, p.cold_after, p.cold_indexes, p.cold_tablespace, p.retention, p.at_retention, p.archive_schema FROM wf.log_policy p
    UNION ALL
    SELECT 'state_log', p.partition_interval, p.premake, p.cold_after, p.cold_indexes, p.cold_tablespace, p.retention, p.at_retention, p.archive_schema FROM wf.state_log_policy p
$$;
REVOKE ALL ON FUNCTION wf._log_policies() FROM PUBLIC;
COMMENT ON FUNCTION wf._log_policies IS 'How each of the logs is kept: wf.log and wf.state_log.';
