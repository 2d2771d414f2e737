CREATE FUNCTION wf._fill_template(template text, names jsonb) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
    SELECT coalesce(string_agg(part[1] || coalesce(names ->> part[2], '') || coalesce(part[3], ''), ''), '')
    FROM regexp_matches(template, '([^{]*)(?:\{([^{}]*)\}|(\{))?', 'g') AS part;
END;
COMMENT ON FUNCTION wf._fill_template IS
'The template with each {name} replaced by the value of that name, or nothing if there is none. Values are not looked at again.';
