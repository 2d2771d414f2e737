# Checks of wf.health() that only a server can fail: its settings, its worker, its slots, and what keeps vacuum back. What they say to do mends it.
use strict;
use warnings;

use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('health');
$node->init;
# Two processes: the launcher and the worker of one database.
$node->append_conf('postgresql.conf', <<'CONF');
shared_buffers = 32MB
timezone = UTC
wal_level = logical
max_wal_senders = 2
fsync = on
autovacuum = off
max_logical_replication_workers = 0
max_worker_processes = 2
shared_preload_libraries = 'wf_engine'
wf_engine.databases = 'app, other'
CONF
$node->start;
for my $database ('app', 'other', 'alone') {
    $node->safe_psql('postgres', "CREATE DATABASE $database");
    $node->safe_psql($database, 'CREATE EXTENSION wf_engine; SELECT wf.setup()');
}

# status|message|hint
sub health {
    my ($check, $database) = @_;
    return $node->safe_psql($database // 'app', "SELECT status, message, hint FROM wf.health() WHERE check_name = '$check'");
}

sub becomes {
    my ($check, $status, $name) = @_;
    ok($node->poll_query_until('app', "SELECT status = '$status' FROM wf.health() WHERE check_name = '$check'"), $name) or diag(health($check));
    return;
}

# ---- Durability ----
is(health('durability'), 'ok|fsync, full_page_writes and synchronous_commit are on|', 'all that keeps data is on');
for my $case ([ 'fsync', 'critical', 'destroy the database' ], [ 'full_page_writes', 'critical', 'destroy the database' ], [ 'synchronous_commit', 'warning', 'loses the last' ]) {
    my ($setting, $status, $why) = @$case;
    $node->safe_psql('app', "ALTER SYSTEM SET $setting = off");
    $node->reload;
    becomes('durability', $status, "$setting off: $status");
    my (undef, $message, $hint) = split /\|/, health('durability');
    is($message, "$setting is off", '... which it says');
    like($hint, qr/$why/, '... with what may come of it');
    $node->safe_psql('app', $1) while $hint =~ /((?:ALTER|SELECT)[^;]*;)/g;
    becomes('durability', 'ok', '... and its hint helps');
}

# ---- The worker ----
ok($node->poll_query_until('postgres', q(SELECT count(*) = 1 FROM pg_stat_activity WHERE backend_type = 'wf_engine worker')), 'there is room for one worker');
my ($with, $without) = sort { health('worker', $a) =~ /^critical/ ? 1 : -1 } ('app', 'other');
like(health('worker', $with), qr/^ok\|the worker is process \d+\|$/, 'one that has a worker');
like(health('worker', $without), qr/^critical\|no worker is running for this database\|.*max_worker_processes/, 'one that should have one, and has none');
like(health('worker', 'alone'), qr/^ok\|this database has no worker: something else has to call wf\.run_jobs\(\) and wf\.maintain\(\)\|$/, 'one that nobody wanted to have one');
like($node->safe_psql($with, q(SELECT status, message, hint FROM wf._check_health_worker(after => '-1 hour'))),
    qr/^critical\|the worker, process \d+, has done nothing since .*\|.*pg_terminate_backend/, 'one that hangs');
$node->safe_psql($with, <<'SQL');
SELECT wf.load_directory('{"persons": [{"id": "ann"}]}');
SELECT wf.deploy('{"key": "bad", "form": {"fields": [{"name": "good", "type": "boolean"}]}, "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT0S"},
    {"id": "way", "type": "exclusive"}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "way"}, {"from": "way", "to": "end", "when": "good"}]}');
SELECT wf.start('bad', actor => 'ann');
SQL
ok($node->poll_query_until($with, q(SELECT status = 'warning' AND message ~ '^1 failures of the worker, the last on .*: ' FROM wf.health() WHERE check_name = 'worker')), 'one that fails')
    or diag(health('worker', $with));

# ---- What keeps vacuum back: a replication slot, and 60 million transactions ----
$node->safe_psql('app', q(SELECT pg_create_logical_replication_slot('forgotten', 'test_decoding')));
my $next = $node->safe_psql('app', 'SELECT pg_current_xact_id()') + 60_000_000;
my $data = $node->data_dir;
$node->append_conf('postgresql.conf', "shared_preload_libraries = ''");
$node->stop;
# The server looks for the status of the transaction that is next, and zeroes only what comes after.
my $segment = sprintf('%s/pg_xact/%04X', $data, $next / (8192 * 4 * 32));
open my $file, '>', $segment or die "$segment: $!";
print {$file} "\0" x (8192 * 32) or die $!;
close $file or die $!;
command_ok([ 'pg_resetwal', '-x', $next, $data ], 'many transactions pass');
$node->start;
like(health('vacuum'), qr/^warning\|vacuum is kept back by 60\d{6} transactions.*\|SELECT pg_drop_replication_slot\('forgotten'\)/, 'a slot that nobody uses');
$node->safe_psql('app', q(SELECT pg_drop_replication_slot('forgotten')));
like(health('vacuum'), qr/^ok\|/, '... can be dropped');
like($node->safe_psql('app', q(SELECT status, message FROM wf._check_health_vacuum(after => '-1 hour'))), qr/^critical\|session \d+ of \w+ has been open since/, 'a session that stays');

# ---- Slots ----
like(health('slots'), qr/^ok\|there is no replication slot\|$/, 'no slot');
$node->safe_psql('app', q(ALTER SYSTEM SET max_slot_wal_keep_size = '64MB'));
$node->reload;
$node->safe_psql('app', q(SELECT pg_create_logical_replication_slot('slow', 'test_decoding')));
like(health('slots'), qr/^ok\|none of 1 replication slots is far behind\|$/, 'a slot that keeps little');
sub write_segments { $node->safe_psql('app', 'SELECT pg_logical_emit_message(true, \'x\', \'x\'); SELECT pg_switch_wal()') for 1 .. $_[0] }
write_segments(1);
like(health('slots'), qr/^warning\|slot slow keeps \d+ \w+ of WAL, and nobody reads it\|Start its consumer\./, '... that nobody reads');
is($node->safe_psql('app', q(SELECT string_agg(format('%s %s', name, CASE WHEN name = 'wf_slot_read' THEN value::text ELSE (value > 10000000)::text END), ', ' ORDER BY name) FROM wf.metrics WHERE labels = '{"slot": "slow"}')),
    'wf_slot_kept_bytes true, wf_slot_read 0, wf_slot_unread_bytes true', '... which wf.metrics has in numbers');
write_segments(1);
# A consumer that confirms nothing.
my $reader = IPC::Run::start([ 'pg_recvlogical', '-d', $node->connstr('app'), '--slot', 'slow', '--start', '--no-loop', '--status-interval', '0', '-f', '-' ], '>', \my $read, '2>', \my $said);
$node->poll_query_until('app', q(SELECT active FROM pg_replication_slots));
like(health('slots'), qr/^warning\|slot slow keeps \d+ MB of WAL\|See whether its consumer is too slow/, '... that somebody reads, and confirms nothing');
$reader->kill_kill;
$node->poll_query_until('app', q(SELECT NOT active FROM pg_replication_slots));
write_segments(2);
like(health('slots'), qr/^critical\|slot slow keeps \d+ MB of WAL, and nobody reads it\|/, '... nearly all that may be kept');
write_segments(2);
like(health('slots'), qr/^critical\|slot slow will lose WAL that its consumer needs at the next checkpoint\|/, '... and more');
$node->safe_psql('app', 'CHECKPOINT');
like(health('slots'), qr/^critical\|slot slow has lost WAL that its consumer needs\|SELECT pg_drop_replication_slot\('slow'\);/, '... until it is lost');
$node->safe_psql('app', (health('slots') =~ /(SELECT [^;]*;)/)[0]);
like(health('slots'), qr/^ok\|/, '... and its hint helps');

# ---- A server that was started without the library ----
like(health('worker', 'app'), qr/^warning\|wf_engine\.databases names this database, and it has no worker\|.*shared_preload_libraries/, 'the library is not loaded by the server');

done_testing();
