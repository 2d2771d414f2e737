# A physical standby: all that reads answers there, all that writes is refused with a word of where to go, and after the
# promotion the life goes on.
use strict;
use warnings;

use Engine;
use PostgreSQL::Test::Cluster;
use Test::More;

my $primary = new_server('primary', allows_streaming => 1);
# For every function of schema wf a call that succeeds.
$primary->command_ok([ 'psql', '-qXAt', '-d', $primary->connstr('postgres'), '-f', 'bench/session_memory.sql' ], 'the primary has a life');
$primary->safe_psql('postgres', <<'SQL');
CREATE FUNCTION memory.answer_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    _code text; _message text; _hint text;
BEGIN
    EXECUTE statement;
    RETURN 'fine';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS _code = RETURNED_SQLSTATE, _message = MESSAGE_TEXT, _hint = PG_EXCEPTION_HINT;
    RETURN concat_ws('|', _code, _message, _hint);
END $$;
-- VOLATILE only to see what is committed by now; and verify_all() notes for administrators of a primary what it found.
CREATE FUNCTION memory.looks_only() RETURNS name[] LANGUAGE sql IMMUTABLE AS $$ SELECT '{check_anchor,verify_all}'::name[] $$;
-- What is called, asked before it is: of a call that needs others before it, the call itself. Views and functions that only read answer.
CREATE TABLE memory.last_call AS
SELECT label, function, statements[cardinality(statements)] AS statement,
    function IS NOT NULL AND coalesce((SELECT bool_or(provolatile = 'v') FROM pg_proc WHERE pronamespace = 'wf'::regnamespace AND proname = function AND proname <> ALL (memory.looks_only())), false) AS may_write
FROM memory.call WHERE label !~ '\(NULL\)$| by another$|wf\.anchor' AND label !~ '^!'
UNION ALL VALUES ('setup', 'setup', 'SELECT wf.setup()', true), ('attach_archive', 'attach_archive', 'SELECT wf.attach_archive($$x$$)', true), ('maintain', 'maintain', 'CALL wf.maintain()', true), ('run_jobs', 'run_jobs', 'CALL wf.run_jobs()', true);
CREATE FUNCTION memory.answers(writing boolean) RETURNS TABLE (label text, function name, answer text) LANGUAGE plpgsql AS $$
DECLARE
    _call memory.last_call;
BEGIN
    FOR _call IN SELECT * FROM memory.last_call c WHERE c.may_write = writing LOOP
        RETURN QUERY SELECT _call.label, _call.function, memory.answer_of(_call.statement);
    END LOOP;
END $$;
SQL
$primary->safe_psql('postgres', q(CREATE ROLE lena LOGIN; GRANT wf_user TO lena; UPDATE wf.person SET db_role = 'lena' WHERE person_id = 'lena'));
is($primary->safe_psql('postgres', 'SELECT proname FROM memory.missing'), '', 'every function has a call');

$primary->backup('copy');
my $standby = PostgreSQL::Test::Cluster->new('standby');
$standby->init_from_backup($primary, 'copy', has_streaming => 1);
$standby->start;
$primary->safe_psql('postgres', q(SELECT wf.comment(1, 'after the backup', actor => 'alice')));
$primary->wait_for_catchup($standby);

is($standby->safe_psql('postgres', 'SELECT label, answer FROM memory.answers(false) WHERE answer <> $$fine$$'),
    '', 'all that reads answers on a standby');
is($standby->safe_psql('postgres', q(SELECT check_name, message FROM wf.health() WHERE message LIKE 'the check failed%')), '', '... each check of wf.health(), too');
is($standby->safe_psql('postgres', q(SELECT labels FROM wf.metrics WHERE name = 'wf_metrics_failed' AND value > 0)), '', '... and each part of wf.metrics');
is($standby->safe_psql('postgres', <<'SQL'), '', 'all that may write is refused on a standby, with a hint that says where to call it');
SELECT label, answer FROM memory.answers(true) WHERE answer <> format('25006|wf.%s cannot be called on a standby|Call it on the primary, or when this server was promoted. What only reads works here, too.', function);
SQL
is($standby->safe_psql('postgres', q(SET SESSION AUTHORIZATION lena; SELECT count(*) FROM wf.todo; SELECT count(*) > 0 FROM wf.history; SELECT count(*) > 0 FROM wf.progress;
    SELECT count(*) > 0 FROM wf.instance_list; SELECT count(*) FROM wf.done; SELECT count(*) FROM wf.cc; SELECT count(*) FROM wf.started; SELECT count(*) FROM wf.inbox())),
    "4\nt\nt\nt\n4\n0\n0\n4", 'a person reads their own there, by views and functions');
is($standby->safe_psql('postgres', q(SELECT comment FROM wf.history WHERE instance_id = 1 ORDER BY seq DESC LIMIT 1)), 'after the backup', 'the standby has what the primary wrote');
like(refusal($standby, 'postgres', q(UPDATE memory.purchase SET state = 'x' WHERE id = 1)), qr/25006/, 'the tables of the host cannot be written either');

like(refusal($standby, 'postgres', q(SELECT wf._changes())), qr/25006/, 'what still runs on the primary is not known there');

# Nothing that only reads may be VOLATILE: it would be refused.
is($primary->safe_psql('postgres', <<'SQL'), '', 'what wf_reader may call does not write, so it is not VOLATILE');
SELECT p.oid::regprocedure FROM pg_proc p WHERE pronamespace = 'wf'::regnamespace AND provolatile = 'v' AND has_function_privilege('wf_reader', p.oid, 'EXECUTE')
    AND p.proname <> ALL (memory.looks_only() || '{anchor,_changes}')
SQL
$primary->stop('immediate');
$standby->promote;
is($standby->safe_psql('postgres', 'SELECT label, answer FROM memory.answers(false) WHERE answer <> $$fine$$'),
    '', 'all that reads answers after the promotion');
is($standby->safe_psql('postgres', <<'SQL'), '', 'the life goes on after the promotion, and nothing differs');
SELECT FROM wf.approve(1000001, actor => 'lena');
SELECT FROM wf.start('leave', '{"days": 1}', actor => 'alice');
SELECT FROM wf.run_due_jobs(now() + interval '2 hours');
UPDATE memory.purchase SET amount = 7 WHERE id = 3;
SELECT i.instance_id, v.* FROM wf.instance i, wf.verify(i.instance_id, i.tenant_id) v;
SQL

done_testing();
