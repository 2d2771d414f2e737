CREATE FUNCTION wf.feel_check(
    expression text,
    names jsonb DEFAULT NULL,
    definition text DEFAULT NULL,
    tests boolean DEFAULT false,
    types jsonb DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS TABLE (severity text, code text, "position" integer, message text, suggestion text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_feel_check';
COMMENT ON FUNCTION wf.feel_check IS
'What is wrong with a FEEL expression, without evaluating it: severity (error, warning), code, position (of a character, from 1), message, and what to write instead. No rows: nothing to say against it.
names: the types of the names it may use; null: any name of any type. definition: the names that conditions of its active version know. tests: the text is unary tests, as in a cell of a decision table. types: the item types that the text, or names, may name, as in wf.feel.
Example: SELECT * FROM wf.feel_check(''days > "5"'', ''{"days": "number", "tags": "list<string>", "order": {"due": "date"}}'');';
