-- What is wrong with a form, in the words of whoever fills it in: by labels, in their language, and what shows nothing is nothing.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
SELECT wf.deploy('{"key": "trip", "name": "Trip",
    "form": {"fields": [{"name": "why", "type": "text", "required": true, "label": {"en": "Reason", "zh": "事由"}},
                        {"name": "days", "type": "number", "label": {"en": "Days away", "zh": "天数"}, "valid": "? > 0"},
                        {"name": "dept", "type": "department", "label": "成本部门"},
                        {"name": "buddy", "type": "person"},
                        {"name": "more", "type": "object"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "end", "type": "end"},
              {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["bob"]}], "required_on": {"approve": ["comment", "days"]}}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "end"}]}') > 0 AS deployed;
-- All of it, in English and in Chinese; another language gets English.
SELECT wf.start('trip', '{"days": "two", "dept": "nowhere", "buddy": "nobody", "x": 1}', actor => 'alice');
SET wf_engine.language = 'zh';
SELECT wf.start('trip', '{"days": "two", "dept": "nowhere", "buddy": "nobody", "x": 1}', actor => 'alice');
SELECT wf.start('trip', '{"why": "展会", "days": 0}', actor => 'alice');
SELECT what, result, detail FROM wf.simulate('trip', 'alice', '{"days": 1}') WHERE what = 'result';
SELECT code, message FROM wf.simulate_all('trip', initiators => ARRAY['alice']) WHERE code = 'start_refused';
SET wf_engine.language = 'fr';
SELECT wf.start('trip', '{"days": 0}', actor => 'alice');
RESET wf_engine.language;
SELECT what, result, detail FROM wf.simulate('trip', 'alice', '{"days": 1}') WHERE what = 'result';
-- Departments that there are.
SELECT department_id FROM wf.department ORDER BY 1 LIMIT 1 \gset
SELECT wf.start('trip', jsonb_build_object('why', 'fair', 'dept', :'department_id', 'buddy', 'carol'), actor => 'alice') AS i \gset
-- Blanks of any width are no text and no opinion.
SELECT wf.start('trip', jsonb_build_object('why', U&' \3000\00a0\200b'), actor => 'alice');
SELECT wf.approve(:i * 1000000 + 1, comment => U&'\3000\00a0', actor => 'bob');
SET wf_engine.language = 'zh';
SELECT wf.approve(:i * 1000000 + 1, comment => U&' \2003 ', actor => 'bob');
RESET wf_engine.language;
SELECT wf.comment(:i, comment => U&'\3000', actor => 'bob');
SELECT wf.approve(:i * 1000000 + 1, comment => U&'\3000好', data => '{"days": 2}', actor => 'bob') AS approved;
-- What nests too deep is called that, and the limit is said.
CREATE FUNCTION pg_temp.nested(levels integer) RETURNS jsonb LANGUAGE sql AS $$ SELECT (repeat('{"a":', levels) || '1' || repeat('}', levels))::jsonb $$;
SELECT wf.start('trip', jsonb_build_object('why', 'fair', 'more', pg_temp.nested(149)), actor => 'alice') > 0 AS just_so;
SELECT wf.start('trip', jsonb_build_object('why', 'fair', 'more', pg_temp.nested(150)), actor => 'alice');
SELECT wf.start('trip', jsonb_build_object('why', 'fair', 'more', pg_temp.nested(5000)), actor => 'alice');
SELECT wf.start('trip', ('{"why": "fair", "more": {"n": 1' || repeat('0', 400) || '}}')::jsonb, actor => 'alice');
SELECT wf.send_message('m', payload => pg_temp.nested(151));
SELECT wf.start('trip', '{"why": "fair"}', actor => 'alice') AS i \gset
SELECT wf.save_draft(:i * 1000000 + 1, pg_temp.nested(151), actor => 'bob');
