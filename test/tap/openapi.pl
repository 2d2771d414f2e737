# What wf.openapi() says is OpenAPI 3.1, as a validator of others sees it, for every role; its examples fit its own schemas.
use strict;
use warnings;

use Engine;
use IPC::Run qw(run);
use PostgreSQL::Test::Utils;
use Test::More;

my $check = 'test/npm/check_openapi.mjs';
plan skip_all => 'node or its packages are missing: run scripts/npm.sh' unless -d 'test/npm/node_modules' && system('node --version >/dev/null 2>&1') == 0;

my $node = new_server('openapi');
$node->safe_psql('postgres', q(CREATE EXTENSION wf_engine; SELECT wf.setup()));

for my $role ('wf_user', 'wf_app', 'wf_designer', 'wf_admin', 'wf_reader', 'postgres') {
    my $document = $node->safe_psql('postgres', qq(SET ROLE $role; SELECT wf_api.openapi()));
    my ($said, $problems) = ('', '');
    ok(run(['node', $check], '<', \"$document\n", '>', \$said, '2>', \$problems), "$role: the document can be checked") or diag($problems);
    is($said, '', "$role: the document is valid, and its examples fit");
}
isnt($node->psql('postgres', q(SET ROLE wf_anon; SELECT wf_api.openapi())), 0, 'nobody gets one without a token');
my ($said, $problems) = ('', '');
run(['node', $check], '<', \qq({"openapi": "3.1.0", "info": {"title": "x"}, "paths": {}}\n), '>', \$said, '2>', \$problems);
like($said, qr/^invalid/, 'the validator would have said something');

done_testing();
