# Dumps: what pg_dump took, a restore gives back, in each of the ways that it can be done; and the life goes on there.
use strict;
use warnings;

use Engine;
use IPC::Run;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_life('life');
my $before = inventory_of($node);
my $dumps = PostgreSQL::Test::Utils::tempdir();
my $from = $node->connstr('postgres');
my $databases = 0;

# A new database, filled by programs, of which none may say a word about an error.
sub restored {
    my ($what, @commands) = @_;
    my $database = 'restored' . ++$databases;
    $node->safe_psql('postgres', "CREATE DATABASE $database TEMPLATE template0");
    for my $command (@commands) {
        my @command = map { s/DATABASE/$database/r } @$command;
        my ($out, $err) = PostgreSQL::Test::Utils::run_command(\@command);
        unlike($err, qr/error|fatal|warning/i, "$what: " . join(' ', @command[0 .. 1]));
    }
    return $database;
}

sub psql_file { return [ 'psql', '-qX', '-d', $node->connstr('DATABASE'), '-f', $_[0] ] }
sub restore { return [ 'pg_restore', '-d', $node->connstr('DATABASE'), @_ ] }

# After the restore and wf.setup() it is what it was, and it goes on.
sub goes_on {
    my ($database, $what) = @_;
    is($node->safe_psql($database, 'SELECT wf.setup()'), $node->safe_psql('postgres', 'SELECT max(version) FROM wf.migration'), "$what: wf.setup() agrees");
    same_inventory(inventory_of($node, $database), $before, "$what: all is as it was");
    is($node->safe_psql($database, <<'SQL'), "approved|2|staff1\nt|t|t|t|frank grace", "$what: the life goes on");
SET wf_engine.actor = 'alice';
SELECT FROM wf.task t, wf.approve(t.task_id, actor => t.assignee) WHERE t.instance_id = 2;
UPDATE public.staff SET boss = 'grace' WHERE id = 'staff1';
SELECT FROM wf.run_due_jobs(now() + interval '2 hours');
INSERT INTO public.trip VALUES (9, 9, 'asked');
SELECT (SELECT state FROM public.trip WHERE id = 2), (SELECT count(*) FROM wf.person_history WHERE person_id = 'staff1' AND valid_until IS NOT NULL),
    (SELECT person_id FROM wf.person WHERE person_id ~ '^staff' AND manager_id = 'grace');
SELECT (SELECT max(instance_id) > 12 FROM wf.instance WHERE business_table = 'public.trip' AND business_key = '9'),
    NOT EXISTS (SELECT FROM wf.job WHERE kind = 'timer'),
    (SELECT count(*) = 1 FROM wf.log WHERE instance_id = 8 AND comment = 'later'),
    NOT EXISTS (SELECT FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id)),
    (SELECT source || ' ' || target FROM wf.state_history WHERE table_name = 'public.staff' AND key = 'staff1' ORDER BY seq DESC LIMIT 1);
SQL
    for my $statement ('DELETE FROM wf.log', 'TRUNCATE wf.log', 'UPDATE wf.log SET actor = $$x$$', "SET session_replication_role = replica; DELETE FROM wf.log") {
        like(refusal($node, $database, "$statement;"), qr/WF703/, "$what: the log is still append-only: $statement");
    }
    like(refusal($node, $database, 'UPDATE public.trip SET days = 8 WHERE id = 9'), qr/WF44/, "$what: rows are still frozen");
    like(refusal($node, $database, 'ALTER TABLE public.trip DISABLE TRIGGER wf_row_written'), qr/2BP01/, "$what: tables are still kept");
    like(refusal($node, $database, 'UPDATE zoo.door SET "State" = $$shut$$'), qr/WF460/, "$what: state machines still hold");
    is($node->safe_psql($database, 'SELECT wf.transition($$zoo.door$$, $$1$$, $$open$$)'), 'open', "$what: and go on");
    $node->safe_psql('postgres', "DROP DATABASE $database");
    return;
}

tool('pg_dump', '-f', "$dumps/plain.sql", $from);
tool('pg_dump', '-Fc', '-f', "$dumps/custom", $from);
tool('pg_dump', '-Fd', '-j', '2', '-f', "$dumps/directory", $from);

goes_on(restored('plain', psql_file("$dumps/plain.sql")), 'plain');
goes_on(restored('custom', restore("$dumps/custom")), 'custom');
goes_on(restored('parallel', restore('-j', '4', "$dumps/directory")), 'parallel');
goes_on(restored('schema then data', restore('--schema-only', "$dumps/custom"), restore('--data-only', "$dumps/custom")), 'schema then data');
goes_on(restored('schema then data without triggers', restore('--schema-only', "$dumps/custom"), restore('--data-only', '--disable-triggers', "$dumps/custom")),
    'schema then data without triggers');
# In parallel, data alone comes in no order, and foreign keys would refuse what comes too early.
goes_on(restored('schema then data in parallel', restore('--schema-only', "$dumps/custom"), restore('--data-only', '--disable-triggers', '-j', '4', "$dumps/directory")),
    'schema then data in parallel');

# A restore that was interrupted: what it had disabled is disabled still, and the log can be deleted.
my $interrupted = restored('interrupted', restore("$dumps/custom"));
my @disabled = split /\n/, $node->safe_psql($interrupted, <<'SQL');
SELECT format('ALTER TABLE %s DISABLE TRIGGER ALL', c.oid::regclass) FROM pg_class c
WHERE relkind IN ('r', 'p') AND relnamespace::regnamespace::text IN ('wf', 'public', 'zoo') ORDER BY relnamespace = 'wf'::regnamespace, c.oid;
SQL
$node->safe_psql($interrupted, join(';', 'ALTER EVENT TRIGGER wf_keep_used_columns DISABLE', 'ALTER EVENT TRIGGER wf_keep_used_tables ENABLE REPLICA',
    'DROP TRIGGER append_only ON wf.log', 'DROP TRIGGER wf_mirror_person_0_insert ON public.staff', @disabled));
goes_on($interrupted, 'interrupted');

# Schemas: wf with those of the host, and the extension; wf_keep_... are made by wf.setup().
tool('pg_dump', '-Fc', '-e', 'wf_engine', '-n', 'wf', '-n', 'public', '-n', 'zoo', '-f', "$dumps/schemas", $from);
goes_on(restored('schemas', [ 'psql', '-qX', '-d', $node->connstr('DATABASE'), '-c', 'DROP SCHEMA public' ], restore("$dumps/schemas")), 'schemas');

# Schema wf alone: everything but the mirrors of tables that are not there. Without the extension there are no views, until it is made.
tool('pg_dump', '-n', 'wf', '-e', 'wf_engine', '-f', "$dumps/with_extension.sql", $from);
tool('pg_dump', '-n', 'wf', '-f', "$dumps/wf.sql", $from);

sub wf_alone {
    my ($what, $file, $first, $then) = @_;
    my $database = restored($what, $first ? [ 'psql', '-qX', '-d', $node->connstr('DATABASE'), '-c', $first ] : ());
    PostgreSQL::Test::Utils::run_command([ 'psql', '-qX', '-d', $node->connstr($database), '-f', $file ]);
    $node->safe_psql($database, "$then SELECT wf.setup();");
    my $rows = q(SELECT string_agg(concat_ws(' ', instance_id, status, version, (SELECT count(*) FROM wf.log l WHERE l.instance_id = i.instance_id)), ',' ORDER BY instance_id) FROM wf.instance_list i);
    is($node->safe_psql($database, $rows), $node->safe_psql('postgres', $rows), "$what: the instances are there");
    my $history = q(SELECT md5(string_agg(h::text, ',' ORDER BY h::text)) FROM wf.person_history h);
    is($node->safe_psql($database, $history), $node->safe_psql('postgres', $history), "$what: the directory is there, with its history");
    is($node->safe_psql($database, 'SELECT v.* FROM wf.instance i, wf.verify(i.instance_id) v'), '', "$what: nothing of the engine's own differs");
    is($node->safe_psql($database, q(SELECT FROM wf.approve(9000001, actor => 'lena'); SELECT wf.start('leave', '{"days": 1}', actor => 'alice'))), '13', "$what: the life goes on");
    return;
}

wf_alone('wf with the extension', "$dumps/with_extension.sql", '', '');
wf_alone('wf, then the extension', "$dumps/wf.sql", '', 'CREATE EXTENSION wf_engine;');
wf_alone('the extension, then wf', "$dumps/wf.sql", 'CREATE EXTENSION wf_engine', '');

# What a restore may do is no way round the triggers for others, nor for anything but new rows.
$node->safe_psql('postgres', 'CREATE ROLE clerk LOGIN; GRANT INSERT, UPDATE, SELECT ON public.trip TO clerk; GRANT USAGE ON SCHEMA zoo TO clerk; GRANT wf_app TO clerk');
for my $way ([ 'clerk', q(INSERT INTO public.trip VALUES (20, 1, 'paid')), qr/WF442/ ], [ 'clerk', 'UPDATE public.trip SET days = 77 WHERE id = 3', qr/WF44/ ],
    [ 'postgres', 'UPDATE public.trip SET days = 77 WHERE id = 3', qr/WF44/ ], [ 'postgres', 'DELETE FROM public.trip WHERE id = 3', qr/WF44/ ]) {
    my ($role, $sql, $code) = @$way;
    like(refusal($node, 'postgres', "SET SESSION AUTHORIZATION $role; SET check_function_bodies = off; SET row_security = off; $sql;"), $code, "restoring is no way round: $role, $sql");
}

# Less usual ways.
if (is_full()) {
    tool('pg_dump', '-Ft', '-f', "$dumps/tar", $from);
    goes_on(restored('tar', restore("$dumps/tar")), 'tar');
    goes_on(restored('in one transaction', restore('-1', "$dumps/custom")), 'in one transaction');
    goes_on(restored('as one role', restore('--no-owner', '--role=postgres', "$dumps/custom")), 'as one role');
    # PostgreSQL complains of the constraints of partitions, which go with that of their table.
    my $again = restored('again over itself', restore("$dumps/custom"));
    PostgreSQL::Test::Utils::run_command([ 'pg_restore', '--clean', '--if-exists', '-d', $node->connstr($again), "$dumps/custom" ]);
    goes_on($again, 'again over itself');
    for my $way (qw(--inserts --column-inserts --load-via-partition-root --disable-dollar-quoting)) {
        tool('pg_dump', $way, '-f', "$dumps/way.sql", $from);
        goes_on(restored($way, psql_file("$dumps/way.sql")), $way);
        tool('pg_dump', $way, '--data-only', '-f', "$dumps/way.sql", $from);
        goes_on(restored("schema, then $way", restore('--schema-only', "$dumps/custom"), psql_file("$dumps/way.sql")), "schema, then $way");
    }
    # While people work: what the dump has is one moment.
    my $load = IPC::Run::start([ 'psql', '-qXAt', '-d', $from, '-c', q(DO $$ BEGIN
        FOR i IN 1 .. 2000 LOOP PERFORM wf.approve(wf.start('leave', '{"days": 1}', actor => 'alice') * 1000000 + 1, actor => 'lena'); COMMIT; END LOOP; END $$) ], '2>', \my $err);
    for my $number (1 .. 5) {
        tool('pg_dump', '-Fd', '-j', '2', '-f', "$dumps/under_load$number", $from);
        my $database = restored("under load $number", restore('-j', '2', "$dumps/under_load$number"));
        is($node->safe_psql($database, 'SELECT i.instance_id, v.* FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id) v'), '', "under load $number: nothing differs");
    }
    $load->finish;
    is($err, '', 'the load was not disturbed');
}

done_testing();
