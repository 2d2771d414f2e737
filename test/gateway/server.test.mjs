// The server under clients that are slow, silent, wrong or hostile.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { startGateway } from './lib/gateway.mjs';

const sleep = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

async function until(what, seconds = 10) {
    for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
        const found = what();
        if (found) { return found; }
        await sleep(20);
    }
    return what();
}

// All that comes until the gateway closes, and how long that took.
function raw(port, text, { keep = 15_000 } = {}) {
    return new Promise((resolve, reject) => {
        const start = Date.now();
        const socket = connect(port, '127.0.0.1', () => { socket.write(text, 'latin1'); });
        let answer = '';
        socket.setTimeout(keep, () => { socket.destroy(); });
        socket.on('data', (data) => { answer += data.toString('latin1'); });
        socket.on('error', (error) => { if (answer === '' && error.code !== 'ECONNRESET') { reject(error); } });
        socket.on('close', () => resolve({ answer, status: Number(answer.split(' ')[1] ?? 0), count: (answer.match(/HTTP\/1\.1 \d{3} /g) ?? []).length, seconds: (Date.now() - start) / 1000 }));
    });
}

let gateway;
before(async () => { gateway = await startGateway({ settings: { header_timeout: 1, idle_timeout: 4, origins: 'https://app.example.com http://localhost:5173', trusted_proxies: '127.0.0.1 10.0.0.0/8', max_body: 1000 } }); });
after(() => gateway?.stop());

test('a new socket that says nothing is closed after header_timeout, also when others were there before', async () => {
    await fetch(`${gateway.url}/healthz`);
    const silent = await raw(gateway.port, '');
    assert.equal(silent.answer, '');
    assert.ok(silent.seconds < 3, `${silent.seconds}`);
});

test('a head that does not end is closed after header_timeout', async () => {
    const slow = await raw(gateway.port, 'GET /healthz HTTP/1.1\r\nHost: a\r\n');
    assert.ok(slow.seconds < 3, `${slow.seconds}`);
});

test('between two requests idle_timeout counts', async () => {
    const idle = await raw(gateway.port, 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
    assert.equal(idle.status, 200);
    assert.ok(idle.seconds > 3 && idle.seconds < 8, `${idle.seconds}`);
});

const get = 'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n';
const smuggled = 'GET /readyz HTTP/1.1\r\nHost: a\r\n\r\n';
const shapes = {
    'no Host': [400, 'GET /healthz HTTP/1.1\r\n\r\n'],
    'two Hosts': [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    'bare LF': [400, 'GET /healthz HTTP/1.1\nHost: a\n\n'],
    'bare LF in a header': [400, 'GET /healthz HTTP/1.1\r\nHost: a\nX: b\r\n\r\n'],
    'bare CR in a header': [400, 'GET /healthz HTTP/1.1\r\nHost: a\rX: b\r\n\r\n'],
    'a header in two lines': [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n'],
    'Transfer-Encoding in two lines': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'a space before the colon': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'a zero byte': [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n'],
    'a header without a colon': [400, 'GET /healthz HTTP/1.1\r\nHost: a\r\nX\r\n\r\n'],
    'CL and TE': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'TE and CL': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 40\r\n\r\n0\r\n\r\n${smuggled}`],
    'two lengths': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 34\r\n\r\n${smuggled}`],
    'a list of lengths': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 34\r\n\r\n${smuggled}`],
    'a signed length': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nContent-Length: +34\r\n\r\n${smuggled}`],
    'a length beyond numbers': [400, 'POST /rpc/f HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551617\r\n\r\n'],
    'xchunked': [501, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n${smuggled}`],
    'chunked twice': [501, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'gzip, chunked': [501, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'two Transfer-Encodings': [400, `POST /rpc/f HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${smuggled}`],
    'chunked in HTTP/1.0': [400, `POST /rpc/f HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`],
    'huge headers': [431, `GET /healthz HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`],
    'a long address': [414, `GET /${'x'.repeat(9_000)} HTTP/1.1\r\nHost: a\r\n\r\n`],
    'HTTP/2 without asking': [505, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    'the address of a proxy': [400, 'GET http://a/healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    'a body with GET, and another request in it': [200, `GET /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`],
    '/../': [400, 'GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    '%2e%2e': [400, 'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    '%2f': [400, 'GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    '%00': [400, 'GET /healthz%00.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    '//': [404, 'GET //etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
    'a backslash': [400, 'GET /..\\..\\etc\\passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n'],
};

for (const [name, [status, text]] of Object.entries(shapes)) {
    test(`attack: ${name}: one answer, ${status}, and the end`, async () => {
        const answer = await raw(gateway.port, text);
        assert.equal(answer.status, status, answer.answer);
        assert.equal(answer.count, 1, answer.answer);
        assert.match(answer.answer, /\r\nConnection: close\r\n/i);
        assert.ok(answer.seconds < 3.5, `${answer.seconds}`);
    });
}

test('two proper requests at once get two answers', async () => {
    const answer = await raw(gateway.port, get + get.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    assert.equal(answer.count, 2);
});

test('a body beyond the limit is 413, and the client can read that', async () => {
    for (const body of ['x'.repeat(1001), 'x'.repeat(1 << 20)]) {
        const answer = await gateway.fetch('/rpc/current_actor', { as: 'alice', method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
        assert.equal(answer.status, 413);
        assert.equal((await answer.json()).code, 'PGRST413');
    }
    const chunked = await raw(gateway.port, `POST /rpc/current_actor HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${gateway.token({ sub: 'alice' })}\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n${'x'.repeat(2048)}\r\n0\r\n\r\n`);
    assert.equal(chunked.status, 413);
});

test('the address is the last that no trusted proxy has, over all lines', async () => {
    const path = `/no/${Date.now()}`;
    await raw(gateway.port, `GET ${path} HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 192.0.2.9, 10.0.0.7\r\nConnection: close\r\n\r\n`);
    const line = await until(() => gateway.log.find((each) => each.path === path));
    assert.equal(line.address, '192.0.2.9');
});
