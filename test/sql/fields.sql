-- wf.fields: what a rule builder offers of a business table.
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set company :abs_srcdir /sql/company.psql
\i :company
\set ECHO all
CREATE TYPE kind AS ENUM ('annual', 'sick');
CREATE DOMAIN money_amount AS numeric(12, 2);
CREATE TABLE purchase_order (
    id bigint PRIMARY KEY, amount money_amount NOT NULL, paid boolean, day date, changed_at timestamptz, kind kind,
    tags text[], details jsonb, note varchar(80), secret text);
COMMENT ON COLUMN purchase_order.amount IS 'In euros, with tax';
SELECT * FROM wf.fields('purchase_order');
-- Only what the caller may read.
GRANT SELECT (id, amount) ON purchase_order TO wf_user;
SET ROLE wf_user;
SELECT name, type FROM wf.fields('purchase_order');
RESET ROLE;
SELECT * FROM wf.fields('no_such_table');
DROP TABLE purchase_order;
