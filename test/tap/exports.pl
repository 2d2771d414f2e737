# What is exported for process miners is what their formats ask for: XES by a schema and xmllint, OCEL by a schema and its references.
use strict;
use warnings;

use Engine;
use File::Temp qw(tempfile);
use IPC::Run qw(run);
use PostgreSQL::Test::Utils;
use Test::More;

my $node = new_server('exports');
$node->safe_psql('postgres', q(CREATE EXTENSION wf_engine; SELECT wf.setup()));
command_ok([ 'psql', '-XqAt', '-v', 'ON_ERROR_STOP=1', '-d', $node->connstr('postgres'), '-f', 'test/tap/life.psql' ], 'a database in the middle of its life');
# Titles and names that XML and JSON have to write otherwise, and people who are in no directory any more.
$node->safe_psql('postgres', <<'SQL');
SELECT wf.start('trip', '{"days": 3}', title => E'<a & "b"> \x01 \u4f60', actor => 'alice');
SELECT wf.approve(task_id, comment => 'x', actor => 'lena') FROM wf.todo WHERE definition_key = 'trip' AND assignee = 'lena';
SQL

sub exported { return $node->safe_psql('postgres', "SELECT * FROM wf.$_[0]('$_[1]')") . "\n" }

sub said {
    my ($command, $text) = @_;
    my ($out, $problems) = ('', '');
    run($command, '<', \$text, '>', \$out, '2>', \$problems);
    return $out . $problems;
}

SKIP: {
    skip 'xmllint is not installed', 3 if system('xmllint --version >/dev/null 2>&1') != 0;
    my @check = ('xmllint', '--noout', '--schema', 'test/schema/xes.xsd', '-');
    for my $definition ('leave', 'trip') {
        is(said(\@check, exported('export_xes', $definition)), "- validates\n", "XES of $definition");
    }
    like(said(\@check, exported('export_xes', 'trip') =~ s/<event>/<event><int key="n" value="no"\/>/r), qr/not a valid value/, 'the schema would have said something');
}
SKIP: {
    skip 'node or its packages are missing: run scripts/npm.sh', 3 unless -d 'test/npm/node_modules' && system('node --version >/dev/null 2>&1') == 0;
    my @check = ('node', 'test/npm/check_ocel.mjs');
    for my $definition ('leave', 'trip') {
        is(said(\@check, exported('export_ocel', $definition)), '', "OCEL of $definition");
    }
    like(said(\@check, exported('export_ocel', 'trip') =~ s/"id": "person:lena"/"id": "person:nobody"/r), qr/no object/, 'the check would have said something');
}

done_testing();
