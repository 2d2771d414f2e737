-- Who follows the log asks for its end every second. BRIN: a command pays nothing for it, and a B-tree as much as the entry.
CREATE INDEX log_end_idx ON wf.log USING brin (at) WITH (autosummarize = on);
