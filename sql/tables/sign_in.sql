-- Who signs in through wf-gateway. It keeps nothing itself, so that several of it can run, and so that what is ended here is ended at the next request.
CREATE TABLE wf.identity (
    tenant_id   bigint      NOT NULL,
    provider    text        NOT NULL,
    corp        text        NOT NULL,
    external_id text        NOT NULL,
    union_id    text,
    person_id   text        NOT NULL,
    linked_at   timestamptz NOT NULL,
    linked_by   text        NOT NULL,
    PRIMARY KEY (tenant_id, provider, corp, external_id)
);
COMMENT ON TABLE wf.identity IS 'Which account of an identity provider is which person of the directory. Made with wf.link_identity.';
COMMENT ON COLUMN wf.identity.tenant_id IS 'The cell of the person.';
COMMENT ON COLUMN wf.identity.provider IS 'The identity provider, by the name that it has in the settings of wf-gateway.';
COMMENT ON COLUMN wf.identity.corp IS 'The company at the provider; empty where there is only one.';
COMMENT ON COLUMN wf.identity.external_id IS 'The id of the account there.';
COMMENT ON COLUMN wf.identity.union_id IS 'An id that several applications of the provider share; null if it has none.';
COMMENT ON COLUMN wf.identity.person_id IS 'The person of the directory.';
COMMENT ON COLUMN wf.identity.linked_at IS 'When it was linked.';
COMMENT ON COLUMN wf.identity.linked_by IS 'The login role that linked it.';

CREATE INDEX identity_person_idx ON wf.identity (person_id, tenant_id);

CREATE TABLE wf.login_session (
    tenant_id     bigint      NOT NULL,
    session_id    uuid        NOT NULL,
    token_hash    bytea       NOT NULL,
    previous_hash bytea,
    person_id     text        NOT NULL,
    provider      text        NOT NULL,
    created_at    timestamptz NOT NULL,
    rotated_at    timestamptz NOT NULL,
    idle_until    timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    PRIMARY KEY (tenant_id, session_id),
    UNIQUE (tenant_id, token_hash)
);
COMMENT ON TABLE wf.login_session IS 'Sessions of people who have signed in. Only hashes of their tokens are here: whoever reads this table cannot become anybody.';
COMMENT ON COLUMN wf.login_session.tenant_id IS 'The cell of the person.';
COMMENT ON COLUMN wf.login_session.session_id IS 'The session; it stays when the token is rotated.';
COMMENT ON COLUMN wf.login_session.token_hash IS 'SHA-256 of the token that counts.';
COMMENT ON COLUMN wf.login_session.previous_hash IS 'That of the token before it, which counts for half a minute more: for requests on their way.';
COMMENT ON COLUMN wf.login_session.person_id IS 'Who has signed in.';
COMMENT ON COLUMN wf.login_session.provider IS 'The identity provider that said so.';
COMMENT ON COLUMN wf.login_session.created_at IS 'When the person signed in.';
COMMENT ON COLUMN wf.login_session.rotated_at IS 'Since when this token is the one.';
COMMENT ON COLUMN wf.login_session.idle_until IS 'When it ends unless the token is rotated before.';
COMMENT ON COLUMN wf.login_session.expires_at IS 'When it ends in any case.';
COMMENT ON COLUMN wf.login_session.ended_at IS 'When it was ended: by signing out, or by an administrator.';

CREATE INDEX login_session_previous_idx ON wf.login_session (tenant_id, previous_hash) WHERE previous_hash IS NOT NULL;
CREATE INDEX login_session_person_idx ON wf.login_session (person_id, tenant_id);

CREATE TABLE wf.api_client (
    tenant_id   bigint      NOT NULL,
    client_id   text        NOT NULL,
    name        text        NOT NULL,
    secret_hash bytea       NOT NULL,
    db_role     text        NOT NULL,
    person_id   text,
    enabled     boolean     NOT NULL,
    created_at  timestamptz NOT NULL,
    created_by  text        NOT NULL,
    PRIMARY KEY (tenant_id, client_id)
);
COMMENT ON TABLE wf.api_client IS 'Applications that sign in through wf-gateway by themselves. Made with wf.create_client.';
COMMENT ON COLUMN wf.api_client.tenant_id IS 'The cell that its calls are about unless they name another.';
COMMENT ON COLUMN wf.api_client.client_id IS 'The id that it sends: the cell, a hyphen and a random part.';
COMMENT ON COLUMN wf.api_client.name IS 'For people.';
COMMENT ON COLUMN wf.api_client.secret_hash IS 'SHA-256 of its secret, which is as random as a key.';
COMMENT ON COLUMN wf.api_client.db_role IS 'The database role that it has: wf_app or another; wf.grant_app limits such a role.';
COMMENT ON COLUMN wf.api_client.person_id IS 'The person as whom it acts; null: nobody, it names the actor itself.';
COMMENT ON COLUMN wf.api_client.enabled IS 'False: it is refused from the next request on.';
COMMENT ON COLUMN wf.api_client.created_at IS 'When it was made.';
COMMENT ON COLUMN wf.api_client.created_by IS 'The login role that made it.';
