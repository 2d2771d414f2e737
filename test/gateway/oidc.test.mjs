// People sign in by browser. The table of docs/reference/http/sign-in.md names these tests.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { Provider } from 'oidc-provider';
import { browser } from './lib/browser.mjs';
import { startFakeOidc } from './lib/fake_oidc.mjs';
import { audience, program, secret, startGateway } from './lib/gateway.mjs';

const part = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest('base64url');

let gateway, idp, other, real;

// oidc-provider, with a page of ours that signs everybody in as the account of alice.
async function startReal() {
    const server = createServer();
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const issuer = `http://127.0.0.1:${server.address().port}`;
    const provider = new Provider(issuer, {
        clients: [{ client_id: 'approvals', client_secret: 'a secret of the client', redirect_uris: [`${audience}/auth/callback/real`] }],
        pkce: { required: () => true },
        findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
        interactions: { url: (ctx, interaction) => `/say-yes/${interaction.uid}` },
        features: { devInteractions: { enabled: false } },
        cookies: { keys: ['for the tests'] },
        loadExistingGrant: async (ctx) => {
            const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
            grant.addOIDCScope('openid profile email');
            await grant.save();
            return grant;
        },
    });
    const next = provider.callback();
    server.on('request', (request, response) => {
        if (!request.url.startsWith('/say-yes/')) { return next(request, response); }
        return provider.interactionFinished(request, response, { login: { accountId: 'account-of-alice' } });
    });
    return { issuer, close: () => { server.closeAllConnections(); server.close(); } };
}

before(async () => {
    [idp, other, real] = [await startFakeOidc(), await startFakeOidc(), await startReal()];
    const section = (name, issuer, word) => `[provider.${name}]\nkind = oidc\nlabel = Sign in with ${name}\nissuer = ${issuer}\nclient_id = approvals\nclient_secret = ${word}\n\n`;
    gateway = await startGateway({
        file: `[auth]\nrequests_per_minute = 100000\n\n${section('fake', idp.issuer, idp.secret)}${section('other', other.issuer, other.secret)}${section('real', real.issuer, 'a secret of the client')}${section('down', 'http://127.0.0.1:1', 'x')}`,
        sql: ["SELECT wf.link_identity(p, 'account-of-alice', 'alice') FROM unnest('{fake,other,real}'::text[]) p", "SELECT wf.link_identity('fake', 'account-of-mallory', 'mallory')"],
    });
});
after(async () => { idp?.close(); other?.close(); real?.close(); await gateway?.stop(); });
beforeEach(() => { Object.assign(idp, { faults: {}, claims: (claims) => claims, sign: idp.rs256, account: 'account-of-alice', kid: 'one' }); });

const isCallback = (url) => url.startsWith(`${audience}/auth/callback/`);
const toCallback = async (who, name = 'fake', more = '') => (await who.follow(`/auth/login/${name}${more}`, isCallback)).url;
const person = async (who) => (await (await who.get('/auth/me')).json()).person;

async function refused(answer, status = 401, code = 'PGRST305') {
    assert.equal(answer.status, status, await answer.clone().text());
    assert.ok(!answer.headers.getSetCookie().some((each) => each.includes('wf_session')), 'no session');
    assert.equal((await answer.json()).code, code);
}

// The whole way, with what the provider says changed; nobody is signed in.
async function refusedBy(change, status = 401, code = 'PGRST305') {
    Object.assign(idp, change);
    const who = browser(gateway, audience);
    await refused(await who.get(await toCallback(who)), status, code);
    assert.equal((await who.get('/auth/me')).status, 401);
}

test('a person signs in at a real provider, and is sent to where they wanted to go', async () => {
    const who = browser(gateway, audience);
    const answer = await who.get(await toCallback(who, 'real', '?return_to=/t/4711%3Fa=1'));
    assert.equal(answer.status, 303, await answer.clone().text());
    assert.equal(answer.headers.get('location'), '/t/4711?a=1');
    assert.match(answer.headers.getSetCookie()[0], /^__Host-wf_session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=43200$/);
    assert.equal(await person(who), 'alice');
    assert.ok(!who.cookies(`${audience}/auth/x`).includes('wf_sign_in'), 'the cookie of the attempt is gone');
});

test('the page learns which providers there are, and no secret', async () => {
    const list = await (await gateway.fetch('/auth/providers')).json();
    assert.deepEqual(list.map((each) => each.name), ['down', 'fake', 'other', 'real']);
    assert.deepEqual(list[1], { name: 'fake', kind: 'oidc', label: 'Sign in with fake', login: '/auth/login/fake' });
});

test('the provider is asked with state, nonce and PKCE, and is told our public address', async () => {
    const who = browser(gateway, audience);
    const answer = await who.get('/auth/login/fake', { headers: { 'X-Forwarded-Host': 'evil.example.com', Forwarded: 'host=evil.example.com' } });
    const asked = Object.fromEntries(new URL(answer.headers.get('location')).searchParams);
    assert.equal(asked.redirect_uri, `${audience}/auth/callback/fake`);
    assert.deepEqual([asked.response_type, asked.code_challenge_method, asked.scope], ['code', 'S256', 'openid profile email']);
    for (const name of ['state', 'nonce', 'code_challenge']) { assert.match(asked[name], /^[\w-]{43}$/); }
    assert.match(answer.headers.getSetCookie()[0], /^__Secure-wf_sign_in_\w{12}=[^;]+; Path=\/auth; HttpOnly; SameSite=Lax; Secure; Max-Age=600$/);
    assert.ok(!answer.headers.getSetCookie()[0].includes(asked.nonce));
});

test('two pages of one browser sign in side by side', async () => {
    const who = browser(gateway, audience);
    const first = await toCallback(who), second = await toCallback(who, 'other');
    assert.equal((await who.get(first)).status, 303);
    assert.equal((await who.get(second)).status, 303);
});

test('attack: state missing, of another browser, used twice, made up', async () => {
    const who = browser(gateway, audience), stranger = browser(gateway, audience);
    const url = await toCallback(who);
    await refused(await stranger.get(url));  // login CSRF: the code of one person in the browser of another
    const without = new URL(url);
    without.searchParams.delete('state');
    await refused(await who.get(without.href));
    await refused(await who.get(`${url}&state=x`), 400);
    without.searchParams.set('state', 'x'.repeat(43));
    await refused(await who.get(without.href));
    const cookies = who.cookies(url);
    assert.equal((await who.get(url)).status, 303);
    await refused(await who.get(url));  // the cookie is gone
    await refused(await gateway.fetch(url.slice(audience.length), { headers: { Cookie: cookies }, redirect: 'manual' }));  // and of no use to whoever has kept it
});

function planted(state, { provider = 'fake', returnTo = '/', until = Math.floor(Date.now() / 1000) + 600, key = secret } = {}) {
    const text = part([provider, state, returnTo, until]);
    return `${text}.${hmac(hmac(key, 'sign_in'), text)}`;
}

test('attack: the cookie of the attempt expired, forged, changed, of another purpose', async () => {
    const who = browser(gateway, audience);
    for (const change of [(value, state) => planted(state, { until: Math.floor(Date.now() / 1000) - 1 }), (value, state) => planted(state, { key: 'another secret, just as long as the one' }),
        (value) => `${value}x`, (value) => value.slice(1), () => '', (value, state) => { const text = part(['fake', state, '/', 9e9]); return `${text}.${hmac(hmac(secret, 'session'), text)}`; }]) {
        const url = await toCallback(who);
        const [name, value] = who.cookies(url).split('=');
        await refused(await gateway.fetch(url.slice(audience.length), { headers: { Cookie: `${name}=${change(value, new URL(url).searchParams.get('state'))}` }, redirect: 'manual' }));
        who.jar.clear();
    }
});

test('attack: the callback of another provider', async () => {
    const who = browser(gateway, audience);
    await refused(await who.get((await toCallback(who)).replace('/callback/fake', '/callback/other')));
    await refused(await who.get(`${await toCallback(who)}&iss=${encodeURIComponent(other.issuer)}`));
    await refused(await who.get((await toCallback(who, 'real')).replace(/&?iss=[^&]*/, '')));  // that one always names itself
});

test('attack: a code that was spent, a code of another sign-in, none', async () => {
    const who = browser(gateway, audience), thief = browser(gateway, audience);
    const stolen = new URL(await toCallback(who)).searchParams.get('code');
    const own = new URL(await toCallback(thief));
    own.searchParams.set('code', stolen);
    await refused(await thief.get(own.href));  // PKCE: the verifier is of another sign-in
    own.searchParams.delete('code');
    const again = new URL(await toCallback(thief));
    again.searchParams.delete('code');
    await refused(await thief.get(again.href));
    const url = await toCallback(who);
    idp.codes.clear();
    await refused(await who.get(url));
});

const now = () => Math.floor(Date.now() / 1000);
for (const [what, more] of Object.entries({
    'another nonce': { nonce: 'x' }, 'no nonce': { nonce: undefined }, 'another audience': { aud: 'others' }, 'no audience': { aud: undefined }, 'a second audience without azp': { aud: ['approvals', 'others'] },
    'azp of another': { aud: ['approvals', 'others'], azp: 'others' }, 'another issuer': { iss: 'https://evil.example.com' }, 'expired': { exp: now() - 1 }, 'without an end': { exp: undefined },
    'from the future': { iat: now() + 3600 }, 'without iat': { iat: undefined },
})) {
    test(`attack: an id_token: ${what}`, () => refusedBy({ claims: (claims) => ({ ...claims, ...more }) }));
}
for (const sub of [undefined, '', 7, 'account-of-alice\u0000x']) {
    test(`attack: an id_token whose subject is ${JSON.stringify(sub)}`, () => refusedBy({ claims: (claims) => ({ ...claims, sub }) }, 502, 'PGRST306'));
}
test('an id_token for us and others, with our azp', async () => {
    idp.claims = (claims) => ({ ...claims, aud: ['approvals', 'others'], azp: 'approvals' });
    const who = browser(gateway, audience);
    assert.equal((await who.get(await toCallback(who))).status, 303);
});

test('attack: an id_token with alg none, HS256 by the public key or by the client secret, another algorithm than is pinned', async () => {
    await refusedBy({ sign: (head, claims) => `${part({ alg: 'none' })}.${part(claims)}.` });
    for (const key of [idp.rsa.publicKey.export({ type: 'spki', format: 'pem' }), idp.secret]) {
        await refusedBy({ sign: (head, claims) => { const text = `${part({ ...head, alg: 'HS256' })}.${part(claims)}`; return `${text}.${hmac(key, text)}`; } });
    }
    await refusedBy({ sign: (head, claims) => idp.rs256({ ...head, alg: 'RS512' }, claims) });
    await refusedBy({ sign: (head, claims) => idp.rs256(head, claims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey) });
});

test('attack: keys that are not known make the gateway ask for them only now and then', async () => {
    const before = idp.counts.keys;
    for (let i = 0; i < 5; ++i) { await refusedBy({ sign: (head, claims) => idp.rs256({ ...head, kid: `made-up-${i}` }, claims) }); }
    assert.ok(idp.counts.keys - before <= 1, `${idp.counts.keys - before} times`);
});

test('attack: return_to leads away', async () => {
    const who = browser(gateway, audience);
    for (const path of ['//evil.example.com', '/\\evil.example.com', 'https://evil.example.com', 'evil', '\\/evil', '/\t/evil.example.com', '/\r\nSet-Cookie: a=b', 'javascript:alert(1)', ' /x', '/é', `/${'x'.repeat(1001)}`]) {
        await refused(await who.get(`/auth/login/fake?return_to=${encodeURIComponent(path)}`), 400);
    }
    assert.equal((await who.get('/auth/login/fake?return_to=/a&return_to=//evil')).status, 400);
});

test('attack: session fixation: a session that was there before is another one, and ends', async () => {
    const who = browser(gateway, audience);
    idp.account = 'account-of-mallory';
    await who.get(await toCallback(who));
    const planted = who.cookies(`${audience}/`);
    assert.equal(await person(who), 'mallory');
    idp.account = 'account-of-alice';
    assert.equal((await who.get(await toCallback(who))).status, 303);
    assert.equal(await person(who), 'alice');
    assert.notEqual(who.cookies(`${audience}/`), planted);
    assert.equal((await gateway.fetch('/auth/me', { headers: { Cookie: planted } })).status, 401);
});

test('attack: the provider says no, with markup in it', async () => {
    const who = browser(gateway, audience);
    const state = async () => new URL(await toCallback(who)).searchParams.get('state');
    for (const error of ['access_denied', '<script>alert(1)</script>']) {
        for (const Accept of ['text/html', 'application/json']) {
            const answer = await who.get(`/auth/callback/fake?error=${encodeURIComponent(error)}&error_description=${encodeURIComponent('<img src=x onerror=alert(1)>')}&state=${await state()}`, { headers: { Accept } });
            assert.equal(answer.status, 401);
            assert.match(answer.headers.get('content-type'), Accept === 'text/html' ? /^text\/plain/ : /^application\/json/);
            const said = await answer.text();
            assert.ok(!said.includes('<'), said);
            assert.equal(said.includes('access_denied'), error === 'access_denied');
        }
    }
});

test('an account that nobody has linked, and a person who has left, are refused', async () => {
    await refusedBy({ account: 'stranger' }, 401, '28000');
    gateway.psql("UPDATE wf.person SET active = false WHERE person_id = 'mallory'");
    await refusedBy({ account: 'account-of-mallory' }, 401, '28000');
    gateway.psql("UPDATE wf.person SET active = true WHERE person_id = 'mallory'");
});

test('HEAD spends no code, and a provider that is not there is 404', async () => {
    const who = browser(gateway, audience);
    const url = await toCallback(who);
    assert.equal((await who.get(url, { method: 'HEAD' })).status, 405);
    assert.equal((await who.get(url)).status, 303);
    await refused(await who.get('/auth/login/none'), 404);
});

test('attack: the token endpoint answers HTML, wrong JSON, 500, too much, a redirect', async () => {
    const html = (response) => { response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>alert(1)</script>'); return true; };
    for (const token of [html, (response) => { response.end('[1]'); return true; }, (response) => { response.writeHead(500).end('{}'); return true; }, (response) => { response.end('{"id_token": 7}'); return true; },
        (response) => { response.end(JSON.stringify({ id_token: 'x'.repeat(1 << 20) })); return true; }, (response) => { response.writeHead(302, { Location: `${other.issuer}/token` }).end(); return true; },
        (response) => { response.destroy(); return true; }]) {
        await refusedBy({ faults: { token } }, 502, 'PGRST306');
    }
});

test('a provider that is down is said, and does not keep others waiting', async () => {
    await refused(await browser(gateway, audience).get('/auth/login/down'), 502, 'PGRST306');
    idp.faults.token = () => true;  // never answers
    const who = browser(gateway, audience), url = await toCallback(who);
    const slow = who.get(url), began = Date.now();
    assert.equal((await gateway.fetch('/healthz')).status, 200);
    assert.ok(Date.now() - began < 1000);
    await refused(await slow, 504, 'PGRST306');
});

test('200 people sign in, 20 at once', async () => {
    const before = { ...idp.counts };
    const one = async () => { const who = browser(gateway, audience); return (await who.get(await toCallback(who))).status; };
    for (let round = 0; round < 10; ++round) {
        assert.deepEqual(new Set(await Promise.all(Array.from({ length: 20 }, one))), new Set([303]));
    }
    assert.equal(idp.counts.token - before.token, 200);
    assert.equal(idp.counts.discovery, 1);
    assert.equal((await gateway.fetch('/healthz')).status, 200);
});

test('no code, state or secret of a client is in the log', () => {
    const log = JSON.stringify(gateway.log);
    for (const word of [idp.secret, idp.asked.state, idp.asked.nonce]) { assert.ok(!log.includes(word)); }
});

test('settings of providers that are not right are told at the start', async () => {
    const good = { kind: 'oidc', issuer: 'https://idp.example.com', client_id: 'a', client_secret: 'b' };
    for (const [change, words] of [[{ kind: 'saml' }, /kind/], [{ kind: '' }, /kind/], [{ issuer: '' }, /issuer/], [{ client_id: '' }, /client_id/], [{ client_secret: '' }, /client_secret/], [{ algorithms: 'HS256' }, /HS256/],
        [{ client_auth: 'none' }, /client_auth/], [{ colour: 'red' }, /colour/], [{ client_secret_file: '/nowhere' }, /nowhere/]]) {
        const file = join(mkdtempSync(join(tmpdir(), 'wf_provider_')), 'gateway.conf');
        writeFileSync(file, `[provider.a]\n${Object.entries({ ...good, ...change }).map(([name, value]) => `${name} = ${value}\n`).join('')}`);
        const run = spawnSync(program, ['serve', '--port=0', `--secret=${secret}`, `--config=${file}`], { encoding: 'utf8', timeout: 20_000 });
        assert.equal(run.status, 1, run.stdout);
        assert.match(run.stderr, words);
    }
});
