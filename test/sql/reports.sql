-- Reports: who sees them, and what they count.
\i test/sql/company.psql
\set owner :USER
DO $$
DECLARE _id bigint;
BEGIN
    FOR n IN 1 .. 6 LOOP
        _id := wf.start('leave', jsonb_build_object('days', CASE WHEN n > 4 THEN 9 ELSE 2 END), actor => CASE n % 2 WHEN 1 THEN 'alice' ELSE 'bob' END);
        CONTINUE WHEN n = 4;
        IF n = 3 THEN
            PERFORM wf.reject(_id * 1000000 + 1, 'no', actor => 'lena');
        ELSIF n = 2 THEN
            PERFORM wf.send_back(_id * 1000000 + 1, actor => 'lena');
            PERFORM wf.resubmit(_id, actor => 'bob');
            PERFORM wf.approve(_id * 1000000 + 3, actor => 'lena');
        ELSE
            PERFORM wf.approve(_id * 1000000 + 1, actor => 'lena');
        END IF;
    END LOOP;
    PERFORM wf.transfer(5 * 1000000 + 2, 'carol', actor => 'frank');
    PERFORM wf.reject(5 * 1000000 + 2, 'too long', actor => 'carol');
    PERFORM wf.delegate(6 * 1000000 + 2, 'heidi', actor => 'frank');
    PERFORM wf.resolve(6 * 1000000 + 2, actor => 'heidi');
    PERFORM wf.withdraw(4, actor => 'bob');
END $$;
SELECT definition_key, started, ended, completed, failed FROM wf.stat_instances();
SELECT label, instances, is_final, counts_as_failure FROM wf.stat_statuses('leave') WHERE instances > 0;
SELECT sum(instances) AS failures FROM wf.stat_statuses('leave') WHERE counts_as_failure;
SET wf_engine.language = 'zh';
SELECT label FROM wf.stat_statuses() WHERE status = 'rejected';
RESET wf_engine.language;
SELECT node, visits, again, rejected, returned, overdue, automatic, nobody, same_person, tasks, decided, claimed, delegated, transferred, for_others FROM wf.stat_nodes('leave') ORDER BY node;
SELECT person_id, received, decided, approved, rejected, abstained, done, returned, claimed, delegated, transferred, for_others FROM wf.stat_people('leave') ORDER BY person_id;
SELECT department_id, received, decided, approved, rejected FROM wf.stat_people('leave', by => 'department') ORDER BY department_id;
SELECT nodes, status, instances, share FROM wf.variants('leave') ORDER BY instances DESC, nodes, status;
SELECT source, target, taken, share, hidden FROM wf.flow_map('leave') ORDER BY source, target;
SELECT source, target, taken, hidden FROM wf.flow_map('leave', min_share => 0.9) ORDER BY source, target;
SELECT source, target, taken FROM wf.flow_map('leave', by => 'time') ORDER BY source, target;
-- Without the durations, which are never the same.
SELECT regexp_replace(wf.flow_diagram('leave', min_share => 0.9), '(, [0-9.]+ s(?=")|stroke:#......,)', '', 'g') AS mermaid;
SELECT regexp_replace(wf.flow_diagram('leave', format => 'dot', min_share => 0.9, language => 'zh'), '(, [0-9.]+ s(?=")|, color="#......")', '', 'g') AS dot;
SELECT count(*) AS lines FROM regexp_matches(wf.flow_diagram('leave', format => 'svg'), 'stroke-width="[0-9.]+"', 'g');
SELECT xml_is_well_formed_document(wf.flow_diagram('leave', format => 'svg')) AS well_formed, xml_is_well_formed_document(wf.flow_diagram('nothing', format => 'svg')) AS and_of_nothing;

-- The same from the sums as from the log.
CREATE FUNCTION pg_temp.reports() RETURNS text LANGUAGE sql AS $$
    SELECT md5((SELECT jsonb_agg(to_jsonb(s) - 'as_of') FROM wf.stat_instances(split_by => '{version,department,day}') s)::text || (SELECT jsonb_agg(to_jsonb(s) - 'as_of') FROM wf.stat_nodes() s)::text
        || (SELECT jsonb_agg(to_jsonb(s) - 'as_of') FROM wf.stat_people() s)::text || (SELECT jsonb_agg(to_jsonb(s) - 'as_of') FROM wf.variants('leave') s)::text
        || (SELECT jsonb_agg(to_jsonb(s) - 'as_of') FROM wf.flow_map('leave') s)::text) $$;
SELECT pg_temp.reports() AS before \gset
SELECT wf._roll_up() > 0 AS rolled_up;
SELECT pg_temp.reports() = :'before' AS is_the_same;
SELECT bool_and(as_of = (SELECT rolled_until FROM wf.rollup_state)) AS as_of_the_last_time FROM wf.stat_instances(tail => false);

-- What they refuse.
SELECT * FROM wf.stat_instances(split_by => '{weather}');
SELECT * FROM wf.stat_instances(split_by => NULL);
SELECT * FROM wf.stat_people(by => 'node');
SELECT * FROM wf.stat_nodes(from_day => '2026-02-01', until_day => '2026-02-01');
SELECT * FROM wf.stat_instances(from_day => '5874897-12-31');
SELECT * FROM wf.flow_map('leave', by => 'place');
SELECT wf.flow_diagram('leave', format => 'text');

-- Whoever administers nothing sees nothing; who manages a definition, that; and roles that see all, all.
SELECT wf.deploy('{"key": "other", "nodes": [{"id": "s", "type": "start"}, {"id": "e", "type": "end"}], "flows": [{"from": "s", "to": "e"}]}') AS other;
SELECT count(wf.start('other', actor => 'alice')) AS started;
CREATE ROLE regress_wf_lena LOGIN IN ROLE wf_user;
CREATE ROLE regress_wf_reader LOGIN IN ROLE wf_reader;
UPDATE wf.person SET db_role = 'regress_wf_lena' WHERE person_id = 'lena';
\c - regress_wf_lena
SELECT count(*) FROM wf.stat_instances();
SELECT count(*) FROM wf.rollups;
SELECT count(*) FROM wf._recent_sums();
SELECT count(*) FROM wf.stat_people();
SELECT sum(instances) FROM wf.stat_statuses();
SELECT * FROM wf.recount();
SELECT * FROM wf.rollup;
SELECT * FROM wf._tally('-infinity', 'infinity', NULL, 'UTC');
\c - :owner
SELECT wf.grant_definition('leave', 'person:lena', 'manage') IS NOT NULL AS granted;
\c - regress_wf_lena
SELECT definition_key, started FROM wf.stat_instances();
SELECT count(*) > 0 AS people FROM wf.stat_people();
SELECT DISTINCT definition_key FROM wf.rollups ORDER BY 1;
\c - regress_wf_reader
SELECT definition_key, started FROM wf.stat_instances();
SELECT count(*) FROM wf.recount();
\c - :owner
DROP ROLE regress_wf_lena, regress_wf_reader;
