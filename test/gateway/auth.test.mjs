// Who may come in, and who may not. The table of docs/reference/http/sign-in.md names these tests.
import assert from 'node:assert/strict';
import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { audience, secret, startGateway, token } from './lib/gateway.mjs';
import { beginSession, cookieValue } from './lib/session.mjs';

const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const soon = () => Math.floor(Date.now() / 1000) + 600;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const claims = (more = {}) => ({ iss: 'https://idp.example.com', aud: 'approvals', sub: 'account-of-alice', exp: soon(), ...more });

function signed(head, body, key) {
    const text = `${part(head)}.${part(body)}`;
    if (head.alg.startsWith('HS')) { return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`; }
    return `${text}.${createSign('SHA256').update(text).sign(head.alg.startsWith('ES') ? { key, dsaEncoding: 'ieee-p1363' } : key).toString('base64url')}`;
}

let gateway;
before(async () => {
    const keys = [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }, { ...curve.publicKey.export({ format: 'jwk' }), kid: 'two', alg: 'ES256' }];
    const file = join(mkdtempSync(join(tmpdir(), 'wf_jwks_')), 'jwks.json');
    writeFileSync(file, JSON.stringify({ keys }));
    gateway = await startGateway({
        file: `[issuer.idp]\nissuer = https://idp.example.com\naudience = approvals\nalgorithms = RS256 ES256\njwks_file = ${file}\n\n[auth]\nrequests_per_minute = 100000\n`,
        sql: ["SELECT wf.link_identity('idp', 'account-of-alice', 'alice')"],
    });
});
after(() => gateway?.stop());

const me = (headers) => gateway.fetch('/auth/me', { headers });
const bearer = (text) => me({ Authorization: `Bearer ${text}` });
const post = (path, headers, body = '{}') => gateway.fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json', ...headers }, body });

async function refused(answer, status = 401, code) {
    assert.equal(answer.status, status, await answer.clone().text());
    if (status === 401) { assert.match(answer.headers.get('www-authenticate') ?? 'Bearer', /^(Bearer|Basic)/); }
    const body = await answer.json();
    assert.deepEqual(Object.keys(body).sort(), ['code', 'details', 'hint', 'message']);
    if (code) { assert.equal(body.code, code); }
}

test('a token of ours is the person, whatever role it names', async () => {
    const answer = await bearer(token({ sub: 'alice', role: 'wf_admin' }));
    assert.equal(answer.status, 200);
    assert.deepEqual(await answer.json(), { kind: 'person', person: 'alice', role: 'wf_user', tenant: 0 });
    const actor = await gateway.fetch('/rpc/current_actor', { as: 'alice' });
    assert.equal(await actor.json(), 'alice');
});

test('a token of a configured issuer is the person that the account is linked to', async () => {
    for (const [alg, kid, key] of [['RS256', 'one', rsa.privateKey], ['ES256', 'two', curve.privateKey], ['RS256', undefined, rsa.privateKey]]) {
        const answer = await bearer(signed({ alg, kid }, claims(), key));
        assert.equal(answer.status, 200, alg);
        assert.equal((await answer.json()).person, 'alice');
    }
    await refused(await bearer(signed({ alg: 'RS256', kid: 'one' }, claims({ sub: 'stranger' }), rsa.privateKey)), 401, '28000');
    const list = await bearer(signed({ alg: 'RS256' }, claims({ aud: ['x', 'approvals'] }), rsa.privateKey));
    assert.equal(list.status, 200);
});

test('nobody may nothing', async () => {
    await refused(await me({}), 401, 'PGRST302');
    await refused(await gateway.fetch('/todo'), 401, 'PGRST302');
    await refused(await post('/rpc/current_actor', {}), 401, 'PGRST302');
});

test('attack: alg none, in any spelling', async () => {
    for (const alg of ['none', 'None', 'NONE', '']) {
        for (const end of ['', 'x']) { await refused(await bearer(`${part({ alg })}.${part({ iss: audience, aud: audience, sub: 'alice', exp: soon() })}.${end}`), 401, 'PGRST301'); }
    }
});

test('attack: the public key as the secret of an HMAC', async () => {
    for (const format of ['pem', 'der']) {
        const key = rsa.publicKey.export({ type: 'spki', format });
        await refused(await bearer(signed({ alg: 'HS256', kid: 'one' }, claims(), key)), 401, 'PGRST301');
    }
});

test('attack: our own issuer, signed by the key of another one', async () => {
    await refused(await bearer(signed({ alg: 'RS256', kid: 'one' }, claims({ iss: audience, aud: audience, sub: 'alice' }), rsa.privateKey)), 401, 'PGRST301');
    await refused(await bearer(signed({ alg: 'HS256' }, claims(), secret)), 401, 'PGRST301');
});

test('attack: a key that the token brings along', async () => {
    const jwk = other.publicKey.export({ format: 'jwk' });
    for (const head of [{ jwk }, { jku: 'https://evil.example.com/jwks' }, { x5u: 'https://evil.example.com' }, { kid: '../../dev/null' }]) {
        await refused(await bearer(signed({ alg: 'RS256', ...head }, claims(), other.privateKey)), 401, 'PGRST301');
    }
});

test('attack: a changed key, a changed signature, changed claims', async () => {
    await refused(await bearer(token({ sub: 'alice' }, 'another secret, just as long as the one')), 401, 'PGRST301');
    await refused(await bearer(signed({ alg: 'RS256', kid: 'one' }, claims(), other.privateKey)), 401, 'PGRST301');
    const [head, , signature] = token({ sub: 'alice' }).split('.');
    await refused(await bearer(`${head}.${part({ iss: audience, aud: audience, sub: 'grace', exp: soon() })}.${signature}`), 401, 'PGRST301');
    await refused(await bearer(`${token({ sub: 'alice' })}=`), 401, 'PGRST301');
});

test('attack: crit, and tokens that are none', async () => {
    await refused(await bearer(signed({ alg: 'HS256', crit: ['exp'] }, { iss: audience, aud: audience, sub: 'alice', exp: soon() }, secret)), 401, 'PGRST301');
    for (const text of ['', 'x', '..', 'a.b', 'a.b.c', 'a.b.c.d.e', `${part('[1]')}.${part('[]')}.x`, 'x'.repeat(9000), `${'['.repeat(3000)}.x.x`]) { await refused(await bearer(text), 401, 'PGRST301'); }
});

test('attack: another audience, and none', async () => {
    for (const aud of ['other', ['other'], [], '', null, { approvals: 1 }, `${audience}/`]) { await refused(await bearer(token({ sub: 'alice', aud })), 401, 'PGRST303'); }
    await refused(await bearer(token({ sub: 'alice', aud: undefined })), 401, 'PGRST303');
    await refused(await bearer(signed({ alg: 'RS256' }, claims({ aud: audience }), rsa.privateKey)), 401, 'PGRST303');
});

test('attack: another issuer, and none', async () => {
    for (const iss of ['https://evil.example.com', undefined, '', null, [audience], `${audience}/`]) { await refused(await bearer(token({ sub: 'alice', iss })), 401, 'PGRST301'); }
});

test('attack: expired, without an end, not yet, from the future', async () => {
    const now = Math.floor(Date.now() / 1000);
    for (const more of [{ exp: now - 1 }, { exp: undefined }, { exp: 'soon' }, { exp: 1e300 }, { exp: -1 }, { nbf: now + 3600 }, { nbf: 'x' }, { iat: now + 3600 }]) { await refused(await bearer(token({ sub: 'alice', ...more })), 401, 'PGRST303'); }
});

test('attack: a subject that is none, or ends early', async () => {
    for (const sub of [undefined, '', 7, null, ['alice'], 'alice\u0000x']) { await refused(await bearer(token({ sub })), 401, 'PGRST303'); }
    for (const sub of ['system', 'nobody', 'everyone', 'role:admin']) { await refused(await bearer(token({ sub })), 401, '28000'); }
    for (const tenant of ['0', 1.5, [0]]) { await refused(await bearer(token({ sub: 'alice', tenant })), 401, 'PGRST303'); }
    await refused(await bearer(token({ sub: 'alice', tenant: 7 })), 401, '28000');
});

test('attack: apikey, a token in the query, other schemes, two headers', async () => {
    const right = token({ sub: 'alice' });
    await refused(await me({ apikey: right }), 401, 'PGRST302');
    await refused(await gateway.fetch(`/auth/me?access_token=${right}&token=${right}&apikey=${right}`), 401, 'PGRST302');
    await refused(await me({ Authorization: right }), 401, 'PGRST301');
    await refused(await me({ Authorization: `Basic ${Buffer.from('alice:x').toString('base64')}` }), 401, 'PGRST301');
    await refused(await me({ Authorization: `Bearer x`, Cookie: beginSession(gateway, 'alice').cookie }), 401, 'PGRST301');
});

test('attack: a bad token or cookie never reaches the database', async () => {
    const own = await startGateway({ settings: { database: 'host=/nowhere port=1 dbname=none', pool_wait: 100 } });
    try {
        await refused(await own.fetch('/auth/me', { headers: { Authorization: 'Bearer x.y.z' } }), 401, 'PGRST301');
        await refused(await own.fetch('/auth/me', { headers: { Cookie: '__Host-wf_session=0.YQ.x.y' } }), 401, 'PGRST301');
        assert.equal((await own.fetch('/auth/me', { as: 'alice' })).status, 503);
    } finally { await own.stop(); }
});

test('a session is the person, and reads without more', async () => {
    const session = beginSession(gateway, 'alice');
    const answer = await me({ Cookie: session.cookie });
    assert.deepEqual(await answer.json(), { kind: 'person', person: 'alice', role: 'wf_user', tenant: 0, csrf_token: session.csrf });
    const started = await post('/rpc/start', session.headers, JSON.stringify({ definition: 'leave', data: { days: 1, kind: 'annual' } }));
    assert.equal(started.status, 200, await started.clone().text());
});

test('attack: writing by cookie without Origin, with a foreign one, without the CSRF token', async () => {
    const session = beginSession(gateway, 'alice'), { headers } = session;
    const without = (name) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
    for (const path of ['/rpc/current_actor', '/auth/logout', '/auth/rotate']) {
        await refused(await post(path, without('Origin')), 403, 'PGRST304');
        for (const Origin of ['https://evil.example.com', 'null', `${audience}.evil.com`, `${audience}:444`, audience.replace('https', 'http'), `${audience}/`]) { await refused(await post(path, { ...headers, Origin }), 403, 'PGRST304'); }
        await refused(await post(path, without('X-CSRF-Token')), 403, 'PGRST304');
        for (const csrf of ['', 'x', beginSession(gateway, 'alice').csrf]) { await refused(await post(path, { ...headers, 'X-CSRF-Token': csrf }), 403, 'PGRST304'); }
    }
    assert.equal((await me({ Cookie: session.cookie })).status, 200);
});

test('attack: Host and X-Forwarded-Host say nothing of where we are', async () => {
    const { headers } = beginSession(gateway, 'alice');
    await refused(await post('/rpc/current_actor', { ...headers, Origin: 'https://evil.example.com', 'X-Forwarded-Host': 'evil.example.com', 'X-Forwarded-Proto': 'https', Forwarded: 'host=evil.example.com' }), 403, 'PGRST304');
    await refused(await bearer(token({ sub: 'alice', iss: gateway.url, aud: gateway.url })), 401, 'PGRST301');
});

test('attack: a cookie of somebody else, forged, planted beside ours, or under the name without __Host-', async () => {
    const alice = beginSession(gateway, 'alice');
    const [name, value] = alice.cookie.split('=');
    const of = (text) => me({ Cookie: text });
    await refused(await of(`${name}=${cookieValue('grace', alice.token, { key: 'another secret, just as long as the one' })}`), 401, 'PGRST301');
    const swapped = value.split('.');
    swapped[1] = part('grace');
    await refused(await of(`${name}=${swapped.join('.')}`), 401, 'PGRST301');
    for (const text of [`${value}x`, value.slice(0, -1), `x${value}`, '', 'a.b.c.d']) { await refused(await of(`${name}=${text}`), 401, 'PGRST301'); }
    await refused(await of(`${alice.cookie}; ${beginSession(gateway, 'mallory').cookie}`), 401, 'PGRST301');
    await refused(await of(`wf_session=${value}`), 401, 'PGRST302');
    // Signed, but of no session: only the database can know.
    await refused(await of(`${name}=${cookieValue('grace', 'x'.repeat(43))}`), 401, '28000');
});

test('attack: a session in another cell', async () => {
    const alice = beginSession(gateway, 'alice');
    await refused(await me({ Cookie: `__Host-wf_session=${cookieValue('alice', alice.token, { tenant: 7 })}` }), 401, '28000');
});

test('signing out counts at once, here and everywhere', async () => {
    const [first, second, third] = [1, 2, 3].map(() => beginSession(gateway, 'alice'));
    const answer = await post('/auth/logout', first.headers);
    assert.equal(answer.status, 204);
    assert.match(answer.headers.get('set-cookie'), /^__Host-wf_session=; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=0$/);
    await refused(await me({ Cookie: first.cookie }), 401, '28000');
    assert.equal((await post('/auth/logout', first.headers)).status, 204);
    assert.equal((await me({ Cookie: second.cookie })).status, 200);
    assert.equal((await post('/auth/logout?everywhere=true', second.headers)).status, 204);
    await refused(await me({ Cookie: third.cookie }), 401, '28000');
});

test('attack: session fixation and stolen old tokens: rotation makes another cookie, and the one before ends', async () => {
    const session = beginSession(gateway, 'alice');
    const answer = await post('/auth/rotate', session.headers);
    assert.equal(answer.status, 200);
    const set = answer.headers.get('set-cookie');
    assert.match(set, /^__Host-wf_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200$/);
    const cookie = set.split(';')[0];
    assert.notEqual(cookie, session.cookie);
    const now = await (await me({ Cookie: cookie })).json();
    assert.equal(now.csrf_token, (await answer.json()).csrf_token);
    await refused(await post('/auth/rotate', session.headers), 401, '28000');
    gateway.psql("UPDATE wf.login_session SET rotated_at = rotated_at - interval '1 minute'");
    await refused(await me({ Cookie: session.cookie }), 401, '28000');
    assert.equal((await me({ Cookie: cookie })).status, 200);
});

test('whoever is dismissed is refused at the next request, by cookie and by token', async () => {
    const session = beginSession(gateway, 'mallory'), text = token({ sub: 'mallory' });
    assert.equal((await me({ Cookie: session.cookie })).status, 200);
    assert.equal((await bearer(text)).status, 200);
    gateway.psql("UPDATE wf.person SET active = false WHERE person_id = 'mallory'");
    await refused(await me({ Cookie: session.cookie }), 401, '28000');
    await refused(await bearer(text), 401, '28000');
    await refused(await gateway.fetch('/todo', { as: 'mallory' }), 401, '28000');
});

test('an administrator of the directory has wf_admin, until the membership is taken', async () => {
    const role = async () => (await (await bearer(token({ sub: 'heidi' }))).json()).role;
    assert.equal(await role(), 'wf_admin');
    gateway.psql("DELETE FROM wf.role_member WHERE role_id = 'admin' AND person_id = 'heidi'");
    assert.equal(await role(), 'wf_user');
});

const form = (fields, headers = {}) => gateway.fetch('/auth/token', { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(fields).toString() });

function client(words = "'payroll'") { return gateway.psql(`SELECT client_id || ' ' || client_secret FROM wf.create_client(${words})`).split(' '); }

test('an application gets a token for its secret, and is its role', async () => {
    const [id, key] = client();
    const grant = { grant_type: 'client_credentials' };
    const inForm = await form({ ...grant, client_id: id, client_secret: key });
    const byHeader = await form(grant, { Authorization: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}` });
    for (const answer of [inForm, byHeader]) {
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('cache-control'), 'no-store');
        const given = await answer.json();
        assert.deepEqual([given.token_type, given.expires_in], ['Bearer', 900]);
        assert.deepEqual(await (await bearer(given.access_token)).json(), { kind: 'application', client_id: id, role: 'wf_app', tenant: 0 });
        const started = await post('/rpc/start', { Authorization: `Bearer ${given.access_token}` }, JSON.stringify({ definition: 'leave', data: { days: 1, kind: 'annual' }, actor: 'alice' }));
        assert.equal(started.status, 200, await started.clone().text());
    }
    const [robot, word] = client("'robot', 'wf_user', 'alice'");
    const { access_token: text } = await (await form({ ...grant, client_id: robot, client_secret: word })).json();
    assert.equal((await (await bearer(text)).json()).person, 'alice');
});

test('attack: wrong credentials of an application, in all ways', async () => {
    const [id, key] = client();
    const grant = { grant_type: 'client_credentials' };
    const error = async (answer, status, word) => { assert.equal(answer.status, status); assert.equal((await answer.json()).error, word); };
    await error(await form({ ...grant, client_id: id, client_secret: 'x' }), 401, 'invalid_client');
    await error(await form({ ...grant, client_id: 'x', client_secret: key }), 401, 'invalid_client');
    await error(await form({ ...grant, client_id: id }), 401, 'invalid_client');
    await error(await form(grant, { Authorization: 'Basic x' }), 401, 'invalid_client');
    await error(await form({ ...grant, client_id: id, client_secret: key }, { Authorization: `Basic ${Buffer.from(`${id}:${key}`).toString('base64')}` }), 400, 'invalid_request');
    await error(await form({ grant_type: 'password', client_id: id, client_secret: key }), 400, 'unsupported_grant_type');
    await error(await form({ client_id: id, client_secret: key }), 400, 'invalid_request');
    await error(await form(`grant_type=client_credentials&client_id=${id}&client_id=${id}&client_secret=${key}`), 400, 'invalid_request');
    await error(await post(`/auth/token?grant_type=client_credentials&client_id=${id}&client_secret=${key}`, {}), 400, 'invalid_request');
});

test('a client that is switched off, or has another secret, is refused at the next request', async () => {
    const [id, key] = client();
    const ask = () => form({ grant_type: 'client_credentials', client_id: id, client_secret: key });
    const { access_token: text } = await (await ask()).json();
    assert.equal((await bearer(text)).status, 200);
    gateway.psql(`SELECT wf.set_client('${id}', false)`);
    await refused(await bearer(text), 401, '28000');
    assert.equal((await ask()).status, 401);
    gateway.psql(`SELECT wf.set_client('${id}', true)`);
    assert.equal((await bearer(text)).status, 200);
    gateway.psql(`SELECT wf.set_client('${id}', new_secret => true)`);
    await refused(await bearer(text), 401, '28000');
});

test('attack: somebody who is no more than a person cannot say who somebody is', async () => {
    for (const name of ['_enter_person', '_begin_session', '_end_session']) { await refused(await post(`/rpc/${name}`, { Authorization: `Bearer ${token({ sub: 'alice' })}` }), 404, 'PGRST202'); }
    await refused(await post('/rpc/create_client', { Authorization: `Bearer ${token({ sub: 'alice' })}` }, '{"name": "x"}'), 403, '42501');
});

test('attack: guessing is slow: an address may ask /auth only so often', async () => {
    const own = await startGateway({ file: '[auth]\nrequests_per_minute = 5\n' });
    try {
        const codes = [];
        for (let i = 0; i < 7; ++i) { codes.push((await own.fetch('/auth/me', { headers: { 'X-Forwarded-For': `10.0.0.${i}` } })).status); }
        assert.deepEqual(codes, [401, 401, 401, 401, 401, 429, 429]);
        assert.equal((await own.fetch('/healthz')).status, 200);
    } finally { await own.stop(); }
});

test('secrets are in no line of the log', async () => {
    const session = beginSession(gateway, 'alice'), text = token({ sub: 'alice' });
    await me({ Cookie: session.cookie });
    await bearer(text);
    const log = JSON.stringify(gateway.log);
    for (const word of [session.token, session.csrf, text.split('.')[2], secret]) { assert.ok(!log.includes(word)); }
});

test('settings that are not right are told at the start', async () => {
    for (const [file, words] of [['[auth]\ntoken_minutes = x\n', /token_minutes/], ['[auth]\nnone = 1\n', /none/], ['[issuer.a]\nissuer = x\n', /audience/],
        ['[issuer.a]\nissuer = x\naudience = y\nalgorithms = HS256\njwks_file = /dev/null\n', /HS256/], ['[issuer.a]\nissuer = x\naudience = y\njwks_file = /dev/null\n', /JWK set/]]) {
        await assert.rejects(startGateway({ file }), words);
    }
});
