-- Keys of business rows have one form for each row, whatever a session has set.
COMMENT ON COLUMN wf.instance.business_key IS 'Primary key of that row, as text: one for each row, whatever the session has set and however it was spelled (docs/reference/binding.md, "Keys").';
SELECT wf._rewrite_keys();
