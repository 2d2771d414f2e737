CREATE FUNCTION wf.transitions(
    business_table regclass,
    business_key text,
    column_name text DEFAULT NULL,
    blocked boolean DEFAULT false,
    language text DEFAULT NULL,
    actor text DEFAULT NULL
) RETURNS TABLE (state_column text, transition text, label text, source text, target text, target_label text, is_allowed boolean, reason text)
LANGUAGE c STABLE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_transitions';
COMMENT ON FUNCTION wf.transitions IS
'What may be done with a row now by the caller, or by actor: the transitions out of its state whose guard holds and that the actor may make, in the order of the machine, with labels in a language (default: wf_engine.language). With blocked => true also the others, with the reason. For whoever may read the row.
Example: SELECT transition, label, target FROM wf.transitions(''purchase_order'', ''7'', blocked => true);';
