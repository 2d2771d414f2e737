-- Everybody points at the one above; then at the one two above, then four: after log2(n) rounds only those still point
-- at somebody who are in a cycle or below one. Walking from everybody would cost n x depth, and depth is data.
CREATE FUNCTION wf._who_is_in_a_cycle(ids text[], superiors text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
SET enable_nestloop = off  -- the planner takes an array for ten rows
AS $$
DECLARE
    _count bigint;
    _reach bigint := 1;
BEGIN
    -- Each once: equal ids would double with every jump.
    SELECT array_agg(edge.id), array_agg(edge.above), count(*) INTO ids, superiors, _count
    FROM (SELECT DISTINCT ON (e.id) e.id, e.above FROM unnest(ids, superiors) AS e (id, above)) AS edge;
    WHILE cardinality(ids) > 0 AND _reach <= _count LOOP
        SELECT array_agg(lower.id), array_agg(upper.above)
        INTO ids, superiors
        FROM unnest(ids, superiors) AS lower (id, above)
        JOIN unnest(ids, superiors) AS upper (id, above) ON upper.id = lower.above;
        _reach := _reach * 2;
    END LOOP;
    RETURN (SELECT min(id COLLATE "C") FROM unnest(ids) AS id);
END
$$;
COMMENT ON FUNCTION wf._who_is_in_a_cycle(text[], text[]) IS
    'The first of those who, going from each to the one above, never come to a top; NULL if all do.';
REVOKE ALL ON FUNCTION wf._who_is_in_a_cycle(text[], text[]) FROM PUBLIC;
