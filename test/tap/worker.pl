# The background worker: it fires what is due by itself, and lives through whatever happens to its database and its server.
# It sleeps for an hour if nobody wakes it, so that whatever happens sooner is no chance.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('primary');
$node->init(allows_streaming => 1);
$node->append_conf('postgresql.conf', <<'CONF');
shared_buffers = 32MB
max_connections = 40
max_worker_processes = 20
timezone = UTC
restart_after_crash = on
shared_preload_libraries = 'wf_engine'
wf_engine.databases = 'app, "Later, perhaps", never'
wf_engine.worker_interval = '1h'
CONF
$node->start;

# With a person, a process that asks her when its timer has fired, and one whose timer fails.
sub engine_in {
    my ($database) = @_;
    $node->safe_psql($database, <<'SQL');
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.load_directory('{"persons": [{"id": "ann"}]}');
SELECT wf.deploy(format('{"key": "timed%s", "form": {"fields": [{"name": "good", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT%sS"}, {"id": "way", "type": "exclusive"},
              {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["ann"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "way"}, {"from": "way", "to": "sign", "when": "good"}, {"from": "sign", "to": "end"}]}',
    seconds, seconds)::jsonb) FROM unnest('{0,2,4}'::integer[]) AS seconds;
SQL
    return;
}

sub start {
    my ($where, $database, $key, $good) = @_;
    return $where->safe_psql($database, sprintf(q(SELECT wf.start('%s', '{"good": %s}', actor => 'ann')), $key // 'timed0', $good // 'true'));
}

sub fires {
    my ($where, $database, $instance, $what) = @_;
    ok($where->poll_query_until($database, "SELECT EXISTS (SELECT FROM wf.task WHERE instance_id = $instance)"), $what);
    return;
}

sub worker { return $_[0]->safe_psql($_[1], 'SELECT pid FROM wf.worker') }

sub has_worker {
    my ($where, $database) = @_;
    return $where->poll_query_until($database, 'SELECT EXISTS (SELECT FROM wf.worker WHERE pid IS NOT NULL)');
}

# ---- By itself ----
$node->safe_psql('postgres', 'CREATE DATABASE app');
engine_in('app');
ok(has_worker($node, 'app'), 'the worker has found its database');
fires($node, 'app', start($node, 'app'), 'a command that arms what is due wakes it');
fires($node, 'app', start($node, 'app', 'timed2'), 'it wakes for what is due later');
my $later = start($node, 'app', 'timed4');
fires($node, 'app', start($node, 'app'), 'what comes in between');
fires($node, 'app', $later, '... makes it forget nothing');
is($node->safe_psql('app', 'SELECT string_agg(DISTINCT backend_type, $$,$$ ORDER BY backend_type) FROM pg_stat_activity WHERE backend_type ~ $$wf_engine$$'),
    'wf_engine launcher,wf_engine worker', 'pg_stat_activity shows it');
is($node->safe_psql('app', q(SELECT DISTINCT context ->> 'session_user' FROM wf.log WHERE actor = 'system')), 'wf_owner', 'it is no superuser');
$node->safe_psql('app', q(SELECT wf.enqueue('[{"command": "comment", "instance_id": 1, "comment": "later"}]', actor => 'ann')));
{
    # Nothing has changed that it would tell of, and sooner or later something else wakes it: so it has not long.
    local $PostgreSQL::Test::Utils::timeout_default = 20;
    ok($node->poll_query_until('app', q(SELECT EXISTS (SELECT FROM wf.log WHERE comment = 'later'))), 'a queued command wakes it');
}

# ---- One that fails ----
my $bad = start($node, 'app', 'timed0', 'null');
fires($node, 'app', start($node, 'app'), 'what fails stops nothing else');
ok($node->poll_query_until('app', 'SELECT failures > 0 AND last_failure IS NOT NULL AND last_failure_at IS NOT NULL AND jobs > 4 AND lag = $$0$$ FROM wf.worker'),
    'and is counted') or diag($node->safe_psql('app', 'SELECT * FROM wf.worker'));
is($node->safe_psql('app', "SELECT attempts, error IS NOT NULL FROM wf.jobs WHERE instance_id = $bad"), '1|t', 'and noted');

# ---- What it says of a failure is text, and no lock stays that code of others has taken for the session ----
$node->safe_psql('app', <<'SQL');
CREATE FUNCTION public.long_words(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_lock(4711);
    RAISE EXCEPTION 'x%', repeat(chr(23457), 200);
END
$$;
SELECT wf.register_function('long_words', 'public.long_words(jsonb)');
SELECT wf.deploy('{"key": "long_words", "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT0S"},
    {"id": "say", "type": "script", "function": "long_words"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "say"}, {"from": "say", "to": "end"}]}');
SELECT wf.start('long_words', '{}', actor => 'ann');
SQL
ok($node->poll_query_until('app', q(SELECT last_failure LIKE 'x%' AND length(last_failure) = 85 FROM wf.worker)), 'a long message is cut between letters')
    or diag($node->safe_psql('app', 'SELECT last_failure::bytea FROM wf.worker'));
ok($node->poll_query_until('app', q(SELECT NOT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711))), 'and no lock is left');

# ---- Code of others has no way to the rights that the worker was born with ----
$node->safe_psql('app', <<'SQL');
CREATE ROLE mallory;
GRANT CREATE ON SCHEMA public TO mallory;
SET ROLE mallory;
CREATE FUNCTION public.spy(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
    _seen text := format('%s %s', session_user, current_user);
BEGIN
    BEGIN
        RESET SESSION AUTHORIZATION;
        _seen := _seen || ' superuser';
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    RETURN jsonb_build_object('seen', _seen);
END
$$;
RESET ROLE;
SELECT wf.register_function('spy', 'public.spy(jsonb)');
SELECT wf.deploy('{"key": "spied", "form": {"fields": [{"name": "seen", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT0S"}, {"id": "spy", "type": "script", "function": "spy"},
              {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["ann"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "spy"}, {"from": "spy", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SQL
my $spied = $node->safe_psql('app', q(SELECT wf.start('spied', actor => 'ann')));
fires($node, 'app', $spied, 'a script runs in the worker');
is($node->safe_psql('app', "SELECT data ->> 'seen' FROM wf.instance WHERE instance_id = $spied"), 'wf_owner mallory', '... with the rights of its owner');

$node->safe_psql('app', <<'SQL');
ALTER DATABASE app SET wf_engine.foreign_code_timeout = '50ms';
CREATE FUNCTION public.endless(form jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
    LOOP
        BEGIN
            PERFORM pg_sleep(1000);
        EXCEPTION WHEN query_canceled THEN
            NULL;
        END;
    END LOOP;
END
$$;
SELECT wf.register_function('endless', 'public.endless(jsonb)');
SELECT wf.deploy('{"key": "endless", "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT0S"},
    {"id": "run", "type": "script", "function": "endless"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "run"}, {"from": "run", "to": "end"}]}');
SQL
$bad = $node->safe_psql('app', q(SELECT wf.start('endless', actor => 'ann')));
ok($node->poll_query_until('app', "SELECT attempts = 1 AND error ~ 'did not end' FROM wf.job WHERE instance_id = $bad"), 'code that catches every cancel ends a worker, once');
fires($node, 'app', start($node, 'app'), '... and the next one goes on');

# ---- Those who listen ----
# psql shows what has come when a statement ends.
like($node->safe_psql('app', <<'SQL'), qr/"wf_events" with payload "\{"instances": \[(\d+)\]\}" received from server process with PID (\d+)\..*^id \1 of \2$/ms, 'the worker tells what users have changed, not they');
LISTEN wf_events;
SELECT wf.start('timed4', '{"good": true}', actor => 'ann') AS id \gset
SELECT pid AS worker, pg_sleep(2) FROM wf.worker \gset
\echo id :id of :worker
SQL

# ---- Its end ----
sub comes_back {
    my ($how, $do) = @_;
    my $before = worker($node, 'app');
    $do->($before);
    # It may be gone for a moment, and with it the server.
    ok($node->poll_query_until('app', "SELECT EXISTS (SELECT FROM wf.worker WHERE pid <> $before)"), "it comes back after $how");
    fires($node, 'app', start($node, 'app'), "... and goes on");
    return;
}
comes_back('pg_terminate_backend', sub { $node->safe_psql('app', "SELECT pg_terminate_backend($_[0])") });
comes_back('kill -9', sub { kill 'KILL', $_[0] });
comes_back('the end of its launcher', sub {
    $node->safe_psql('app', q(SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type ~ 'wf_engine'));
});
$later = start($node, 'app', 'timed4');
$node->restart;
fires($node, 'app', $later, 'what has become due while the server was down');

# ---- The extension ----
$node->safe_psql('app', 'DROP EXTENSION wf_engine CASCADE');
is($node->safe_psql('app', 'SELECT count(*) > 0 FROM wf.instance'), 't', 'DROP EXTENSION is not kept waiting');
$node->safe_psql('app', 'CREATE EXTENSION wf_engine; SELECT wf.setup()');
fires($node, 'app', start($node, 'app'), 'it goes on when the extension is back');
$node->safe_psql('app', 'INSERT INTO wf.migration (version, applied_at, applied_by) SELECT 99, now(), session_user');
ok($node->poll_query_until('app', q(SELECT last_failure ~ 'out of date' FROM wf.worker, pg_reload_conf())), 'it touches no tables of another version')
    or diag($node->safe_psql('app', 'SELECT * FROM wf.worker'));
$node->safe_psql('app', 'DELETE FROM wf.migration WHERE version = 99');
fires($node, 'app', start($node, 'app'), 'and goes on when they are its own again');

$node->safe_psql('app', 'ALTER TABLE wf.instance OWNER TO postgres');
$later = start($node, 'app');
ok($node->poll_query_until('app', q(SELECT last_failure ~ 'superuser' FROM wf.worker)), 'it does not become a superuser');
is($node->safe_psql('app', "SELECT version FROM wf.instance WHERE instance_id = $later"), '1', '... for a timer');
$node->safe_psql('app', 'SELECT wf.setup()');
fires($node, 'app', $later, '... nor need to, after wf.setup()');

# ---- The database ----
$node->safe_psql('postgres', 'CREATE DATABASE copied TEMPLATE app');
pass('it leaves a database that is copied');
fires($node, 'app', start($node, 'app'), '... and comes back');
for my $force ('', ' WITH (FORCE)') {
    $node->safe_psql('postgres', "DROP DATABASE app$force");
    pass("it leaves for DROP DATABASE$force");
    $node->safe_psql('postgres', 'CREATE DATABASE app');
    engine_in('app');
    fires($node, 'app', start($node, 'app'), '... and finds the next one of that name');
}
$node->safe_psql('postgres', 'CREATE DATABASE "Later, perhaps"');
engine_in('Later, perhaps');
fires($node, 'Later, perhaps', start($node, 'Later, perhaps'), 'a second database');
$node->append_conf('postgresql.conf', "wf_engine.databases = 'app'");
$node->reload;
ok($node->poll_query_until('Later, perhaps', 'SELECT NOT EXISTS (SELECT FROM wf.worker) AND NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND backend_type ~ $$wf_engine$$)'),
    'it leaves a database that is no longer listed');

# ---- Upkeep: what cannot be run in a transaction, and what wf.maintain() does ----
$node->safe_psql('app', <<'SQL');
SELECT wf._make_partition('2020-01-01Z', '2020-02-01Z');
INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, source, target, events)
    SELECT 7, 1, 1, '2020-01-15Z', action, actor, source, target, events FROM wf.log LIMIT 1;
UPDATE wf.log_policy SET premake = premake + 1;
SQL
$node->append_conf('postgresql.conf', "wf_engine.upkeep_interval = '1s'\nwf_engine.worker_interval = '1s'");
$node->reload;
start($node, 'app');
ok($node->poll_query_until('app', q(SELECT count(DISTINCT step) = 3 FROM wf.upkeep_done WHERE step IN ('premake', 'index', 'freeze') AND done_by = 'wf_owner' AND error IS NULL)),
    'the daily upkeep is done') or diag($node->safe_psql('app', 'SELECT * FROM wf.upkeep(); TABLE wf.upkeep_done'));
is($node->safe_psql('app', q(SELECT reloptions IS NULL, relallvisible > 0 FROM pg_class WHERE oid = 'wf.log_2020_01'::regclass)), 't|t', '... by VACUUM itself');
ok($node->poll_query_until('app', 'SELECT last_upkeep IS NOT NULL AND NOT EXISTS (SELECT FROM wf.upkeep()) FROM wf.worker'), '... until nothing is due');
$node->append_conf('postgresql.conf', "wf_engine.upkeep_interval = 0\nwf_engine.worker_interval = '1h'");
$node->reload;

# ---- A standby ----
$node->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'copy', has_streaming => 1);
$standby->start;
$later = start($node, 'app', 'timed2');
fires($node, 'app', $later, 'the primary fires');
$node->wait_for_catchup($standby);
is($standby->safe_psql('app', 'SELECT count(*) FROM wf.worker'), '0', 'a standby has no worker');
$later = start($node, 'app', 'timed4');
$node->wait_for_catchup($standby);
$node->stop('immediate');
$standby->promote;
fires($standby, 'app', $later, 'the standby that is promoted fires what the primary has not');
fires($standby, 'app', start($standby, 'app'), '... and is woken');
is($standby->safe_psql('app', 'SELECT count(*) FROM wf.instance i, wf.verify(i.instance_id)'), '0', 'nothing differs from the log');
is(PostgreSQL::Test::Utils::slurp_file($_->logfile) =~ /PANIC|TRAP|signal 11/, '', 'no crash but the one that was made') for $node, $standby;

done_testing();
