# Asynchronous tracking: what a crash loses (of a logged queue nothing, of an unlogged one what was not moved), that nothing comes twice when the
# mover is stopped in the middle, and that writers, movers and readers at once keep every change in order. The queues in a dump, on a standby, and
# emptied by the worker.
use strict;
use warnings;

use Engine;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(usleep);

my $node = PostgreSQL::Test::Cluster->new('primary');
$node->init(allows_streaming => 1);
$node->append_conf('postgresql.conf', "shared_buffers = 32MB\nmax_connections = 40\ntimezone = UTC\nrestart_after_crash = on\nautovacuum = off");
$node->start;

sub sql { return $node->safe_psql('postgres', $_[0]) }
sub move { sql('DO $$ BEGIN WHILE wf._move_states($i$infinity$i$) = $d$done$d$ LOOP COMMIT; END LOOP; END $$'); return }

# How many changes of each table are known, and how often one is there twice.
my $known = 'SELECT string_agg(format($$%s %s %s$$, t, n, twice), $$, $$ ORDER BY t) FROM (SELECT table_name AS t, count(*) AS n, count(*) - count(DISTINCT seq) AS twice FROM wf.state_history GROUP BY 1) h';

sql(<<'SQL');
CREATE EXTENSION wf_engine;
SELECT wf.setup();
CREATE TABLE logged (id integer PRIMARY KEY, n integer);
CREATE TABLE unlogged (id integer PRIMARY KEY, n integer);
SELECT wf.track('logged', 'n', '{"mode": "async"}'), wf.track('unlogged', 'n', '{"mode": "async_unlogged"}');
INSERT INTO logged SELECT i, 0 FROM generate_series(1, 10) i;
INSERT INTO unlogged SELECT i, 0 FROM generate_series(1, 10) i;
SQL
move();
is(sql('SELECT count(*) FROM wf.state_log'), 20, 'what was queued is moved');

# ---- A crash ----
sql('UPDATE logged SET n = 1 WHERE id <= 5');
sql('UPDATE unlogged SET n = 1 WHERE id <= 5');
is(sql($known), 'public.logged 15 0, public.unlogged 15 0', 'readers see what waits');
$node->stop('immediate');
$node->start;
is(sql($known), 'public.logged 15 0, public.unlogged 10 0', 'a crash loses nothing of a logged queue, and of an unlogged one what was not moved');
is(sql('SELECT count(*) FROM unlogged WHERE n = 1'), 5, '... while the rows themselves are there');
sql('UPDATE unlogged SET n = 2 WHERE id <= 5');
$node->restart;
is(sql($known), 'public.logged 15 0, public.unlogged 15 0', 'an orderly restart loses nothing');
move();
is(sql($known), 'public.logged 15 0, public.unlogged 15 0', 'it is moved afterwards');
is(sql('SELECT count(*) FROM wf.state_log'), 30, '... all of it');

# Between the move and the emptying of the queue.
sql('UPDATE logged SET n = n + 1 WHERE id <= 5');
sql('SELECT wf._move_states($$infinity$$)') for 1 .. 2;
is(sql('SELECT count(*) FROM wf.state_queue WHERE is_moved'), 1, 'a queue is moved and not emptied yet');
$node->stop('immediate');
$node->start;
is(sql($known), 'public.logged 20 0, public.unlogged 15 0', 'a crash between brings nothing twice');
move();
is(sql($known) . ' ' . sql('SELECT count(*) FROM wf.state_queue WHERE is_moved'), 'public.logged 20 0, public.unlogged 15 0 0', '... and the queue is emptied then');

# ---- A mover that is killed in the middle ----
sql(<<'SQL');
CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql SET lock_timeout = 0 AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NEW; END $$;
CREATE TRIGGER hold BEFORE INSERT ON wf.state_log FOR EACH ROW WHEN (NEW.key = '3') EXECUTE FUNCTION public.hold();
SQL
for my $how (qw(terminate kill)) {
    sql('UPDATE logged SET n = n + 1 WHERE id <= 5');
    sql('SELECT wf._move_states($$infinity$$)');
    my $holder = $node->background_psql('postgres');
    $holder->query_safe('SELECT pg_advisory_lock(4711)');
    my $in = "SELECT wf._move_states('infinity');\n";
    my $mover = IPC::Run::start([ 'psql', '-qXAt', '-d', $node->connstr('postgres') ], '<', \$in, '>', \my $out, '2>', \my $err);
    $mover->pump_nb;
    $node->poll_query_until('postgres', q(SELECT count(*) = 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted)) or die 'the mover is not held';
    # Readers and writers do not notice.
    sql('UPDATE logged SET n = n + 1 WHERE id = 6');
    my $pid = sql(q(SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted));
    my $before = sql($known);
    if ($how eq 'terminate') {
        sql("SELECT pg_terminate_backend($pid)");
    } else {
        kill 'KILL', $pid;
    }
    $mover->finish;
    eval { $holder->quit };
    $node->poll_query_until('postgres', 'SELECT true');
    is(sql($known), $before, "a mover that is stopped ($how) in the middle has changed nothing");
    move();
    is(sql($known), $before, '... and the next one does it once');
}
sql('DROP TRIGGER hold ON wf.state_log');

# ---- All at once: each change is there, and the source of each is the target of the one before ----
my $work = PostgreSQL::Test::Utils::tempdir();
append_to_file("$work/write.sql", "\\set i random(1, 10)\n\\set u random(1, 10)\nUPDATE logged SET n = n + 1 WHERE id = :i;\nUPDATE unlogged SET n = n + 1 WHERE id = :u;\n");
append_to_file("$work/move.sql", "SELECT wf._move_states('infinity');\n");
# Ends with a division by zero if it has seen a hole: a row that has come so far has as many entries.
append_to_file("$work/read.sql", <<'SQL');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT 1 / (count(*) = 0)::integer FROM (SELECT id, n FROM logged) r JOIN LATERAL (SELECT h.target FROM wf.state_history h WHERE h.table_name = 'public.logged' AND h.key = r.id::text ORDER BY h.seq DESC LIMIT 1) h ON h.target::integer <> r.n;
COMMIT;
SQL
# For each record the log goes on from what the row has been when it was tracked.
$node->command_ok([ 'pgbench', '-n', '-c', '6', '-j', '2', '-t', '300', '-f', "$work/write.sql\@6", '-f', "$work/move.sql\@3", '-f', "$work/read.sql\@1", '-d', $node->connstr('postgres') ],
    'writers, movers and readers at once');
is(sql(<<'SQL'), '', 'every change is there once, in order, before the rest is moved');
SELECT h.table_name, h.key, h.seq FROM (SELECT h.*, lag(h.target) OVER (PARTITION BY h.table_name, h.key ORDER BY h.seq) AS before FROM wf.state_history h WHERE h.table_name = 'public.logged') h
WHERE h.source IS DISTINCT FROM h.before
UNION ALL SELECT 'logged', l.id::text, l.n FROM logged l WHERE l.n <> (SELECT count(*) - 1 FROM wf.state_history h WHERE h.table_name = 'public.logged' AND h.key = l.id::text)
SQL
my $all = sql($known);
move();
is(sql($known), $all, '... and after');
is(sql('SELECT count(*) FROM wf.state_queue_1') + sql('SELECT count(*) FROM wf.state_queue_2'), 0, 'the queues are empty then');

# ---- A dump: of what waits, and of a queue that is moved and not emptied ----
sql('UPDATE logged SET n = n + 1; UPDATE unlogged SET n = n + 1');
sql('SELECT wf._move_states($$infinity$$)') for 1 .. 2;
sql('UPDATE logged SET n = n + 1');
$all = sql($known);
my $history = 'SELECT md5(string_agg(h::text, $$,$$ ORDER BY h.seq)) FROM wf.state_history h';
my $told = sql($history);
tool('pg_dump', '-Fc', '-f', "$work/dump", $node->connstr('postgres'));
$node->safe_psql('postgres', 'CREATE DATABASE restored');
tool('pg_restore', '-d', $node->connstr('restored'), "$work/dump");
$node->safe_psql('restored', 'SELECT wf.setup()');
is($node->safe_psql('restored', $history), $told, 'a restored database has all of it, in order');
$node->safe_psql('restored', 'DO $$ BEGIN WHILE wf._move_states($i$infinity$i$) = $d$done$d$ LOOP COMMIT; END LOOP; END $$');
is($node->safe_psql('restored', $history), $told, '... also when its queues have been moved');
is($node->safe_psql('restored', 'SELECT count(*) FROM wf.state_queue_1 UNION ALL SELECT count(*) FROM wf.state_queue_2'), "0\n0", '... and emptied');

# ---- A standby ----
$node->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($node, 'copy', has_streaming => 1);
$standby->start;
sql('UPDATE logged SET n = n + 1 WHERE id = 1; UPDATE unlogged SET n = n + 1 WHERE id = 1');
$node->wait_for_catchup($standby);
my ($logged) = sql($known) =~ /logged (\d+) 0, public/;
like($standby->safe_psql('postgres', $known), qr/^public.logged $logged 0, public.unlogged \d+ 0$/, 'a standby shows what waits, except what is unlogged');
is($standby->safe_psql('postgres', q(SELECT check_name, message FROM wf.health() WHERE message LIKE 'the check failed%' OR check_name = 'state_queue' AND status <> 'ok')), '', '... and its state');
is($standby->safe_psql('postgres', q(SELECT count(*) FROM wf.upkeep() WHERE step = 'move states')), 1, '... and what would be due');
$standby->promote;
$standby->safe_psql('postgres', 'UPDATE unlogged SET n = 0');
$standby->safe_psql('postgres', 'DO $$ BEGIN WHILE wf._move_states($i$infinity$i$) = $d$done$d$ LOOP COMMIT; END LOOP; END $$');
is($standby->safe_psql('postgres', q(SELECT count(*) FROM wf.state_log WHERE target = '0' AND source <> '0')), 10, 'promoted, it goes on');
$standby->stop;

# ---- The worker ----
$node->append_conf('postgresql.conf', "shared_preload_libraries = 'wf_engine'\nwf_engine.databases = 'postgres'\nwf_engine.worker_interval = '1s'\nmax_worker_processes = 20");
$node->restart;
sql('UPDATE logged SET n = n + 1; UPDATE unlogged SET n = n + 1');
ok($node->poll_query_until('postgres', 'SELECT (SELECT count(*) FROM wf.state_log) = (SELECT count(*) FROM wf.state_history) AND NOT EXISTS (SELECT FROM wf.state_queue WHERE is_moved)'), 'the worker moves and empties by itself');
is(sql('SELECT failures FROM wf.worker'), 0, '... without a failure');
$node->stop;
done_testing();
