# The log streams: through publication wf_log into a second database, which makes JSON of the events, and through wal2json. Nothing is
# lost or sent twice over the end of a month, an archive run and a restart of the consumer. Slots that fall behind: health.pl.
use strict;
use warnings;

use Engine;
use JSON::PP;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_server('source', allows_streaming => 'logical');
life_of($node, 'postgres');
my $consumer = new_server('consumer', allows_streaming => 'logical');
sub sql { return $node->safe_psql('postgres', $_[0]) }
sub there { return $consumer->safe_psql('postgres', $_[0]) }

# ---- The publication ----
my $published = q(SELECT format('%s of %s: insert %s, update %s, delete %s, truncate %s, via root %s: %s', pubname, pubowner::regrole, pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot,
    (SELECT string_agg(prrelid::regclass::text, ' ' ORDER BY prrelid::regclass::text) FROM pg_publication_rel r WHERE r.prpubid = p.oid)) FROM pg_publication p);
my $right = qr/^wf_log of wf_owner: insert t, update f, delete f, truncate f, via root t: wf\.log wf\.state_log$/;
my $catalog = 'SELECT p.xmin, r.xmin FROM pg_publication p, pg_publication_rel r ORDER BY r.oid';
is(sql($published), '', 'wf.setup() makes none by itself');
sql('CREATE PUBLICATION wf_log; SELECT wf.setup()');
like(sql($published), qr/^wf_log of postgres: insert t, update t/, 'another one of that name is left alone');
sql('SELECT wf.setup(publication => true)');
like(sql($published), $right, '... until wf.setup(publication => true) is asked for it');
my $before = sql($catalog);
sql('SELECT wf.setup(publication => true); SELECT wf.setup()');
is(sql($catalog), $before, 'once more, nothing is written');
sql(q(ALTER PUBLICATION wf_log SET (publish = 'insert, delete', publish_via_partition_root = false); ALTER PUBLICATION wf_log DROP TABLE wf.log; SELECT wf.setup()));
like(sql($published), $right, 'what somebody has changed is put right by any wf.setup()');

# ---- The consumer: a role that can read the logs and nothing else of the engine ----
sql('CREATE ROLE wf_stream LOGIN REPLICATION; GRANT USAGE ON SCHEMA wf TO wf_stream; GRANT SELECT ON wf.log, wf.state_log TO wf_stream');
my $source = $node->connstr . ' dbname=postgres user=wf_stream';
command_ok([ 'psql', '-qXAt', '-d', $consumer->connstr('postgres'), '-v', "source=$source", '-f', 'contrib/streaming/warehouse.sql' ], 'contrib/streaming/warehouse.sql runs');
$consumer->wait_for_subscription_sync($node, 'wf_warehouse', 'postgres');
my $log = q(SELECT instance_id, seq, at, action, actor, node, source, target, context, events, hash FROM wf.log);
my $here = qq(SELECT count(*), md5(string_agg(l::text, chr(10) ORDER BY instance_id, seq)) FROM ($log) l);
sub arrives {
    my ($name) = @_;
    $node->wait_for_catchup('wf_warehouse');
    is(there($here), sql($here), $name);
    return;
}
arrives('the log is in the second database');
my $readable = 'SELECT count(*), md5(string_agg(%s::text, chr(10) ORDER BY instance_id, seq)) FROM wf.log';
is(there(sprintf $readable, 'events_json'), sql(sprintf $readable, 'wf.events(events)'), '... with its events as JSON');

# What comes out of the source by wal2json, and out of the second database for consumers behind it.
my $has_wal2json = -e ($node->config_data('--pkglibdir') . '/wal2json.so');
for my $server ($has_wal2json ? ($node, $consumer) : ()) {
    # Later minor versions take only plugins that are listed.
    if ($server->safe_psql('postgres', q(SELECT count(*) FROM pg_settings WHERE name = 'output_plugin_libraries'))) {
        $server->append_conf('postgresql.conf', "output_plugin_libraries = 'pgoutput, wal2json'");
        $server->reload;
        $server->poll_query_until('postgres', q(SELECT current_setting('output_plugin_libraries') ~ 'wal2json'));
    }
    $server->safe_psql('postgres', q(SELECT pg_create_logical_replication_slot('json', 'wal2json')));
}
my $until_then = sql('SELECT count(*) FROM wf.log');

sql(q(SELECT FROM wf.comment(8, 'streamed', actor => 'alice')));
arrives('a command arrives');

sql(q(CREATE TABLE public.door (id integer PRIMARY KEY, state text); SELECT wf.track('public.door', 'state')));
sql(q(INSERT INTO public.door VALUES (1, 'open'); UPDATE public.door SET state = 'shut'; DELETE FROM public.door));
$node->wait_for_catchup('wf_warehouse');
my $states = q(SELECT key, seq, at, action, source, target, context FROM wf.state_log ORDER BY tracked_id, seq);
is(there($states), sql($states), 'a tracked column arrives');
is(there(q(SELECT action, source, target FROM wf.state_log WHERE tracked_id = (SELECT max(tracked_id) FROM wf.state_log) ORDER BY seq)), "insert||open\nupdate|open|shut\ndelete|shut|", '... in its order');

# ---- The end of a month: partitions that the publication has never seen ----
my $entry = q(INSERT INTO wf.log (tenant_id, instance_id, seq, at, action, actor, source, target, events) VALUES (0, %d, 1, '%s', 'start', 'alice', 'running', 'running', '\x01'));
sql(q(SELECT wf.ensure_partitions('2031-05-01', 2)));
sql(sprintf $entry, 901, '2031-05-31 23:59:59Z');
sql(sprintf $entry, 902, '2031-06-01 00:00:00Z');
arrives('entries on both sides of the end of a month');

# ---- An archive run while the consumer is away: what it has not read yet leaves the log ----
there('ALTER SUBSCRIPTION wf_warehouse DISABLE');
$node->poll_query_until('postgres', q(SELECT NOT active FROM pg_replication_slots WHERE slot_name = 'wf_warehouse'));
sql(q(SELECT wf.ensure_partitions('2020-05-01', 3)));
sql(sprintf $entry, 903, '2020-05-17Z');
sql(sprintf $entry, 904, '2020-06-17Z');
sql(sprintf $entry, 905, '2020-07-17Z');
my $whole = sql($here);
my $directory = PostgreSQL::Test::Utils::tempdir();
is(sql(qq(SELECT string_agg(table_name, ' ' ORDER BY 1) FROM wf.archive('2020-06-01'))), 'wf_archive.log_2020_05', 'a partition is archived');
sql('GRANT pg_write_server_files, pg_read_server_files TO wf_owner');
is(sql(qq(SELECT count(*), count(file) FROM wf.archive('2020-07-01', to_directory => '$directory'))), '1|1', '... one into a file');
sql(q(ALTER TABLE wf.log DETACH PARTITION wf.log_2020_07; DROP TABLE wf.log_2020_07));
$consumer->restart;
there('ALTER SUBSCRIPTION wf_warehouse ENABLE');
$node->wait_for_catchup('wf_warehouse');
is(there($here), $whole, 'the consumer, restarted, gets what had left the log by then, and keeps all');
sql(q(SELECT wf.attach_archive('log_2020_05'), wf.attach_archive('log_2020_06')));
sql(q(SELECT FROM wf.comment(8, 'later', actor => 'alice')));
$node->wait_for_catchup('wf_warehouse');
is(there('SELECT count(*) FROM wf.log'), 1 + (split /\|/, $whole)[0], 'what comes back from the archive is not sent again');

# ---- What is taken away here stays there, and the consumer is told ----
my $taken = sql(q(SELECT instance_id FROM wf.instance WHERE ended_at IS NOT NULL AND definition_id IN (SELECT definition_id FROM wf.definition WHERE key = 'leave') LIMIT 1));
my $data = "SELECT count(*) FROM wf.log WHERE instance_id = $taken AND events_json::text LIKE '%\"days\": 2%'";
my $known = there($data);
sql("SELECT wf.redact($taken, '{days}', 'asked to')");
$node->wait_for_catchup('wf_warehouse');
is(there("SELECT action FROM wf.log WHERE instance_id = $taken ORDER BY seq DESC LIMIT 1"), 'redact', 'wf.redact arrives as an entry');
ok($known > 0 && there($data) == $known, '... and nothing is changed there');

# ---- The heartbeat moves a slot whose log rests ----
my $debezium = decode_json(slurp_file('contrib/streaming/debezium.json'))->{config};
my $confirmed = q(SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = 'wf_warehouse');
my $rest = sql($confirmed);
is($node->psql('postgres', $debezium->{'heartbeat.action.query'}, connstr => $source), 0, 'the heartbeat of contrib/streaming/debezium.json needs no rights');
$node->wait_for_catchup('wf_warehouse');
isnt(sql($confirmed), $rest, '... and the consumer confirms it');
is($debezium->{'publication.name'}, 'wf_log', 'its publication is the one of wf.setup()');
is($debezium->{'publication.autocreate.mode'}, 'disabled', '... which it does not make');
decode_json(slurp_file($_)) for glob 'contrib/streaming/*.json';

# ---- wal2json: no publication and no roots, so partitions come by their own names ----
SKIP: {
    skip 'no wal2json', 5 unless $has_wal2json;
    my $changes = q(SELECT data FROM pg_logical_slot_get_changes('json', NULL, NULL, 'format-version', '2', 'add-tables', 'wf.*', 'include-transaction', 'false'));
    my @got = map { decode_json($_) } split /\n/, sql($changes);
    my @inserts = grep { $_->{action} eq 'I' && $_->{table} =~ /^log_\d{4}_\d\d$/ } @got;
    my %tables = map { $_->{table} => 1 } @inserts;
    ok($tables{log_2031_05} && $tables{log_2031_06} && $tables{log_2020_07}, 'wal2json names partitions, also of a table that is gone by now');
    my %keys;
    $keys{ join ' ', map { $_->{value} } grep { $_->{name} =~ /^(instance_id|seq)$/ } @{ $_->{columns} } }++ for @inserts;
    is(scalar(keys %keys), sql('SELECT count(*) FROM wf.log') + 1 - $until_then, '... and has every entry');
    is(join(', ', grep { $keys{$_} > 1 } sort keys %keys), '904 1', '... twice what came back from a file');
    is(join(' ', map { $_->{prefix} } grep { $_->{action} eq 'M' } @got), 'wf_heartbeat', '... and the heartbeat');
    my @behind = map { decode_json($_) } split /\n/, there($changes);
    my ($json) = map { $_->{value} } grep { $_->{name} eq 'events_json' } @{ (grep { $_->{action} eq 'I' } @behind)[0]->{columns} };
    is($json, sql(q(SELECT wf.events(events) FROM wf.log WHERE comment = 'streamed')), 'behind the second database the events are JSON');
}

done_testing();
