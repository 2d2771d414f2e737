import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startGateway } from './lib/gateway.mjs';

let gateway;
before(async () => { gateway = await startGateway(); });
after(() => gateway?.stop());

test('the program answers, and so does the database', async () => {
    for (const path of ['/healthz', '/readyz']) {
        const answer = await fetch(gateway.url + path);
        assert.equal(answer.status, 200);
        assert.equal(await answer.text(), 'ok\n');
    }
});

test('a path that is not there', async () => {
    const answer = await fetch(`${gateway.url}/no/such/path`);
    assert.equal(answer.status, 404);
    assert.deepEqual(Object.keys(await answer.json()).sort(), ['code', 'details', 'hint', 'message']);
});

test('it stops when it is told', async () => {
    const other = await startGateway();
    assert.equal(await other.stop(), 0);
});
