-- The log in ClickHouse, out of the topic that debezium.json writes. What Kafka delivers twice is merged by its key: count with FINAL.
CREATE TABLE wf_log
(
    tenant_id    Int64,
    instance_id  Int64,
    seq          Int64,
    at           DateTime64(6, 'UTC'),
    action       LowCardinality(String),
    actor        String,
    on_behalf_of Nullable(String),
    task_id      Nullable(Int64),
    node         LowCardinality(Nullable(String)),
    comment      Nullable(String),
    source       LowCardinality(String),
    target       LowCardinality(String),
    context      Nullable(String),
    events_json  Nullable(String),
    cause        Nullable(Int64)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (tenant_id, instance_id, seq);

CREATE TABLE wf_log_topic
(
    tenant_id    Int64,
    instance_id  Int64,
    seq          Int64,
    at           String,
    action       String,
    actor        String,
    on_behalf_of Nullable(String),
    task_id      Nullable(Int64),
    node         Nullable(String),
    comment      Nullable(String),
    source       String,
    target       String,
    context      Nullable(String),
    events_json  Nullable(String),
    cause        Nullable(Int64)
)
ENGINE = Kafka
SETTINGS kafka_broker_list = 'kafka:9092', kafka_topic_list = 'app.wf.log', kafka_group_name = 'clickhouse', kafka_format = 'JSONEachRow',
         input_format_skip_unknown_fields = 1;

CREATE MATERIALIZED VIEW wf_log_arrives TO wf_log AS
SELECT tenant_id, instance_id, seq, parseDateTime64BestEffort(at, 6, 'UTC') AS at, action, actor, on_behalf_of, task_id, node, comment, source, target,
       context, events_json, cause
FROM wf_log_topic;
