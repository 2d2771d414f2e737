CREATE OR REPLACE VIEW wf.metrics WITH (security_barrier) AS
SELECT m.name, m.labels, m.value, m.help FROM wf._metrics() m;

COMMENT ON VIEW wf.metrics IS 'How the engine is, as numbers: a row for each sample. For wf_admin and wf_reader; wf.metrics_text() gives them to Prometheus.';
COMMENT ON COLUMN wf.metrics.name IS 'As Prometheus wants it: in seconds and bytes; what ends in _total only grows, until the server counts anew.';
COMMENT ON COLUMN wf.metrics.labels IS 'What it is of: an object of texts.';
COMMENT ON COLUMN wf.metrics.help IS 'What it means, and whether it is an estimate.';
