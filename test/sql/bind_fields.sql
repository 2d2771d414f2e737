-- wf.bind and the fields of a node: what the present handler may write is open in the row, too.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\set one_node :abs_srcdir /sql/one_node.psql
\i :company
\i :one_node
\set ECHO all

CREATE TABLE public.tour (id integer PRIMARY KEY, who text, days numeric, hotel text, budget numeric, "Note" text);
-- At lead the hotel may be written, at desk the budget and the note; at boss nothing is listed, so nothing.
SELECT wf.deploy('{"key": "tour",
    "form": {"fields": [{"name": "days", "type": "number"}, {"name": "hotel", "type": "text"}, {"name": "budget", "type": "number"}, {"name": "note", "type": "text"}]},
    "nodes": [{"id": "start", "type": "start"},
        {"id": "lead", "type": "approval", "approvers": [{"by": "users", "users": ["lena"]}], "fields": {"hotel": "write", "days": "read"}},
        {"id": "desk", "type": "approval", "approvers": [{"by": "users", "users": ["heidi"]}], "fields": {"budget": "write", "note": "write"}},
        {"id": "boss", "type": "approval", "approvers": [{"by": "users", "users": ["frank"]}]},
        {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "lead"}, {"from": "lead", "to": "desk"}, {"from": "desk", "to": "boss"}, {"from": "boss", "to": "end"}]}');
SELECT wf.bind('tour', 'tour', '{"start": "insert", "initiator": "who", "data": {"days": "days", "hotel": "hotel", "budget": "budget", "note": "Note"}}');
INSERT INTO tour VALUES (1, 'alice', 3, 'Ritz');
SELECT pg_temp.refused('UPDATE tour SET days = 5, hotel = ''Inn''');
UPDATE tour SET hotel = 'Inn';
SELECT wf.approve(1000001, actor => 'lena') > 0;
SELECT pg_temp.refused('UPDATE tour SET hotel = ''Ritz''');
UPDATE tour SET budget = 500, "Note" = 'ok';
SELECT wf.approve(1000002, actor => 'heidi') > 0;
SELECT pg_temp.refused('UPDATE tour SET budget = 900');
SELECT * FROM tour;
SELECT wf.approve(1000003, actor => 'frank') > 0;
UPDATE tour SET budget = 900;
SELECT seq, actor, node, changed FROM wf.changed_after_approval(1);
SELECT wf.unbind('tour');
DROP TABLE tour;
