-- wf.compare_routes: which real requests would go another way in a new version of their definition.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.start('leave', '{"days": 3}', actor => 'alice') AS short \gset
SELECT wf.start('leave', '{"days": 4}', actor => 'bob') AS four \gset
SELECT wf.start('leave', '{"days": 9, "kind": "annual"}', actor => 'alice') AS long \gset
-- Where they really are makes no difference, nor what the form has become.
SELECT wf.reject(task_id, actor => 'lena') IS NOT NULL AS rejected FROM wf.todo WHERE instance_id = :long;
SELECT * FROM wf.compare_routes('leave');

-- A draft: management from the fourth day on, and no board any more.
SELECT wf.deploy(jsonb_set(jsonb_set(source, '{flows,2,when}', '"days > 3 and kind != \"sick\""'), '{flows,4,to}', '"hr"')
    #- '{nodes,4}' #- '{flows,5}', activate => false) AS draft FROM wf.definition WHERE key = 'leave' AND version = 1;
SELECT * FROM wf.compare_routes('leave');
SELECT instance_id, difference FROM wf.compare_routes('leave', version => 2, last => 2);
SELECT * FROM wf.compare_routes('leave', version => 1);
-- What has changed in the organisation is not a difference between the versions.
SELECT wf.load_directory('{"persons": [{"id": "lena", "name": "Lena", "active": false}]}') IS NOT NULL AS lena_leaves;
SELECT instance_id, route_before, route_after FROM wf.compare_routes('leave', version => 2);
-- One that would be refused.
SELECT wf.deploy(jsonb_insert(source, '{form,fields,0}', '{"name": "cost_centre", "type": "text", "required": true}'), activate => false) AS refusing FROM wf.definition WHERE key = 'leave' AND version = 1;
SELECT instance_id, difference FROM wf.compare_routes('leave', last => 1);

SELECT * FROM wf.compare_routes('leave', last => 0);
SELECT * FROM wf.compare_routes('leave', version => 9);
SELECT * FROM wf.compare_routes('unknown');
SELECT * FROM wf.compare_routes('leave', last => NULL);
SELECT count(*) AS instances FROM wf.instance;
