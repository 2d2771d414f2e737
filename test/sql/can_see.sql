-- Who may see an instance, asked of wf.can_see and seen in every view and function that reads.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all

SELECT wf.grant_definition('leave', 'person:frank');
SELECT wf.start('leave', '{"days": 1}', actor => 'alice') AS i \gset
-- The initiator, the holder, an administrator and a manager of the definition; nobody else.
SELECT person_id, wf.can_see(:i, actor => person_id) FROM wf.people WHERE active ORDER BY person_id COLLATE "C";
SELECT wf.approve(:i * 1000000 + 1, actor => 'lena') AS version;
SELECT wf.copy(:i, ARRAY['carol'], actor => 'alice') AS version;
-- Who has acted, and who has got a copy.
SELECT person_id FROM wf.people WHERE wf.can_see(:i, actor => person_id) ORDER BY person_id COLLATE "C";
SELECT wf.deploy('{"key": "group", "nodes": [{"id": "s", "type": "start"}, {"id": "a", "type": "approval", "approvers": [{"by": "role", "role": "board"}]}, {"id": "e", "type": "end"}],
                   "flows": [{"from": "s", "to": "a"}, {"from": "a", "to": "e"}]}') AS version;
SELECT wf.start('group', actor => 'bob') AS g \gset
-- A task of a group is for each of its members.
SELECT person_id FROM wf.people WHERE wf.can_see(:g, actor => person_id) ORDER BY person_id COLLATE "C";
-- What does not exist is seen by nobody; no person: the database role decides.
SELECT wf.can_see(NULL);
SELECT wf.can_see(999, actor => 'alice') AS nothing, wf.can_see(:i) AS superuser;

CREATE FUNCTION pg_temp.seen(instance bigint) RETURNS TABLE (reader text, rows bigint) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH reader IN ARRAY ARRAY['todo', 'done', 'started', 'cc', 'history', 'progress', 'instance_list'] LOOP
        EXECUTE format('SELECT count(*) FROM wf.%I WHERE instance_id = $1', reader) INTO rows USING instance;
        RETURN NEXT;
    END LOOP;
    FOREACH reader IN ARRAY ARRAY['wf.state($1)', 'wf.replay($1)', 'wf.diagram(instance_id => $1)', '(SELECT count(*) FROM wf.predict($1))',
                                  '(SELECT count(*) FROM wf.verify($1))', '(SELECT count(*) FROM wf.actions($1 * 1000000 + 1))'] LOOP
        BEGIN
            EXECUTE format('SELECT count(%s)', reader) INTO rows USING instance;
        EXCEPTION WHEN OTHERS THEN
            reader := reader || ' ' || SQLSTATE;
            rows := 0;
        END;
        RETURN NEXT;
    END LOOP;
END
$$;
CREATE ROLE regress_wf_eve LOGIN;
CREATE ROLE regress_wf_frank LOGIN;
CREATE ROLE regress_wf_root LOGIN;
GRANT wf_user TO regress_wf_eve, regress_wf_frank, regress_wf_root;
UPDATE wf.person SET db_role = 'regress_wf_' || person_id WHERE person_id IN ('eve', 'frank', 'root');
-- A stranger sees nothing, anywhere.
SET SESSION AUTHORIZATION regress_wf_eve;
SELECT wf.can_see(:i);
SELECT * FROM pg_temp.seen(:i);
SELECT wf.can_see(:i, actor => 'alice');
SELECT wf.state(:i);
-- A manager of the definition sees its instances, and of others none.
SET SESSION AUTHORIZATION regress_wf_frank;
SELECT wf.can_see(:i) AS of_his, wf.can_see(:g) AS of_another;
SELECT reader, rows FROM pg_temp.seen(:i);
SELECT definition_key FROM wf.instance_list;
-- An administrator sees all; what others have to do, too.
SET SESSION AUTHORIZATION regress_wf_root;
SELECT definition_key FROM wf.instance_list ORDER BY definition_key COLLATE "C";
SELECT task_id, candidates FROM wf.todo;
SELECT count(*) AS his_own_list FROM wf.inbox();
SELECT count(*) AS of_carol FROM wf.inbox('carol');
RESET SESSION AUTHORIZATION;
DROP ROLE regress_wf_eve, regress_wf_frank, regress_wf_root;
