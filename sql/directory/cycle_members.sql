-- Everybody jumps to the one above, then two, then four: after log2(n) rounds only those are left who are in a cycle or
-- below one, and where they stand then are the members of cycles: each once. Never more than n log2(n), whatever the data.
CREATE FUNCTION wf._cycle_members(ids text[], superiors text[]) RETURNS TABLE (id text, above text, first text, length bigint)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
SET enable_nestloop = off  -- the planner takes an array for ten rows
AS $$
DECLARE
    _members text[];
    _above text[];
    _next text[];
    _first text[];
    _jump text[];
    _at text[];
    _reach bigint := 1;
BEGIN
    -- Each once: equal ids would double with every jump.
    SELECT array_agg(edge.id), array_agg(edge.above) INTO ids, superiors
    FROM (SELECT DISTINCT ON (e.id) e.id, e.above FROM unnest(ids, superiors) AS e (id, above)) AS edge;
    _at := ids;
    _jump := superiors;
    WHILE cardinality(_at) > 0 AND _reach <= cardinality(ids) LOOP
        SELECT array_agg(lower.id), array_agg(upper.above) INTO _at, _jump
        FROM unnest(_at, _jump) AS lower (id, above)
        JOIN unnest(_at, _jump) AS upper (id, above) ON upper.id = lower.above;
        _reach := _reach * 2;
    END LOOP;
    SELECT array_agg(edge.id), array_agg(edge.above), array_agg(edge.above), array_agg(edge.id) INTO _members, _above, _next, _first
    FROM unnest(ids, superiors) AS edge (id, above)
    WHERE edge.id IN (SELECT j FROM unnest(_jump) AS j);
    -- Which cycle? The one of its first member, found by the same jumps.
    _reach := 1;
    WHILE _reach <= cardinality(_members) LOOP
        SELECT array_agg(here.id), array_agg(here.above), array_agg(there.next), array_agg(least(here.first COLLATE "C", there.first))
        INTO _members, _above, _next, _first
        FROM unnest(_members, _above, _next, _first) AS here (id, above, next, first)
        JOIN unnest(_members, _next, _first) AS there (id, next, first) ON there.id = here.next;
        _reach := _reach * 2;
    END LOOP;
    RETURN QUERY
    SELECT m.id, m.above, m.first, count(*) OVER (PARTITION BY m.first)
    FROM unnest(_members, _above, _first) AS m (id, above, first);
END
$$;
COMMENT ON FUNCTION wf._cycle_members(text[], text[]) IS
    'Those who come back to themselves, going from each to the one above; with the first member and the length of their cycle.';
REVOKE ALL ON FUNCTION wf._cycle_members(text[], text[]) FROM PUBLIC;
