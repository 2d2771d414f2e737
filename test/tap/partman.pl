# Debian's pg_partman makes the partitions of the log, as docs/how-to/archive-the-log.md says: the statements are those of the page.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my $node = PostgreSQL::Test::Cluster->new('partman');
$node->init;
if (!-e $node->config_data('--sharedir') . '/extension/pg_partman.control') {
    plan skip_all => 'pg_partman is not installed';
}
$node->append_conf('postgresql.conf', "shared_buffers = 32MB\ntimezone = 'Asia/Shanghai'");
$node->start;
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wf_engine;
SELECT wf.setup();
CREATE SCHEMA partman;
CREATE EXTENSION pg_partman SCHEMA partman;
SELECT wf.load_directory('{"persons": [{"id": "ann"}]}');
SELECT wf.deploy('{"key": "ask", "nodes": [{"id": "start", "type": "start"}, {"id": "sign", "type": "approval", "approvers": [{"by": "users", "users": ["ann"]}]},
    {"id": "end", "type": "end"}], "flows": [{"from": "start", "to": "sign"}, {"from": "sign", "to": "end"}]}');
SELECT wf.start('ask', actor => 'ann');
SQL
my ($page) = PostgreSQL::Test::Utils::slurp_file("docs/how-to/archive-the-log.md") =~ /^## With pg_partman.*?```sql\n(.*?)```/ms or die;
my ($status, undef, $err) = $node->psql('postgres', $page, on_error_stop => 1);
is($status, 0, 'the statements of the page work') or diag($err);
my $ahead = q(SELECT count(*) FROM wf._log_partitions() WHERE from_at > now());
is($node->safe_psql('postgres', $ahead), '6', 'it makes partitions ahead');
$node->safe_psql('postgres', q(UPDATE partman.part_config SET premake = 9; SET timezone = 'UTC'; SELECT partman.run_maintenance('wf.log')));
cmp_ok($node->safe_psql('postgres', $ahead), '>=', 9, '... and goes on making them');
is($node->safe_psql('postgres', 'SELECT wf.ensure_partitions()'), '0', 'the engine finds them');
is($node->safe_psql('postgres', q(SELECT count(*) FROM wf._log_partitions() l JOIN pg_class c ON c.oid = l.relation
    WHERE c.relowner <> 'wf_owner'::regrole OR 2 > (SELECT count(*) FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgenabled = 'A'))), '0', '... and has adopted them');
is($node->safe_psql('postgres', q(SELECT wf.start('ask', actor => 'ann') > 0; SELECT count(*) FROM wf.verify_all())), "t\n0", 'commands go on, and the proof holds');
unlike($node->safe_psql('postgres', 'CALL wf.maintain()'), qr/failed/, 'the rest of the upkeep is done here');

done_testing();
