# The same without the background worker: pg_cron calls what docs/how-to/let-timers-run.md says, as a role that is no superuser.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('cron');
$node->init;
if (!-e $node->config_data('--sharedir') . '/extension/pg_cron.control') {
    plan skip_all => 'pg_cron is not installed';
}
$node->append_conf('postgresql.conf', <<'CONF');
shared_buffers = 32MB
timezone = UTC
shared_preload_libraries = 'pg_cron'
cron.database_name = 'postgres'
cron.use_background_workers = on
CONF
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.load_directory('{"persons": [{"id": "ann"}]}');
SELECT wf.deploy('{"key": "timed", "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT0S"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["ann"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT count(wf.start('timed', actor => 'ann')) FROM generate_series(1, 120);
CREATE EXTENSION pg_cron;
CREATE ROLE wf_scheduler LOGIN;
GRANT wf_admin TO wf_scheduler;
GRANT USAGE ON SCHEMA cron TO wf_scheduler;
SET SESSION AUTHORIZATION wf_scheduler;
SELECT cron.schedule('wf', '* * * * *', 'CALL wf.run_jobs()');
SQL
ok($node->poll_query_until('postgres', 'SELECT count(*) = 120 FROM wf.task'), 'pg_cron fires what is due')
    or diag($node->safe_psql('postgres', 'TABLE cron.job_run_details'));
is($node->safe_psql('postgres', q(SELECT DISTINCT context ->> 'session_user' FROM wf.log WHERE actor = 'system')), 'wf_scheduler', 'as the role that has scheduled it');
is($node->safe_psql('postgres', 'SELECT count(*) FROM wf.worker'), '0', 'without a worker');

done_testing();
