-- What tells of an instance comes out of the partitions that it has lived in, not of all that came later: years of them may be there.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS id \gset
SELECT wf.comment(:id, 'soon, please', actor => 'alice') AS said \gset
SELECT wf.ensure_partitions(months => 24) > 0 AS made;
CREATE FUNCTION partitions_read(query text) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE query;
    RETURN (SELECT count(DISTINCT l.relation) FROM pg_locks l JOIN wf._log_partitions() p USING (relation) WHERE l.pid = pg_backend_pid());
END
$$;
-- Each in a transaction of its own, whose locks say what it has opened.
SELECT partitions_read(format('SELECT * FROM wf.history WHERE instance_id = %s', :id));
SELECT partitions_read(format('SELECT * FROM wf.timeline WHERE instance_id = %s', :id));
SELECT partitions_read(format('SELECT * FROM wf.progress WHERE instance_id = %s', :id));
SELECT partitions_read(format('SELECT wf.diagram(instance_id => %s)', :id));
SELECT partitions_read(format('SELECT wf.replay(%s)', :id));
SELECT task_id FROM wf.todo WHERE instance_id = :id \gset
SELECT wf.approve(:task_id, actor => 'lena') AS done \gset
SELECT partitions_read(format('SELECT wf.undo(%s, actor => ''lena'')', :id));

-- A page is planned as a page: a join that expects a thousand rows would read all instances of a database of some ten thousand.
SELECT proname, prorows FROM pg_proc WHERE pronamespace = 'wf'::regnamespace AND proname = '_list';
