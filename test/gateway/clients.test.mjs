// Both clients against the running gateway.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { generate } from '../../clients/typescript/generate.mjs';
import { BpmnError, Client, WfError, Worker } from '../../clients/typescript/src/index.js';
import { root, token } from './lib/gateway.mjs';
import { startMailing } from './lib/mailing.mjs';

let gateway;
before(async () => { gateway = await startMailing(); });
after(() => gateway?.stop());
const client = (sub, more = {}) => new Client({ url: gateway.url, token: () => token({ sub }), ...more });
const app = () => new Client({ url: gateway.url, token: () => gateway.app });
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });
async function until(isSo) {
    for (let tries = 0; tries < 1000; ++tries) {
        if (await isSo()) { return; }
        await pause(20);
    }
    assert.fail('it has not come');
}
const send = (to) => app().start('mailing', { to }, { actor: 'alice' });
const state = async (instance) => (await app().list('instance_list', { where: { instance_id: `eq.${instance}` }, select: 'status,data' }))[0];

test('the types are those of this version', () => {
    const document = JSON.parse(gateway.psql('SELECT wf_api.openapi()'));
    for (const [name, text] of Object.entries(generate(document))) {
        assert.equal(readFileSync(join(root, 'clients/typescript/src', name), 'utf8'), text, `${name} is of another version: psql -qXAt -c 'SELECT wf_api.openapi()' | node clients/typescript/generate.mjs`);
    }
});

test('the package can be packed, and has what it needs', () => {
    const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: join(root, 'clients/typescript'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    assert.deepEqual(files.map(({ path }) => path).sort(), ['README.md', 'package.json', 'src/api.d.ts', 'src/client.js', 'src/functions.js', 'src/index.d.ts', 'src/index.js', 'src/worker.js']);
});

test('start, list, act', async () => {
    const instance = await client('alice').start('leave', { days: 1, kind: 'annual' });
    const dave = client('dave');
    const task = (await dave.inbox()).find((each) => each.instance_id === instance);
    assert.deepEqual(await dave.list('todo', { where: { instance_id: `eq.${instance}` }, select: 'task_id,node' }), [{ task_id: task.task_id, node: 'lead' }]);
    const version = await dave.approve(task.task_id, { comment: 'enjoy', key: `ts-${instance}` });
    assert.equal(await dave.approve(task.task_id, { comment: 'enjoy', key: `ts-${instance}` }), version);
    await assert.rejects(dave.approve(task.task_id), (error) => error instanceof WfError && error.code.startsWith('WF4') && error.status === 409 && error.details.length > 0);
    await assert.rejects(client('alice').start('laeve'), (error) => error.code === 'WF201' && error.status === 404 && error.hint.length > 0);
});

test('what the network loses is sent again with the same key, and done once', async () => {
    const keys = [];
    const losing = async (...request) => {
        keys.push(request[1].headers['Idempotency-Key']);
        const answer = await fetch(...request);
        if (keys.length < 3) { throw new TypeError('fetch failed'); }
        return answer;
    };
    const before = Number(gateway.psql('SELECT count(*) FROM wf.instance'));
    await client('alice', { fetch: losing, firstPause: 1 }).start('leave', { days: 1, kind: 'annual' });
    assert.equal(Number(gateway.psql('SELECT count(*) FROM wf.instance')) - before, 1);
    assert.equal(keys.length, 3);
    assert.equal(new Set(keys).size, 1);
});

test('a server that is busy is asked again, and what has no key is not', async () => {
    let asked = 0;
    const server = createServer((_, answer) => { ++asked; answer.writeHead(503, { 'Content-Type': 'application/json' }).end('{"code": "57P03", "message": "starting", "details": null, "hint": null}'); });
    await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const busy = new Client({ url: `http://127.0.0.1:${server.address().port}/`, firstPause: 1 });
    await assert.rejects(busy.inbox(), (error) => error.code === '57P03');
    assert.equal(asked, 4);
    await assert.rejects(busy.call('deploy', { definition: {} }), (error) => error.code === '57P03');
    assert.equal(asked, 5);
    server.close();
    server.closeAllConnections();
    await assert.rejects(new Client({ url: 'http://127.0.0.1:1', tries: 1 }).inbox(), (error) => error.code === 'NETWORK' && error.status === 0);
});

test('events', async () => {
    const leaving = new AbortController();
    const person = client('alice');
    const { after: place } = await person.request('/events');
    const instance = await person.start('leave', { days: 1, kind: 'annual' });
    for await (const told of person.events({ after: place, signal: leaving.signal })) {
        assert.ok(told.changes.some((each) => each.instance_id === instance));
        leaving.abort();
    }
});

function start(t, handler, more = {}) {
    const worker = new Worker(app(), { topic: 'send_mail', handler, firstPause: 10, ...more });
    const running = worker.run();
    t.after(async () => { worker.stop(); await running; });
    return { worker, running };
}

test('a worker completes, tries again, and raises errors of the process', async (t) => {
    const seen = [];
    start(t, ({ data: { to } }) => {
        seen.push(to);
        if (to === 'nobody') { throw new BpmnError('BOUNCED'); }
        if (to === 'flaky' && seen.filter((each) => each === to).length === 1) { throw new Error('no answer'); }
        return { sent: true };
    }, { concurrency: 2 });
    const [fine, flaky, nobody] = [await send('ann'), await send('flaky'), await send('nobody')];
    await until(async () => (await Promise.all([fine, flaky, nobody].map(state))).every(({ status }) => status !== 'running'));
    assert.deepEqual(await state(fine), { status: 'completed', data: { to: 'ann', sent: true } });
    assert.equal((await state(flaky)).status, 'completed');
    assert.equal((await state(nobody)).status, 'failed');
});

test('a worker keeps a long job, and ends it before it stops', async (t) => {
    let begin, goOn;
    const begun = new Promise((resolve) => { begin = resolve; });
    const { worker, running } = start(t, async () => { begin(); await new Promise((resolve) => { goOn = resolve; }); }, { lease: 2 });
    const instance = await send('slow');
    await begun;
    await pause(2500);  // longer than the lease
    assert.deepEqual(await app().job('send_mail', 'fetch', { worker: 'thief' }), []);
    worker.stop();
    assert.equal((await state(instance)).status, 'running');
    goOn();
    await running;
    assert.equal((await state(instance)).status, 'completed');
});

test('a worker is told that a job is lost, and goes on', async (t) => {
    const errors = [];
    let lost;
    const isLost = new Promise((resolve) => { lost = resolve; });
    start(t, async (job, signal) => {
        if (job.data.to !== 'stolen') { return { sent: true }; }
        await app().job('send_mail', 'complete', { job_id: job.job_id });  // somebody else was faster
        signal.addEventListener('abort', lost);
        await isLost;
    }, { lease: 1, onError: (error) => errors.push(error.code) });
    await send('stolen');
    await isLost;
    assert.deepEqual(errors, ['WF410']);
    const next = await send('ann');
    await until(async () => (await state(next)).status === 'completed');
});

test('the Python client', async () => {
    const env = { ...process.env, WF_URL: gateway.url, WF_PERSON: token({ sub: 'alice' }), WF_LEAD: token({ sub: 'dave' }), WF_APP: gateway.app };
    const { stderr } = await promisify(execFile)('python3', [join(root, 'test/gateway/python_client_test.py')], { env }).catch((error) => error);
    assert.match(stderr, /^OK$/m, stderr);
});
