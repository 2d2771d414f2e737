// POST /jobs/{topic}/...: what a worker of any language does.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startMailing } from './lib/mailing.mjs';

let gateway;
before(async () => { gateway = await startMailing(); });
after(() => gateway?.stop());

async function post(verb, body, options = {}) {
    const answer = await gateway.fetch(`/jobs/send_mail/${verb}`, { method: 'POST', ...('as' in options ? {} : { bearer: gateway.app }), body: JSON.stringify(body), ...options });
    return { status: answer.status, body: await answer.json() };
}

test('a job is fetched, kept, and completed once', async () => {
    const instance = gateway.send('ann');
    const { status, body: [job] } = await post('fetch', { worker: 'w1', lease: 60 });
    assert.equal(status, 200);
    assert.equal(job.instance_id, instance);
    assert.deepEqual(job.data, { to: 'ann' });
    assert.deepEqual((await post('fetch', { worker: 'w2' })).body, []);
    const kept = await post('extend', { job_id: job.job_id, worker: 'w1', lease: '1 hour' });
    assert.ok(Date.parse(kept.body.leased_until) > Date.now() + 3_000_000);
    assert.equal((await post('extend', { job_id: job.job_id, worker: 'w2' })).body.code, 'WF410');
    assert.deepEqual(await post('complete', { job_id: job.job_id, data: { sent: true } }), { status: 200, body: { version: 2 } });
    const again = await post('complete', { job_id: job.job_id });
    assert.equal(again.status, 409);
    assert.equal(again.body.code, 'WF410');
});

test('the same request again gets the first answer', async () => {
    gateway.send('ann');
    const { body: [job] } = await post('fetch', { worker: 'w1' });
    const words = { headers: { 'Idempotency-Key': `once-${job.job_id}` } };
    const first = await post('complete', { job_id: job.job_id }, words);
    assert.equal(first.status, 200);
    assert.deepEqual(await post('complete', { job_id: job.job_id }, words), first);
});

test('a job that failed can be fetched again, and then is an incident', async () => {
    gateway.send('ann');
    for (const left of [2, 1]) {
        const { body: [job] } = await post('fetch', { worker: 'w1' });
        assert.equal(job.tries_left, left);
        assert.equal((await post('fail', { job_id: job.job_id, error: 'no answer' })).status, 200);
    }
    assert.deepEqual((await post('fetch', { worker: 'w1' })).body, []);
    gateway.psql('DELETE FROM wf.job');
});

test('who waits gets what comes', async () => {
    const waiting = ['w1', 'w2', 'w3'].map((worker) => post('fetch', { worker, max_jobs: 1, wait: 20 }));
    const sent = [gateway.send('ann'), gateway.send('ben'), gateway.send('cid')];
    const jobs = (await Promise.all(waiting)).map(({ body }) => body[0].instance_id);
    assert.deepEqual(jobs.sort(), sent.sort());
});

test('a wait ends when the client leaves, and the next in line goes on', async () => {
    const leaving = new AbortController();
    const left = post('fetch', { worker: 'w1', wait: 20 }, { signal: leaving.signal });
    left.catch(() => {});
    await new Promise((resolve) => { setTimeout(resolve, 150); });
    const next = post('fetch', { worker: 'w2', wait: 20 });
    await new Promise((resolve) => { setTimeout(resolve, 50); });
    leaving.abort();
    await assert.rejects(left);
    const instance = gateway.send('ann');
    assert.equal((await next).body[0].instance_id, instance);
});

test('waiting holds no connection to the database', async () => {
    const waiting = Array.from({ length: 40 }, (_, n) => post('fetch', { worker: `w${n}`, wait: 1 }));
    for (let n = 0; n < 20; ++n) { assert.equal((await fetch(`${gateway.url}/readyz`)).status, 200); }
    assert.ok((await Promise.all(waiting)).every(({ status, body }) => status === 200 && body.length === 0));
});

test('what is not right is refused', async () => {
    for (const [verb, body, code] of [
        ['fetch', {}, 'PGRST102'], ['fetch', { worker: 'w', topic: 'other' }, 'PGRST102'], ['fetch', { worker: 'w', wait: -1 }, 'PGRST102'], ['fetch', { worker: 'w', max_jobs: 'many' }, '22P02'],
        ['fetch', { worker: 'w', lease: 'a while' }, '22007'], ['fetch', { worker: 'w', lease: 0 }, 'WF504'], ['complete', { job_id: "1); DROP TABLE wf.job; --" }, '22P02'], ['complete', [], 'PGRST102'], ['fail', { job_id: 1 }, 'PGRST102'],
    ]) {
        const answer = await post(verb, body);
        assert.ok(answer.status === 400 || answer.status === 422, `${verb} ${JSON.stringify(body)}: ${answer.status}`);
        assert.equal(answer.body.code, code, JSON.stringify(answer.body));
    }
    assert.equal((await post('fetch', { worker: 'w' }, { as: undefined })).status, 401);
    assert.equal((await post('fetch', { worker: 'w' }, { as: 'alice' })).status, 403);
    assert.equal((await gateway.fetch('/jobs/send_mail/fetch', { bearer: gateway.app })).status, 405);
});

test('it stops without waiting for those who wait', async () => {
    const other = await startMailing();
    const waiting = other.fetch('/jobs/send_mail/fetch', { method: 'POST', bearer: other.app, body: JSON.stringify({ worker: 'w1', wait: 25 }) });
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    assert.equal(await other.stop(), 0);
    assert.deepEqual(await (await waiting).json(), []);
});
