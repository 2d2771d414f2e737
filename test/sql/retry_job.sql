-- wf.retry_job: an administrator ends an incident.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.deploy('{
    "key": "mailing", "form": {"fields": [{"name": "to", "type": "text"}, {"name": "sent", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"},
              {"id": "mail", "type": "service", "topic": "send_mail", "retries": 2,
               "boundary": [{"id": "bounced", "type": "error", "error": "BOUNCED", "to": "call_him"}]},
              {"id": "call_him", "type": "task", "assignee": "bob"}, {"id": "end", "type": "end"}, {"id": "called", "type": "end"}],
    "flows": [{"from": "start", "to": "mail"}, {"from": "mail", "to": "end"}, {"from": "call_him", "to": "called"}]}');
SELECT wf.start('mailing', '{"to": "ann"}', actor => 'alice');
SELECT wf.fail_job(1000001, 'no answer'), wf.fail_job(1000001, 'no answer');
SELECT job_id, tries_left, incident FROM wf.jobs;
SELECT wf.retry_job(1000001, actor => 'alice');
SELECT wf.retry_job(job_id => 1000001, actor => 'root');
SELECT job_id, tries_left, incident, error FROM wf.jobs;
SELECT job_id FROM wf.fetch_jobs('send_mail', worker => 'w1');
SELECT wf.complete_job(1000001);
SELECT seq, action, actor, node FROM wf.history ORDER BY seq;
\set VERBOSITY sqlstate
SELECT wf.retry_job(1000001, actor => 'root');
SELECT * FROM wf.verify(1);
