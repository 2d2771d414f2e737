CREATE FUNCTION wf.definition_schema() RETURNS jsonb
LANGUAGE c IMMUTABLE PARALLEL SAFE
AS 'MODULE_PATHNAME', 'wf_definition_schema';
COMMENT ON FUNCTION wf.definition_schema IS
'The JSON Schema (2020-12) of definitions, for editors: keys, types, words and what must be there, as wf.deploy reads them. What only the whole of a definition tells is for wf.validate.
Example: SELECT wf.definition_schema() -> ''$schema'';';
