# Through a pooler in transaction mode: one setting of the transaction says who changes a row, why and from where, and the next client of the
# same connection does not inherit it.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

my ($pgbouncer) = grep { -x } map { "$_/pgbouncer" } split(/:/, $ENV{PATH}), '/usr/sbin';
plan skip_all => 'pgbouncer is not installed' unless $pgbouncer;

my $node = new_server('pooled');
$node->safe_psql('postgres', <<'SQL');
CREATE EXTENSION wf_engine;
SELECT wf.setup();
CREATE ROLE app LOGIN;
GRANT wf_app TO app;
CREATE TABLE ticket (id integer PRIMARY KEY, status text);
GRANT ALL ON ticket TO app;
SELECT wf.track('ticket', 'status');
INSERT INTO ticket VALUES (1, 'open');
SQL

my $home = PostgreSQL::Test::Utils::tempdir_short();
my $port = PostgreSQL::Test::Cluster::get_free_port();
append_to_file("$home/pgbouncer.ini", <<"INI");
[databases]
postgres = host=@{[ $node->host ]} port=@{[ $node->port ]} dbname=postgres user=app
[pgbouncer]
listen_addr =
listen_port = $port
unix_socket_dir = $home
auth_type = any
pool_mode = transaction
default_pool_size = 1
logfile = $home/log
pidfile = $home/pid
INI
tool($pgbouncer, '-q', '-d', "$home/pgbouncer.ini");

sub client {
    my (@statements) = @_;
    return tool('psql', '-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', "host=$home port=$port dbname=postgres user=app", map { ('-c', $_) } @statements);
}

my $said = client('BEGIN', q(SELECT set_config('wf_engine.context', '{"actor": "amy", "reason": "asked", "address": "10.1.2.3"}', true) <> ''),
    q(UPDATE ticket SET status = 'busy'), 'SELECT pg_backend_pid()', 'COMMIT');
my $next = client(q(UPDATE ticket SET status = 'done'), 'SELECT pg_backend_pid()');
is((split /\n/, $said)[-1], $next, 'both had the same connection');
is($node->safe_psql('postgres', q(SELECT concat_ws('|', target, actor, reason, context ->> 'address') FROM wf.state_history ORDER BY seq)), "open\nbusy|amy|asked|10.1.2.3\ndone",
    'each change says its own');
system('kill', PostgreSQL::Test::Utils::slurp_file("$home/pid") =~ s/\s//gr);
done_testing();
