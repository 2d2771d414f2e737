# Logical replication: a database that takes over, with all its tables. The log alone: streaming.pl.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_server('publisher', allows_streaming => 'logical');
$node->append_conf('postgresql.conf', "max_logical_replication_workers = 16\nmax_worker_processes = 24");
$node->restart;
life_of($node, 'postgres');
my $subscriber = new_server('subscriber', allows_streaming => 'logical');
my $from = $node->connstr . ' dbname=postgres';

# What UPDATE and DELETE are published of needs a key, or says that it has none.
is($node->safe_psql('postgres', q(SELECT c.oid::regclass FROM pg_class c WHERE relnamespace = 'wf'::regnamespace AND relkind IN ('r', 'p') AND relreplident <> 'f'
    AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary))), '', 'every table has a primary key, or is identified by its rows');

my $later = q(SELECT wf.ensure_partitions('2031-05-01', 1);
    INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, source, target, events) VALUES (0, 999, 1, '2031-05-17', 'start', 'alice', 'running', 'running', '\x01'));

# A database that takes over: the roles and the schema by a dump, the rows by replication.
$node->safe_psql('postgres', 'SELECT wf.setup(publication => true)');
my $files = PostgreSQL::Test::Utils::tempdir();
tool('pg_dumpall', '--roles-only', '-f', "$files/roles.sql", '-d', $from);
tool('pg_dump', '--schema-only', '-f', "$files/schema.sql", $from);
PostgreSQL::Test::Utils::run_command([ 'psql', '-qX', '-d', $subscriber->connstr('postgres'), '-f', "$files/roles.sql" ]);
$subscriber->safe_psql('postgres', 'CREATE DATABASE successor');
my ($out, $err) = PostgreSQL::Test::Utils::run_command([ 'psql', '-qX', '-d', $subscriber->connstr('successor'), '-f', "$files/schema.sql" ]);
unlike($err, qr/error/i, 'the schema is there');
is($subscriber->safe_psql('successor', q(SELECT pubowner::regrole, pubinsert, pubdelete, pubviaroot, prrelid::regclass FROM pg_publication p JOIN pg_publication_rel r ON r.prpubid = p.oid WHERE prrelid = 'wf.log'::regclass)),
    'wf_owner|t|f|t|wf.log', '... with the publication of the log');
$node->safe_psql('postgres', 'CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root = true)');
$subscriber->safe_psql('successor', "CREATE SUBSCRIPTION successor CONNECTION '$from' PUBLICATION everything");
$subscriber->wait_for_subscription_sync($node, 'successor', 'successor');
$node->safe_psql('postgres', <<'SQL');
SET wf_engine.actor = 'alice';
SELECT FROM generate_series(1, 40) i, wf.start('leave', jsonb_build_object('days', i), actor => 'alice');
SELECT FROM generate_series(1, 3) i, wf.start('wait', jsonb_build_object('i', i), actor => 'alice');
INSERT INTO public.trip SELECT i, i, 'asked' FROM generate_series(11, 13) AS i;
UPDATE public.staff SET boss = 'grace' WHERE id = 'staff2';
SELECT FROM wf.approve(9000001, actor => 'lena');
SELECT FROM wf.save_draft(8000001, '{"days": 4}', actor => 'lena');
SQL
# A month that the successor has no partition for: it waits until somebody makes it there, and loses nothing.
$node->safe_psql('postgres', $later);
$subscriber->poll_query_until('successor', q(SELECT count(*) > 0 FROM pg_stat_subscription_stats WHERE apply_error_count > 0));
$subscriber->safe_psql('successor', q(SELECT wf.ensure_partitions('2031-05-01', 1)));
$node->wait_for_catchup('successor');
my $rows = sub { return join "\n", grep { /^rows/ } split /\n/, inventory_of(@_) };
same_inventory($rows->($subscriber, 'successor'), $rows->($node, 'postgres'), 'all rows are there');

$node->stop;
$subscriber->safe_psql('successor', 'ALTER SUBSCRIPTION successor DISABLE; ALTER SUBSCRIPTION successor SET (slot_name = NONE); DROP SUBSCRIPTION successor; SELECT wf.setup()');
# Without advance_sequences numbers are given twice.
like(refusal($subscriber, 'successor', q(SELECT wf.start('leave', '{"days": 1}', actor => 'alice'))), qr/23505/, 'the sequences did not come along');
my $behind = $subscriber->safe_psql('successor', 'SELECT sequence_name FROM wf.advance_sequences()');
like($behind, qr/^wf\.instance_id_seq$/m, 'the sequence of instances was behind');
is($subscriber->safe_psql('successor', 'SELECT * FROM wf.advance_sequences()'), '', 'now none is');
is($subscriber->safe_psql('successor', <<'SQL'), 't|W-0006|T-0010|0', 'the life goes on, and no number is given twice');
SET wf_engine.actor = 'alice';
SELECT FROM wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT FROM wf.start('wait', actor => 'alice');
INSERT INTO public.trip VALUES (20, 20, 'asked');
SELECT FROM wf.add_delegation('heidi', 'eve');
SELECT FROM wf.send_message('again', actor => 'root');
SELECT FROM wf.enqueue('[{"command": "comment", "instance_id": 8, "comment": "x"}]', actor => 'root');
SELECT FROM wf.load_directory('{"persons": [{"id": "heidi", "name": "Heidi", "department": "board", "manager": "grace", "posts": [{"department": "dev", "position": "lead"}]}]}');
SELECT FROM wf.deploy((SELECT source FROM wf.definition WHERE key = 'leave') || '{"name": "Again"}');
UPDATE public.staff SET boss = 'frank' WHERE id = 'staff2';
SELECT FROM wf.run_due_jobs(now() + interval '2 hours');
SELECT (SELECT max(instance_id) > 60 FROM wf.instance), (SELECT max(serial_no) FROM wf.instance WHERE serial_no ~ '^W'), (SELECT max(serial_no) FROM wf.instance WHERE serial_no ~ '^T'),
    (SELECT count(*) FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id));
SQL

done_testing();
