CREATE FUNCTION wf.set_calendar(calendar text, settings jsonb, tenant_id bigint DEFAULT NULL) RETURNS void
LANGUAGE c VOLATILE PARALLEL UNSAFE
AS 'MODULE_PATHNAME', 'wf_set_calendar';
COMMENT ON FUNCTION wf.set_calendar IS
'Makes a working calendar, or sets all of its settings anew; its dates stay (wf.set_calendar_days). settings: name, parent (a calendar that it takes from what it does not say itself), time_zone, week ({"mon-fri": ["09:00-12:00", "13:00-18:00"], "sat": []}; over midnight "22:00-06:00"), ignores (["rest"], ["work"]: days of its parents that do not count here). Nothing that is due already moves. For wf_designer and wf_admin.
Example: SELECT wf.set_calendar(''office'', ''{"time_zone": "Asia/Shanghai", "week": {"mon-fri": ["09:00-12:00", "13:00-18:00"]}}'');';
REVOKE ALL ON FUNCTION wf.set_calendar(text, jsonb, bigint) FROM PUBLIC;
