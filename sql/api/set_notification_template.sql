CREATE FUNCTION wf.set_notification_template(
    kind text,
    subject text,
    content text,
    definition text DEFAULT NULL,
    tenant_id bigint DEFAULT NULL
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM wf._check_primary('set_notification_template');
    tenant_id := coalesce(tenant_id, wf.current_tenant());
    IF kind IS NULL OR kind NOT IN ('todo', 'copy', 'rejected', 'end') THEN
        RAISE EXCEPTION 'unknown kind of notification "%"', kind USING
            ERRCODE = 'WF504', HINT = 'It is todo, copy, rejected or end.';
    END IF;
    IF subject IS NULL AND content IS NULL THEN
        DELETE FROM wf.notification_template t
        WHERE t.tenant_id = set_notification_template.tenant_id AND t.kind = set_notification_template.kind
          AND t.definition_key = coalesce(definition, '');
        RETURN;
    END IF;
    INSERT INTO wf.notification_template (tenant_id, kind, definition_key, subject, content)
    VALUES (set_notification_template.tenant_id, set_notification_template.kind, coalesce(definition, ''),
            coalesce(set_notification_template.subject, ''), coalesce(set_notification_template.content, ''))
    ON CONFLICT ON CONSTRAINT notification_template_pkey DO UPDATE SET subject = excluded.subject, content = excluded.content;
END
$$;
COMMENT ON FUNCTION wf.set_notification_template IS
'Sets the text of notifications of a kind (todo, copy, rejected, end), for one definition or (null) for all that have none of their own; subject and content both null: takes it away. Placeholders: {title}, {node}, {status}, {initiator}, {actor}, {comment}, {instance_id} and the fields of the form that no node hides. For wf_designer and wf_admin.
Example: SELECT wf.set_notification_template(''todo'', ''{title} waits for you'', ''{initiator} asks for {days} days.'', ''leave'');';
REVOKE ALL ON FUNCTION wf.set_notification_template(text, text, text, text, bigint) FROM PUBLIC;
