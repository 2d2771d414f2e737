# The JSON schema of definitions and the compiler agree: on the golden definitions, the examples, and on each of them with one thing changed.
use strict;
use warnings;

use Engine;
use IPC::Run qw(run);
use PostgreSQL::Test::Utils;
use Test::More;

my $check = 'test/npm/check_definition_schema.mjs';
plan skip_all => 'node or its packages are missing: run scripts/npm.sh' unless -d 'test/npm/node_modules' && system('node --version >/dev/null 2>&1') == 0;

my $node = new_server('definition_schema');
$node->safe_psql('postgres', q(CREATE EXTENSION wf_engine; SELECT wf.setup(); CREATE TABLE mutant (line jsonb)));

my $tmp = PostgreSQL::Test::Utils::tempdir();
my @files = grep { !m{/directory\.json$} } glob('test/golden/definition/*.json examples/*.json');
run(['node', $check, 'mutants', is_full() ? 1 : 11, @files], '>', "$tmp/mutants") or die 'no definitions';
$node->safe_psql('postgres', "\\copy mutant FROM '$tmp/mutants' (FORMAT csv, QUOTE E'\\x01', DELIMITER E'\\x02')");
$node->safe_psql('postgres', qq(\\o $tmp/found
SELECT line || jsonb_build_object('findings', (SELECT coalesce(jsonb_agg(jsonb_build_object('severity', v.severity, 'code', v.code, 'path', v.path)), '[]')
    FROM wf.validate(line -> 'definition') v)) FROM mutant;
\\o $tmp/schema
SELECT wf_api.definition_schema();));

my ($said, $problems) = ('', '');
ok(run(['node', $check, 'compare', "$tmp/schema"], '<', "$tmp/found", '>', \$said, '2>', \$problems), 'schema and findings can be compared') or diag($problems);
is($said, "compared\n", 'the schema takes what compiles, and refuses what is wrong in its structure');

# It would have been seen.
$node->safe_psql('postgres', qq(\\o $tmp/schema
SELECT wf.definition_schema() #- '{\$defs,flow,properties,when}';
\\o $tmp/loose
SELECT jsonb_set(wf.definition_schema(), '{\$defs,mode}', '{}');));
run(['node', $check, 'compare', "$tmp/schema"], '<', "$tmp/found", '>', \$said);
like($said, qr/^refused, but it compiles/m, 'a key that the schema lacks is found');
run(['node', $check, 'compare', "$tmp/loose"], '<', "$tmp/found", '>', \$said);
like($said, qr/^taken, but it does not compile/m, 'words that the schema lacks are found');

done_testing();
