# Point-in-time recovery: what had been committed by then is there, whole; what came later is not; and the life goes on from there.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Cluster;
use Test::More;

my $node = new_life('life', has_archiving => 1, allows_streaming => 1);
$node->backup('base');
my $approve = q(SELECT FROM wf.task t, wf.approve(t.task_id, actor => t.assignee) WHERE t.instance_id = 2;);
$node->safe_psql('postgres', "$approve SELECT pg_create_restore_point('before_the_mistake')");
my $before = inventory_of($node);
# The mistake: somebody cancels everything, deletes from the directory and destroys a table of the host.
$node->safe_psql('postgres', <<'SQL');
SELECT FROM wf.instance i, wf.cancel(i.instance_id, actor => 'root') WHERE i.ended_at IS NULL;
DELETE FROM wf.role_member;
UPDATE public.staff SET boss = 'grace';
DELETE FROM public.staff;
SELECT pg_switch_wal();
SQL
isnt(inventory_of($node), $before, 'it is not what it was');
$node->stop;

my $recovered = PostgreSQL::Test::Cluster->new('recovered');
$recovered->init_from_backup($node, 'base', has_restoring => 1, standby => 0);
$recovered->append_conf('postgresql.conf', "recovery_target_name = 'before_the_mistake'\nrecovery_target_action = 'promote'");
$recovered->start;
$recovered->poll_query_until('postgres', 'SELECT NOT pg_is_in_recovery()');

# What a sequence has given out is logged ahead: numbers may be left out, none is given twice.
my $without_sequences = sub { return join "\n", grep { !/^sequence/ } split /\n/, $_[0] };
same_inventory($without_sequences->(inventory_of($recovered)), $without_sequences->($before), 'all is as it was at that moment');
is($recovered->safe_psql('postgres', <<'SQL'), "approved\nt\n4|0", 'the life goes on');
SELECT state FROM public.trip WHERE id = 2;
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') > (SELECT max(instance_id) FROM wf.log WHERE action <> 'start');
SELECT FROM wf.run_due_jobs(now() + interval '2 hours');
SET wf_engine.actor = 'alice';
INSERT INTO public.trip VALUES (9, 9, 'asked');
SELECT (SELECT right(serial_no, 4)::integer FROM wf.instance WHERE business_table = 'public.trip' AND business_key = '9') - 3,
    (SELECT count(*) FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id));
SQL

done_testing();
