# Crashes: a whole server is killed under load, again and again. After each time every command that was acknowledged is there,
# once; no command is there by half; what the log says is what is stored; and the worker fires what is due, once. WF_CRASHES=100
# kills it so often.
use strict;
use warnings;

use Engine;
use IPC::Run;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;
use Time::HiRes qw(usleep);

my $crashes = $ENV{WF_CRASHES} || 10;
my $seed = $ENV{WF_SEED} || time;
srand($seed);
note("WF_SEED=$seed has the same moments");
my $node = new_life('life');
$node->append_conf('postgresql.conf', <<'CONF');
max_wal_size = 32MB
checkpoint_timeout = 30s
shared_preload_libraries = 'wf_engine'
wf_engine.databases = 'postgres'
CONF
$node->restart;
my $work = PostgreSQL::Test::Utils::tempdir();
$node->safe_psql('postgres', <<'SQL');
CREATE TABLE public.ledger (request text PRIMARY KEY);
CREATE TABLE public.acknowledged (what text, request text, number bigint);
-- As a load has left it: what is acknowledged and not there once, and what is there by half.
CREATE FUNCTION public.faults(first_instance bigint DEFAULT 1) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT concat_ws(' ', what, request, number) FROM public.acknowledged a WHERE 1 <> CASE what
        WHEN 'started' THEN (SELECT count(*) FROM wf.request r JOIN wf.log l ON l.instance_id = r.result JOIN wf.instance i ON i.instance_id = r.result
            WHERE r.request_id = a.request AND r.result = a.number AND l.seq = 1)
        WHEN 'approved' THEN (SELECT count(*) FROM wf.log l WHERE l.instance_id = a.number AND l.action = 'approve' AND l.comment = a.request)
        WHEN 'booked' THEN (SELECT count(*) FROM wf.log l JOIN public.ledger b ON b.request = l.comment WHERE l.instance_id = a.number AND l.action = 'comment' AND l.comment = a.request)
        WHEN 'row' THEN (SELECT count(*) FROM public.trip t JOIN wf.instance i ON i.business_table = 'public.trip' AND i.business_key = t.id::text WHERE t.id = a.number)
        WHEN 'named' THEN (SELECT count(*) FROM wf.person p JOIN wf.person_history h USING (tenant_id, person_id, manager_id, active)
            WHERE p.person_id = a.request AND h.valid_until IS NULL) END
    UNION ALL SELECT 'half booked ' || coalesce(b.request, l.comment) FROM public.ledger b
        FULL JOIN (SELECT comment FROM wf.log WHERE action = 'comment' AND comment LIKE 'book%') l ON l.comment = b.request WHERE b.request IS NULL OR l.comment IS NULL
    UNION ALL SELECT 'half written ' || coalesce(t.id::text, i.business_key) FROM public.trip t
        FULL JOIN (SELECT business_key FROM wf.instance WHERE business_table = 'public.trip') i ON i.business_key = t.id::text WHERE t.id IS NULL OR i.business_key IS NULL
    UNION ALL SELECT 'half started ' || i.instance_id FROM wf.instance i FULL JOIN (SELECT instance_id, count(*) FROM wf.log GROUP BY 1) l USING (instance_id)
        WHERE i.version IS DISTINCT FROM l.count
    UNION ALL SELECT 'two histories of ' || person_id FROM wf.person_history WHERE valid_until IS NULL GROUP BY tenant_id, person_id HAVING count(*) > 1
    UNION ALL SELECT concat_ws(' ', 'instance', i.instance_id, v) FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id) v
        WHERE i.instance_id >= first_instance
    UNION ALL SELECT concat_ws(' ', 'difference', v) FROM wf.verify_all() v
    UNION ALL SELECT format('timer of %s fired %s times', i.instance_id, (SELECT count(*) FROM wf.log l WHERE l.instance_id = i.instance_id AND l.action = 'fire_timer'))
        FROM wf.instance_list i WHERE i.definition_key = 'soon' AND 1 <> (SELECT count(*) FROM wf.log l WHERE l.instance_id = i.instance_id AND l.action = 'fire_timer')
$$;
SELECT wf.deploy('{"key": "soon", "nodes": [{"id": "start", "type": "start"}, {"id": "wait", "type": "timer", "after": "PT1S"},
    {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}]}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "wait"}, {"from": "wait", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SQL

# What a client does, as long as it can; what it says after a command has been acknowledged.
sub life_of_client {
    my ($client) = @_;
    my $sql = "SET wf_engine.actor = 'alice';\n";
    for my $n (1 .. 400) {
        my $request = "$client-$n";
        my $id = 1000 * $n + ($client =~ tr/0-9//cdr) * 1000000;
        $sql .= <<"SQL";
SELECT wf.start('leave', '{"days": 1}', actor => 'alice', request_id => '$request') AS i \\gset
\\echo started $request :i
SELECT wf.approve(:i::bigint * 1000000 + 1, 'sign-$request', actor => 'lena') AS v \\gset
\\echo approved sign-$request :i
BEGIN;
INSERT INTO public.ledger VALUES ('book-$request');
SELECT wf.comment(:i, 'book-$request', actor => 'alice') AS v \\gset
COMMIT;
\\echo booked book-$request :i
INSERT INTO public.trip VALUES ($id, $n, 'asked');
\\echo row trip $id
INSERT INTO public.staff VALUES ('$request', 'New', 'lena');
\\echo named $request 0
SELECT wf.start('soon', actor => 'alice', request_id => 'soon-$request') AS i \\gset
\\echo started soon-$request :i
SELECT count(*) AS v FROM wf.run_due_jobs(now() + interval '2 hours', $n % 2) \\gset
SQL
    }
    return $sql;
}

# All at once: the first has to wait, so that it makes no more of the others.
sub kill_all {
    my ($postmaster) = slurp_file($node->data_dir . '/postmaster.pid') =~ /^(\d+)/;
    kill 'STOP', $postmaster;
    my @others = split /\s+/, `ps --ppid $postmaster -o pid=`;
    kill 'KILL', grep { /\d/ } @others, $postmaster;
    $node->kill9;
    usleep(10_000) while grep { /\d/ && kill(0, $_) } @others;
    return;
}

my $acknowledged = 0;
my @faults;
my $first = 1;
for my $crash (1 .. $crashes) {
    my @clients;
    for my $client (1 .. 4) {
        my $name = "$work/$crash-$client";
        append_to_file("$name.sql", life_of_client("$crash.$client"));
        push @clients, IPC::Run::start([ 'psql', '-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', "$name.sql" ], '>', "$name.out", '2>', "$name.err");
    }
    usleep(200_000 + int(rand(600_000)));
    kill_all();
    for my $client (@clients) { $client->finish }
    $node->start;
    # When it was killed timers were waiting, and they are due by now: nobody but the worker fires them.
    $node->poll_query_until('postgres', q(SELECT NOT EXISTS (SELECT FROM wf.instance_list i WHERE i.definition_key = 'soon' AND NOT EXISTS (SELECT FROM wf.task t WHERE t.instance_id = i.instance_id))))
        or push @faults, "crash $crash: timers are left";
    my @lines;
    for my $client (1 .. 4) {
        push @lines, grep { /^\w+ \S+ \d+$/ } split /\n/, slurp_file("$work/$crash-$client.out");
    }
    $acknowledged += @lines;
    append_to_file("$work/$crash.acknowledged", join("\n", @lines, ''));
    $node->safe_psql('postgres', "TRUNCATE public.acknowledged;\n\\copy public.acknowledged FROM '$work/$crash.acknowledged' WITH (DELIMITER ' ')");
    my $found = $node->safe_psql('postgres', "SELECT public.faults($first)");
    $first = $node->safe_psql('postgres', 'SELECT max(instance_id) FROM wf.instance');
    push @faults, "crash $crash: $found" if $found ne '';
}
my $fired = $node->safe_psql('postgres', q(SELECT count(*) FROM wf.log WHERE action = 'fire_timer' AND context ->> 'session_user' = 'wf_owner'));
cmp_ok($fired, '>', 0, "the worker has fired $fired timers");
is(join("\n", @faults), '', "after each of $crashes crashes what was acknowledged is there once, and nothing is there by half");
cmp_ok($acknowledged, '>', 10 * $crashes, "there was a load: $acknowledged commands");

# A command that was not acknowledged is repeated with its request_id: it is there once, whether it was there or not.
is($node->safe_psql('postgres', <<'SQL'), 't|t', 'what is repeated with its request_id after a crash is there once');
WITH again AS MATERIALIZED (SELECT wf.start('leave', '{"days": 1}', actor => 'alice', request_id => request_id) AS instance_id, r.result AS first
    FROM wf.request r WHERE action = 'start' AND request_id NOT LIKE 'soon-%')
SELECT bool_and(instance_id = first), count(*) > 0 FROM again;
SQL
is($node->safe_psql('postgres', 'SELECT public.faults()'), '', 'and nothing differs');

done_testing();
