CREATE FUNCTION wf._kept_key(business_table text, business_key text) RETURNS text
LANGUAGE c STABLE STRICT PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_kept_key';
COMMENT ON FUNCTION wf._kept_key IS
'The key of a row of this table (with its schema) as this version keeps it, of what an earlier one kept: the text of the value with ISO dates, in UTC; of several columns a JSON object of such. Given back as it is if there is no such table, or its columns cannot read it.';
