# The upkeep of the log is stopped in the middle of each of its steps, by pg_terminate_backend and by kill -9: the next run does the rest,
# nothing is lost, and the proof holds. A lock keeps it in the middle, so nothing depends on how fast anything is.
use strict;
use warnings;

use Engine;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('upkeep');
$node->init;
$node->append_conf('postgresql.conf', <<'CONF');
shared_buffers = 32MB
max_connections = 40
max_worker_processes = 20
timezone = UTC
restart_after_crash = on
shared_preload_libraries = 'wf_engine'
wf_engine.databases = 'app'
wf_engine.worker_interval = '1h'
wf_engine.upkeep_interval = 0
CONF
$node->start;
$node->safe_psql('postgres', 'CREATE DATABASE app');

sub sql { return $node->safe_psql('app', $_[0]) }

# Entries of running and ended instances in a partition that has ended by now, and something old to remove.
sql(<<'SQL');
CREATE EXTENSION wf_engine;
SELECT wf.setup();
SELECT wf.load_directory('{"persons": [{"id": "ann"}]}');
SELECT wf.deploy('{"key": "ask", "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["ann"]}]},
    {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}');
CREATE TABLE public.boundary AS SELECT clock_timestamp() + interval '2 seconds' AS at, date_trunc('month', now()) AS first, date_trunc('month', now()) + interval '1 month' AS until;
DO $$ BEGIN
    EXECUTE format('DROP TABLE wf.log_%s', to_char(now(), 'YYYY_MM'));
    EXECUTE (SELECT format('CREATE TABLE wf.log_old PARTITION OF wf.log FOR VALUES FROM (%L) TO (%L)', first, at) FROM public.boundary);
    EXECUTE (SELECT format('CREATE TABLE wf.log_new PARTITION OF wf.log FOR VALUES FROM (%L) TO (%L)', at, until) FROM public.boundary);
END $$;
SELECT count(wf.start('ask', actor => 'ann')) FROM generate_series(1, 30);
SELECT count(wf.approve(task_id, actor => 'ann')) FROM wf.task WHERE instance_id > 15;
SELECT pg_sleep_until(at) FROM public.boundary;
UPDATE wf.log_policy SET cold_after = '1 year';

CREATE FUNCTION public.wait_here() RETURNS void LANGUAGE sql SET lock_timeout = 0 AS 'SELECT pg_advisory_lock_shared(4711)';
CREATE FUNCTION public.hold_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.wait_here(); RETURN coalesce(NEW, OLD); END $$;
CREATE FUNCTION public.hold_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.wait_here(); END $$;
SQL

# A session that keeps what it is given until it is ended.
sub session {
    my ($sql, $is_there) = @_;
    my $in = "$sql\n";
    my $session = IPC::Run::start([ 'psql', '-qXAt', '-d', $node->connstr('app') ], '<', \$in, '>', \my $out, '2>', \my $err);
    $session->pump_nb;
    $node->poll_query_until('app', $is_there) or die "$sql: $err";
    return $session;
}

sub end_session { my ($session) = @_; $session->kill_kill; return }

my $holds = q(SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND granted AND mode = 'ExclusiveLock'));
my $in_the_middle = q(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted);

# wf.maintain() leaves it to autovacuum to freeze.
my $due = q(SELECT step, target FROM wf.upkeep() WHERE step <> 'freeze');

sub all_is_there {
    my ($name) = @_;
    is(sql($due), '', "$name: nothing is due");
    is(sql(q(SELECT count(*) FROM pg_index WHERE NOT indisvalid)), '0', "$name: no broken index");
    is(sql(q(SELECT count(*) FROM wf.log_archive WHERE detached_at IS NULL)), '0', "$name: nothing is half gone");
    sql(q(SELECT wf.attach_archive(format('%I.%I', schema_name, table_name)) FROM wf.log_archive WHERE attached_at IS NULL));
    is(sql(q(SELECT count(*) FROM wf.log WHERE action <> 'checkpoint')), '45', "$name: every entry is there");
    is(sql('SELECT count(*) FROM wf.verify_all()'), '0', "$name: the proof holds");
    is(sql('SELECT count(*) FROM wf.instance i, wf.verify(i.instance_id)'), '0', "$name: nothing differs from the log");
    sql(q(DELETE FROM wf.log_archive; UPDATE wf.log_policy SET retention = NULL, cold_after = '1 year'));
    return;
}

# ---- wf.maintain(), at each of its steps ----
my $leave = q(UPDATE wf.log_policy SET retention = '1 microsecond', at_retention = 'archive');
my @steps = (
    [ 'premake', 'EVENT TRIGGER held ON ddl_command_end WHEN TAG IN (%s)', 'CREATE TABLE', 'UPDATE wf.log_policy SET premake = premake + 2' ],
    [ 'prepare leaving', 'TRIGGER held AFTER UPDATE OF checkpoint_at ON wf.instance FOR EACH ROW', undef, $leave ],
    [ 'archive', 'EVENT TRIGGER held ON ddl_command_end WHEN TAG IN (%s)', 'ALTER TABLE', $leave ],
    [ 'finish leaving', 'EVENT TRIGGER held ON ddl_command_end WHEN TAG IN (%s)', 'CREATE TRIGGER', $leave ],
    [ 'index', 'EVENT TRIGGER held ON ddl_command_end WHEN TAG IN (%s)', 'CREATE INDEX', q(UPDATE wf.log_policy SET cold_after = '0') ],
    [ 'remove old rows', 'TRIGGER held BEFORE DELETE ON wf.outbox FOR EACH ROW', undef,
        q(INSERT INTO wf.outbox (tenant_id, recipient, kind, payload, idempotency_key, created_at) VALUES (0, 'ann', 'todo', '{}', 'a', now() - interval '1 year')) ]);
my $holder = session('SELECT pg_advisory_lock(4711);', $holds);
for my $case (@steps) {
    my ($step, $hold, $tag, $make_due) = @$case;
    sql($make_due);
    is(sql(sprintf('SELECT count(*) > 0 FROM wf.upkeep(now() + interval $$1 second$$)')), 't', "$step: something is due");
    my $table = $hold =~ /ON (wf\.\w+)/ ? " ON $1" : '';
    sql(sprintf("CREATE $hold EXECUTE FUNCTION %s", $tag ? ("'$tag'", 'public.hold_ddl()') : 'public.hold_row()'));
    my $maintain = IPC::Run::start([ 'psql', '-qXAt', '-d', $node->connstr('app'), '-c', 'CALL wf.maintain()' ], '>', \my $out, '2>', \my $err);
    ok($node->poll_query_until('app', "SELECT EXISTS ($in_the_middle)"), "$step: it is in the middle");
    is(sql(qq(SELECT pg_terminate_backend(($in_the_middle), 10000))), 't', "$step: and is stopped there");
    $maintain->finish;
    like($err, qr/terminating connection/, "$step: by nothing else") or diag($out);
    sql('DROP ' . ($tag ? 'EVENT TRIGGER held' : "TRIGGER held$table"));
    my $done = sql('CALL wf.maintain()');
    like($done, qr/$step/, "$step: the next run does it");
    unlike($done, qr/failed|locked/, "$step: and nothing fails");
    all_is_there($step);
}
# ---- Verifying the whole log goes on where it was stopped ----
sql('DELETE FROM wf.verify_run; CREATE TRIGGER held BEFORE UPDATE ON wf.verify_run FOR EACH ROW WHEN (NEW.verified > 10) EXECUTE FUNCTION public.hold_row()');
my $verify = IPC::Run::start([ 'psql', '-qXAt', '-d', $node->connstr('app'), '-c', 'CALL wf.verify_log(batch_size => 10)' ], '>', \my $out, '2>', \my $err);
ok($node->poll_query_until('app', "SELECT EXISTS ($in_the_middle)"), 'verify_log: it is in the middle');
my $progress = sprintf(q(SELECT verified, instances, last_instance, pid = (%s), rest > '0', ended_at IS NULL FROM wf.verify_progress), $in_the_middle);
is(sql($progress), '10|30|10|t|t|t', 'verify_log: and says how far it is');
is(sql(qq(SELECT pg_terminate_backend(($in_the_middle), 10000))), 't', 'verify_log: it is stopped');
$verify->finish;
sql('DROP TRIGGER held ON wf.verify_run');
is(sql('SELECT verified, pid IS NULL FROM wf.verify_progress'), '10|t', 'verify_log: what it has done stays done');
like(sql('CALL wf.verify_log(batch_size => 10)'), qr/^\d+\|0$/, 'verify_log: the next call finds nothing wrong');
is(sql('SELECT count(*), sum(verified), bool_and(ended_at IS NOT NULL), max(problems) FROM wf.verify_progress'), '1|30|t|0', 'verify_log: in what was left');
end_session($holder);

# ---- The worker's own process, which waits for others instead of trying again ----
sub upkeep_process {
    my ($state) = @_;
    $node->poll_query_until('app', "SELECT $state") or die "never: $state";
    return sql(q(SELECT pid FROM pg_stat_activity WHERE backend_type = 'wf_engine upkeep'));
}

sub upkeep_every {
    my ($interval) = @_;
    $node->append_conf('postgresql.conf', "wf_engine.upkeep_interval = $interval\nwf_engine.worker_interval = " . ($interval eq '0' ? "'1h'" : "'1s'"));
    $node->reload;
    # It sleeps by what held before.
    sql('SELECT pg_terminate_backend(pid) FROM wf.worker') if $interval ne '0';
    return;
}

my %kill = (
    'pg_terminate_backend' => sub { sql("SELECT pg_terminate_backend($_[0], 10000)") },
    'kill -9' => sub { kill 'KILL', $_[0] });
my @own = (
    [ 'detaching', 'kill -9', "$leave; SELECT count(wf._prepare_leaving('log_old', 1000)) FROM generate_series(1, 2)", 'SELECT FROM wf.log LIMIT 1',
        q(EXISTS (SELECT FROM pg_inherits WHERE inhdetachpending)), q(EXISTS (SELECT FROM wf.log_archive WHERE detached_at IS NOT NULL)) ],
    [ 'an index', 'pg_terminate_backend', q(UPDATE wf.log_policy SET cold_after = '0'; DROP INDEX wf.log_old_events_idx), 'LOCK TABLE wf.log_old IN ROW EXCLUSIVE MODE',
        q(EXISTS (SELECT FROM pg_index WHERE NOT indisvalid)), q(NOT EXISTS (SELECT FROM pg_index WHERE NOT indisvalid) AND NOT EXISTS (SELECT FROM wf.upkeep())) ]);
push @own, map { [ @$_[ 0 ], $_->[1] eq 'kill -9' ? 'pg_terminate_backend' : 'kill -9', @$_[ 2 .. 5 ] ] } @own if is_full();
for my $case (@own) {
    my ($what, $how, $make_due, $lock, $middle, $through) = @$case;
    sql($make_due);
    my $reader = session("BEGIN; $lock;", q(SELECT EXISTS (SELECT FROM pg_stat_activity WHERE state = 'idle in transaction')));
    upkeep_every("'1s'");
    my $pid = upkeep_process($middle);
    ok($pid, "$what: the worker is in the middle");
    $kill{$how}->($pid);
    end_session($reader);
    ok($node->poll_query_until('app', "SELECT $through"), "$what: after $how it does the rest by itself") or diag(sql('SELECT * FROM wf.upkeep(); SELECT * FROM wf.upkeep_done'));
    ok($node->poll_query_until('app', 'SELECT NOT EXISTS (SELECT FROM wf.upkeep())'), "$what: until nothing is due");
    upkeep_every('0');
    ok($node->poll_query_until('app', q(SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE backend_type = 'wf_engine upkeep'))), "$what: it has ended");
    all_is_there("$what, $how");
}
is(PostgreSQL::Test::Utils::slurp_file($node->logfile) =~ /PANIC|TRAP|signal 11/, '', 'no crash but those that were made');

done_testing();
