CREATE FUNCTION wf._count_changes(entries bigint, written bigint, added bigint) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN jsonb_build_object('added', added, 'changed', written - added, 'unchanged', entries - written);
COMMENT ON FUNCTION wf._count_changes(bigint, bigint, bigint) IS 'What wf.load_directory() says of one kind of entry.';
REVOKE ALL ON FUNCTION wf._count_changes(bigint, bigint, bigint) FROM PUBLIC;
