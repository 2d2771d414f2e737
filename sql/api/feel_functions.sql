CREATE FUNCTION wf.feel_functions()
RETURNS TABLE (name text, parameters text, result text, summary text)
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_feel_functions';
COMMENT ON FUNCTION wf.feel_functions IS
'The built-in functions of FEEL, one row for each form: name, parameters with their types ("?": may be left out, "...": a list, or its items one by one, "/": or), type of the result, summary.
Example: SELECT * FROM wf.feel_functions() WHERE name LIKE ''%date%'';';
