CREATE FUNCTION wf._form_of(events jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_path_query_array(events, '$[*] ? (@.type == "InstanceStarted" || @.type == "DataChanged" || @.type == "StateRestored").data') -> -1
$$;
COMMENT ON FUNCTION wf._form_of IS
'The form that the events of a log entry leave behind; null: they do not change it.';
