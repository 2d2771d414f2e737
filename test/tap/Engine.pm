# What the tests of a server's life share: a server with the engine in the middle of its life, and what has to stay the same.
package Engine;

use strict;
use warnings;

use Exporter 'import';
use PostgreSQL::Test::Cluster;
use PostgreSQL::Test::Utils;
use Test::More;

our @EXPORT = qw(new_server new_life life_of inventory_of same_inventory tool refusal is_full);

# The longer tests, too.
sub is_full { return ($ENV{WF_OPERATIONS} // '') eq 'full' }

# A running server, with settings beyond those of its init().
sub new_server {
    my ($name, %init) = @_;
    my $node = PostgreSQL::Test::Cluster->new($name);
    $node->init(%init);
    # Of a server that streams, the module makes a very small one.
    $node->append_conf('postgresql.conf', "shared_buffers = 32MB\nmax_connections = 40\nlog_statement = none\ntimezone = UTC");
    $node->start;
    return $node;
}

# Runs one of the server's programs, which has to succeed; gives what it said.
sub tool {
    my (@command) = @_;
    my ($out, $err) = run_command([@command]);
    die "@command: $err" if $err =~ /error|fatal/i;
    return $out;
}

# Puts a life into a database of the server.
sub life_of {
    my ($node, $database) = @_;
    $node->command_ok([ 'psql', '-qXAt', '-v', 'ON_ERROR_STOP=0', '-d', $node->connstr($database), '-f', 'test/tap/life.psql' ],
        "$database is in the middle of its life");
    return;
}

# A server with a life in database postgres.
sub new_life {
    my ($name, %init) = @_;
    my $node = new_server($name, %init);
    life_of($node, 'postgres');
    return $node;
}

# Kind, name and value of what has to be the same elsewhere, one a line.
sub inventory_of {
    my ($node, $database) = @_;
    return $node->safe_psql($database // 'postgres',
        q(SELECT kind || ' ' || name || ': ' || value FROM public.inventory() ORDER BY kind, name COLLATE "C", value COLLATE "C"));
}

sub same_inventory {
    my ($found, $expected, $name) = @_;
    my %expected = map { $_ => 1 } split /\n/, $expected;
    my %found = map { $_ => 1 } split /\n/, $found;
    my @differences = ((map { "- $_" } grep { !$found{$_} } sort keys %expected), (map { "+ $_" } grep { !$expected{$_} } sort keys %found));
    ok(!@differences, $name) or diag(join("\n", @differences[0 .. ($#differences < 40 ? $#differences : 40)]));
    return;
}

# SQLSTATE, message, DETAIL and HINT of a statement that has to be refused; empty: it was not.
sub refusal {
    my ($node, $database, $sql) = @_;
    my ($status, $out, $err) = $node->psql($database, "\\set VERBOSITY verbose\n\\set SHOW_CONTEXT always\n$sql");
    return $status == 0 ? '' : $err;
}

1;
