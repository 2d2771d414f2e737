# Dumps: what pg_dump took, a restore gives back, in each of the ways that it can be done; and the life goes on there.
use strict;
use warnings;

use Engine;
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
    is($node->safe_psql($database, <<'SQL'), "approved|2|staff1\nt|t|t|t", "$what: the life goes on");
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
    NOT EXISTS (SELECT FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id));
SQL
    for my $statement ('DELETE FROM wf.log', 'TRUNCATE wf.log', 'UPDATE wf.log SET actor = $$x$$', "SET session_replication_role = replica; DELETE FROM wf.log") {
        like(refusal($node, $database, "$statement;"), qr/WF703/, "$what: the log is still append-only: $statement");
    }
    like(refusal($node, $database, 'UPDATE public.trip SET days = 8 WHERE id = 9'), qr/WF44/, "$what: rows are still frozen");
    like(refusal($node, $database, 'ALTER TABLE public.trip DISABLE TRIGGER wf_row_written'), qr/2BP01/, "$what: tables are still kept");
    $node->safe_psql('postgres', "DROP DATABASE $database");
    return;
}

tool('pg_dump', '-f', "$dumps/plain.sql", $from);
tool('pg_dump', '-Fc', '-f', "$dumps/custom", $from);
tool('pg_dump', '-Fd', '-j', '2', '-f', "$dumps/directory", $from);

goes_on(restored('plain', psql_file("$dumps/plain.sql")), 'plain');
goes_on(restored('custom', restore("$dumps/custom")), 'custom');
goes_on(restored('parallel', restore('-j', '4', "$dumps/directory")), 'parallel');

finish();
