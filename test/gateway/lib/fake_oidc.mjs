// An OpenID provider that does what a test tells it: each attack is a change of what it would say.
//   idp.claims = (claims, head) => ..., idp.faults.token = (response) => true when it has answered, idp.sign = (head, claims) => a token
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function startFakeOidc() {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const idp = { rsa, client: 'approvals', secret: 'of the / client', codes: new Map(), counts: { discovery: 0, keys: 0, token: 0 }, faults: {}, claims: (claims) => claims, account: 'account-of-alice', kid: 'one' };
    const rs256 = (head, claims, key = rsa.privateKey) => { const text = `${part(head)}.${part(claims)}`; return `${text}.${createSign('SHA256').update(text).sign(key).toString('base64url')}`; };
    idp.sign = rs256;
    idp.rs256 = rs256;
    const give = (response, body, status = 200) => { response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body)); };
    const answers = {
        discovery: () => ({ issuer: idp.issuer, authorization_endpoint: `${idp.issuer}/authorize`, token_endpoint: `${idp.issuer}/token`, jwks_uri: `${idp.issuer}/keys` }),
        keys: () => ({ keys: [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: idp.kid, use: 'sig' }] }),
    };
    function token(request, response, body) {
        const form = new URLSearchParams(body), known = idp.codes.get(form.get('code'));
        const basic = `Basic ${Buffer.from(`${encodeURIComponent(idp.client)}:${encodeURIComponent(idp.secret)}`).toString('base64')}`;
        if (request.headers.authorization !== basic) { return give(response, { error: 'invalid_client' }, 401); }
        idp.codes.delete(form.get('code'));
        const challenge = createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url');
        if (!known || known.code_challenge !== challenge || known.redirect_uri !== form.get('redirect_uri')) { return give(response, { error: 'invalid_grant' }, 400); }
        const now = Math.floor(Date.now() / 1000), head = { alg: 'RS256', kid: idp.kid };
        const claims = idp.claims({ iss: idp.issuer, aud: idp.client, sub: idp.account, iat: now, exp: now + 300, nonce: known.nonce }, head);
        give(response, { access_token: 'x', token_type: 'Bearer', id_token: idp.sign(head, claims) });
    }
    const server = createServer((request, response) => {
        let body = '';
        request.on('data', (data) => { body += data; });
        request.on('end', () => {
            const url = new URL(request.url, idp.issuer);
            const name = { '/.well-known/openid-configuration': 'discovery', '/keys': 'keys', '/token': 'token' }[url.pathname];
            if (name) { ++idp.counts[name]; }
            if (name && idp.faults[name]?.(response)) { return; }
            if (answers[name]) { give(response, answers[name]()); } else if (name) { token(request, response, body); } else {
                const asked = Object.fromEntries(url.searchParams), code = randomBytes(12).toString('hex');
                idp.asked = asked;
                idp.codes.set(code, asked);
                response.writeHead(302, { Location: `${asked.redirect_uri}?${new URLSearchParams({ code, state: asked.state })}` }).end();
            }
        });
    });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    idp.issuer = `http://127.0.0.1:${server.address().port}`;
    idp.close = () => { server.closeAllConnections(); server.close(); };
    return idp;
}
