// GET /events: who is told what, by a stream and by a long poll.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMailing } from './lib/mailing.mjs';

let gateway;
before(async () => { gateway = await startMailing(); });
after(() => gateway?.stop());

// Reads events as EventSource does: {event, id, data}, comments left out.
async function listen(as, { headers = {}, ...options } = {}) {
    const leaving = new AbortController();
    const answer = await gateway.fetch('/events', { as, headers: { Accept: 'text/event-stream', ...headers }, signal: leaving.signal, ...options });
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '', id;
    async function next() {
        while (!rest.includes('\n\n')) {
            const { done, value } = await reader.read();
            if (done) { return undefined; }
            rest += value;
        }
        const block = rest.slice(0, rest.indexOf('\n\n'));
        rest = rest.slice(block.length + 2);
        const fields = Object.fromEntries(block.split('\n').filter((line) => line && !line.startsWith(':')).map((line) => line.split(/: (.*)/s)));
        id = fields.id ?? id;
        return fields.data === undefined ? next() : { event: fields.event, data: JSON.parse(fields.data) };
    }
    return { answer, next, id: () => id, leave: () => leaving.abort() };
}
const poll = async (as, query = '', options = {}) => (await gateway.fetch(`/events${query}`, { as, ...options })).json();

test('a stream tells ids, to those who may see them', async () => {
    const [alice, mallory] = [await listen('alice'), await listen('mallory')];
    assert.match(alice.answer.headers.get('content-type'), /^text\/event-stream/);
    assert.equal(alice.answer.headers.get('x-accel-buffering'), 'no');
    assert.equal((await alice.next()).event, 'ready');
    assert.equal((await mallory.next()).event, 'ready');
    const instance = gateway.send('ann');
    assert.deepEqual(await alice.next(), { event: 'change', data: { tenant_id: 0, instance_id: instance, seq: 1 } });
    const hers = Number(gateway.psql(`SELECT wf.start('leave', '{"days": 1, "kind": "annual"}', actor => 'mallory')`));
    assert.deepEqual((await mallory.next()).data, { tenant_id: 0, instance_id: hers, seq: 1 });
    alice.leave();
    mallory.leave();
});

test('who comes back is told what was missed, once', async () => {
    const first = await listen('alice');
    await first.next();
    const seen = gateway.send('ann');
    assert.equal((await first.next()).data.instance_id, seen);
    first.leave();
    const missed = [gateway.send('ben'), gateway.send('cid')];
    const second = await listen('alice', { headers: { 'Last-Event-ID': first.id() } });
    assert.equal((await second.next()).event, 'ready');
    assert.deepEqual([(await second.next()).data.instance_id, (await second.next()).data.instance_id], missed);
    const later = gateway.send('dot');
    assert.equal((await second.next()).data.instance_id, later);
    second.leave();
});

test('a transaction that runs, in another database, delays what is told and loses nothing', async () => {
    const [alice, place] = [await listen('alice'), (await poll('alice')).after];
    await alice.next();
    const running = gateway.background('postgres', 'BEGIN; SELECT pg_current_xact_id(); SELECT pg_sleep(1.5); COMMIT;');
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    const instance = gateway.send('ann');
    const late = await listen('alice', { headers: { 'Last-Event-ID': place } });
    assert.equal((await late.next()).event, 'ready');
    await running;
    assert.equal((await alice.next()).data.instance_id, instance);
    assert.equal((await late.next()).data.instance_id, instance);
    alice.leave();
    late.leave();
});

test('a long poll', async () => {
    const { after: place, changes, reset } = await poll('alice');
    assert.deepEqual({ changes, reset }, { changes: [], reset: false });
    const waiting = poll('alice', `?after=${place}&wait=20`);
    const instance = gateway.send('ann');
    const told = await waiting;
    assert.deepEqual(told.changes, [{ tenant_id: 0, instance_id: instance, seq: 1 }]);
    const quiet = await poll('alice', `?after=${told.after}&wait=1`);
    assert.deepEqual(quiet.changes, []);
    assert.deepEqual((await poll('mallory', `?after=${place}`)).changes, []);
});

test('a place that cannot be gone on from: read again', async () => {
    assert.equal((await poll('alice', '?after=1-0')).reset, true);
    assert.equal((await gateway.fetch('/events?after=yesterday', { as: 'alice' })).status, 400);
    const stream = await listen('alice', { headers: { 'Last-Event-ID': '999999999999-1' } });
    assert.equal((await stream.next()).event, 'ready');
    assert.equal((await stream.next()).event, 'reset');
    stream.leave();
});

test('limits and rights', async () => {
    assert.equal((await gateway.fetch('/events')).status, 401);
    assert.equal((await gateway.fetch('/events?wait=soon', { as: 'alice' })).status, 400);
    const head = await gateway.fetch('/events', { method: 'HEAD', as: 'alice', headers: { Accept: 'text/event-stream' } });
    assert.equal(head.status, 200);
    const streams = [await listen('bob'), await listen('bob'), await listen('bob')];
    assert.equal((await gateway.fetch('/events', { as: 'bob', headers: { Accept: 'text/event-stream' } })).status, 429);
    streams[0].leave();
    for (let tries = 0; (await poll('bob')).code === 'PGRST429'; ++tries) { assert.ok(tries < 200); await new Promise((resolve) => { setTimeout(resolve, 20); }); }
    streams.forEach((stream) => stream.leave());
});

test('an idle stream keeps its place, and it stops with the gateway', async () => {
    const other = await startMailing();
    const answer = await other.fetch('/events', { as: 'alice', headers: { Accept: 'text/event-stream' } });
    let text = '';
    const reading = (async () => { for await (const part of answer.body.pipeThrough(new TextDecoderStream())) { text += part; } })();
    while (!text.includes(':\nid: ')) { await new Promise((resolve) => { setTimeout(resolve, 20); }); }
    assert.equal(await other.stop(), 0);
    await reading;
    assert.match(text, /^retry: 3000\nevent: ready\n/);
});
