// The dialect of PostgREST: each request that postgrest-js and supabase-js send is answered as PostgREST answers it, or refused with a hint.
import { PostgrestClient } from '@supabase/postgrest-js';
import { createClient } from '@supabase/supabase-js';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { startGateway, token } from './lib/gateway.mjs';
import { shelf } from './lib/shelf.mjs';

let gateway, alice;
before(async () => {
    gateway = await startGateway({ sql: shelf, settings: { connections: 2, pool_wait: 300 } });
    alice = new PostgrestClient(gateway.url, { schema: 'wf_api', headers: { Authorization: `Bearer ${token({ sub: 'alice' })}` } });
});
after(() => gateway?.stop());

const get = (path, headers = {}, options = {}) => gateway.fetch(path, { as: 'alice', headers, ...options });
const post = (name, body = {}, headers = {}, as = 'alice') => gateway.fetch(`/rpc/${name}`, { method: 'POST', as, headers: { 'Content-Type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });
const written = () => Number(gateway.psql('SELECT count(*) FROM public.written'));
const ids = (rows) => rows.map(({ id }) => id);

// A refusal has the four keys, this status and code, and says what to do if it is about what may be asked.
async function refused(answer, status, code) {
    const text = await answer.text();
    assert.equal(answer.status, status, text);
    const body = JSON.parse(text);
    assert.deepEqual(Object.keys(body).sort(), ['code', 'details', 'hint', 'message'], text);
    assert.equal(body.code, code, text);
    return body;
}

test('select: all, some, other names, types, keys of JSON', async () => {
    const all = await alice.from('shelf').select('*');
    assert.equal(all.status, 200);
    assert.equal(all.data.length, 57);
    assert.deepEqual(Object.keys(all.data[0]), ['id', 'title', 'kind', 'amount', 'data', 'tags', 'due_at', 'done', 'Note of it']);
    const { data, error } = await alice.from('shelf').select('id,name:title,money:amount::text,data->amount,x:data->>who,data->lines->0').eq('id', 3);
    assert.equal(error, null);
    assert.deepEqual(data, [{ id: 3, name: 'title 3', money: '3.10', amount: 3, x: 'w3', 0: 3 }]);
    assert.deepEqual(await (await get('/shelf?select="Note of it"&id=eq.41')).json(), [{ 'Note of it': 'noted' }]);
});

test('filters: each operator of the clients, and what it finds', async () => {
    const found = async (build) => {
        const { data, error } = await build(alice.from('shelf').select('id')).order('id');
        assert.equal(error, null, JSON.stringify(error));
        return ids(data);
    };
    const range = (from, to) => Array.from({ length: to - from + 1 }, (_, n) => from + n);
    for (const [name, build, expected] of [
        ['eq', (q) => q.eq('id', 3), [3]], ['neq', (q) => q.neq('id', 1).lt('id', 4), [2, 3]], ['gt, lte', (q) => q.gt('id', 1).lte('id', 3), [2, 3]], ['gte', (q) => q.gte('id', 56), [56, 57]],
        ['like', (q) => q.like('title', '%tle 5_'), range(50, 57)], ['ilike with *', (q) => q.ilike('title', 'TITLE*7'), [7, 17, 27, 37, 47, 57]],
        ['like any', (q) => q.likeAnyOf('title', ['title 1', 'title 2']), [1, 2]], ['like all', (q) => q.likeAllOf('title', ['%5%', '%6%']), [56]],
        ['ilike any', (q) => q.ilikeAnyOf('title', ['TITLE 1', 'TITLE 2']), [1, 2]], ['ilike all', (q) => q.ilikeAllOf('title', ['%5%', '%TITLE%6%']), [56]],
        ['is null', (q) => q.is('done', null), range(1, 5)], ['is true', (q) => q.is('done', true), range(21, 57)],
        ['in, quoted', (q) => q.in('kind', ['b,c', 'x"y']).lte('id', 5), [1, 3, 5]], ['in nothing', (q) => q.in('id', []), []],
        ['cs of an array', (q) => q.contains('tags', ['t1', 'all']).lt('id', 8), [1, 4, 7]], ['cs of JSON', (q) => q.contains('data', { amount: 9 }), [9]],
        ['cd', (q) => q.containedBy('tags', ['t0', 'all']).lt('id', 8), [3, 6]], ['ov', (q) => q.overlaps('tags', ['t0', 't9']).lt('id', 8), [3, 6]],
        ['not is', (q) => q.not('done', 'is', null).lt('id', 8), [6, 7]], ['not in', (q) => q.not('id', 'in', '(1,2)').lt('id', 5), [3, 4]],
        ['isDistinct', (q) => q.isDistinct('done', null).lt('id', 8), [6, 7]], ['regexMatch', (q) => q.regexMatch('title', '^title [12]$'), [1, 2]], ['regexIMatch', (q) => q.regexIMatch('title', '^TITLE 9$'), [9]],
        ['or', (q) => q.or('id.eq.1,and(id.gt.2,id.lt.5)'), [1, 3, 4]], ['or with not', (q) => q.or('not.and(id.gt.2,id.lt.57),id.in.(7,"8")'), [1, 2, 7, 8, 57]],
        ['or with quotes and braces', (q) => q.or('kind.eq."b,c",tags.cs.{t1,all}').lte('id', 4), [1, 3, 4]], ['key of JSON', (q) => q.eq('data->>who', 'w5'), [5]], ['number in JSON', (q) => q.gt('data->amount', 55), [56, 57]],
        ['match', (q) => q.match({ id: 2, kind: 'a' }), [2]], ['filter', (q) => q.filter('id', 'eq', 6), [6]],
    ]) { assert.deepEqual(await found(build), expected, name); }
});

test('what is outside is 400 PGRST100 that says what there is', async () => {
    for (const query of [
        't=wfts(simple).a & b', 'title=fts.a', 'r=sr.[1,2)', 'r=adj.[1,2)', 'r=nxl.[1,2)', 'select=kind,count()', 'select=count()', 'select=id,instance(id,title)', 'select=id,instance!inner(id)', 'select=...shelf(id)', 'select=amount.sum()',
        'select=id::regclass', 'select=id,', 'select=(id)', 'order=id.up', 'order=', 'limit=-1', 'limit=many', 'offset=1.5', 'limit=99999999999999999999', 'id=3', 'id=equals.3', 'id=eq', 'id=in.1,2', 'id=in.(1', 'id=is.3', 'id=not.3',
        'id=in(any).(1)', 'or=id.eq.1', 'or=(id.eq.1', 'or=()', 'and=(id.eq.1))', 'on_conflict=a', 'columns="a","b"', 'id=eq(some).{1}', 'data->>who->x=eq.1', 'instance.id=eq.1', `or=${'(and'.repeat(20)}(id.eq.1`, 'apikey=x',
        `select=${Array(300).fill('id').join()}`, `or=(${Array(300).fill('id.eq.1').join()})`,
    ]) {
        const body = await refused(await get(`/shelf?${encodeURI(query).replaceAll('&%20', '%26%20')}`), 400, 'PGRST100');
        assert.ok(body.hint, JSON.stringify(body));
    }
    await refused(await get('/shelf?nothing=eq.1'), 400, '42703');
    await refused(await get('/shelf?select=nothing'), 400, '42703');
    await refused(await get('/shelf?order=nothing'), 400, '42703');
    await refused(await get('/shelf?id=eq.x'), 400, '22P02');
    await refused(await get('/shelf?title=match.('), 400, '2201B');
    await refused(await get('/shelf?title=eq.%00'), 400, 'PGRST100');
    assert.equal((await alice.from('shelf').select('id,other(id)')).error.code, 'PGRST100');
    assert.equal((await alice.from('shelf').select().textSearch('title', 'a')).error.code, 'PGRST100');
    assert.equal((await alice.from('shelf').select().rangeGt('title', '[1,2)')).error.code, 'PGRST100');
});

test('order, limit, offset, range', async () => {
    const { data } = await alice.from('shelf').select('id,done').order('done', { ascending: false, nullsFirst: false }).order('id').range(36, 38);
    assert.deepEqual(ids(data), [57, 6, 7]);
    assert.deepEqual(ids((await alice.from('shelf').select().order('done', { nullsFirst: true }).order('id', { ascending: false }).limit(2)).data), [5, 4]);
    assert.deepEqual(ids((await alice.from('shelf').select().order('data->amount', { ascending: false }).limit(1)).data), [57]);
    const part = await get('/shelf?order=id', { 'Range-Unit': 'items', Range: '10-19' });
    assert.equal(part.status, 200);
    assert.equal(part.headers.get('content-range'), '10-19/*');
    assert.deepEqual(ids(await part.json()), Array.from({ length: 10 }, (_, n) => n + 11));
    assert.equal((await get('/shelf?limit=5', { Range: '0-' })).headers.get('content-range'), '0-4/*');
    assert.equal((await get('/shelf?limit=0')).headers.get('content-range'), '*/*');
    await refused(await get('/shelf', { Range: '5-2' }), 416, 'PGRST103');
});

test('a count that was asked for is a number', async () => {
    for (const count of ['exact', 'planned', 'estimated']) {
        const answer = await alice.from('shelf').select('id', { count }).gt('id', 7).range(0, 9);
        assert.deepEqual([answer.status, answer.count, answer.data.length], [206, 50, 10], count);
    }
    const whole = await get('/shelf?select=id', { Prefer: 'count=exact' });
    assert.deepEqual([whole.status, whole.headers.get('content-range')], [200, '0-56/57']);
    const head = await alice.from('shelf').select('*', { count: 'exact', head: true });
    assert.deepEqual([head.status, head.count, head.data], [200, 57, null]);
    const empty = await get('/shelf?id=eq.0', { Prefer: 'count=exact' });
    assert.deepEqual([empty.status, empty.headers.get('content-range'), await empty.json()], [200, '*/0', []]);
    const beyond = await get('/shelf?offset=57', { Prefer: 'count=exact' });
    assert.equal(beyond.headers.get('content-range'), '*/57');
    await refused(beyond, 416, 'PGRST103');
    assert.deepEqual(await (await get('/shelf?offset=57')).json(), []);
    const called = await alice.rpc('rows_of', { lowest: 50 }, { head: true, count: 'exact' });
    assert.deepEqual([called.status, called.count], [200, 8]);
    const words = await alice.rpc('words', { count: 9 }, { get: true, count: 'exact' }).limit(2);
    assert.deepEqual([words.status, words.count, words.data], [206, 9, ['w1', 'w2']]);
});

test('one row, or 406', async () => {
    assert.deepEqual((await alice.from('shelf').select('id').eq('id', 3).single()).data, { id: 3 });
    for (const id of ['0', '1']) {
        const { status, error } = await alice.from('shelf').select('id').gt('id', id === '0' ? 99 : 1).single();
        assert.deepEqual([status, error.code], [406, 'PGRST116']);
    }
    assert.equal((await alice.from('shelf').select('id').eq('id', 0).maybeSingle()).data, null);
    assert.deepEqual((await alice.from('shelf').select('id').eq('id', 4).maybeSingle()).data, { id: 4 });
    assert.deepEqual((await alice.rpc('rows_of', { lowest: 57 }).select('id').single()).data, { id: 57 });
    const type = await get('/shelf?id=eq.3', { Accept: 'application/vnd.pgrst.object+json' });
    assert.match(type.headers.get('content-type'), /^application\/vnd\.pgrst\.object\+json/);
    assert.deepEqual((await alice.from('shelf').select('id,done').eq('id', 3).stripNulls()).data, [{ id: 3 }]);
    assert.deepEqual((await alice.from('shelf').select('id,done').eq('id', 3).stripNulls().single()).data, { id: 3 });
});

test('other media types, plans and trials are refused', async () => {
    assert.deepEqual((({ status, error }) => [status, error.code])(await alice.from('shelf').select().csv()), [406, 'PGRST107']);
    assert.deepEqual((({ status, error }) => [status, error.code])(await alice.from('shelf').select().explain()), [406, 'PGRST107']);
    assert.deepEqual((({ status, error }) => [status, error.code])(await alice.from('shelf').select().rollback()), [400, 'PGRST122']);
    const before = written();
    assert.equal((await alice.rpc('write_rows', { count: 1 }).rollback()).status, 400);
    assert.equal(written(), before);
    assert.equal((await get('/shelf?limit=1', { Accept: 'text/html, */*;q=0.1' })).status, 200);
});

test('profiles: only one schema', async () => {
    for (const name of ['public', 'wf', 'WF_API', "wf_api'; --", 'pg_catalog']) {
        await refused(await get('/shelf', { 'Accept-Profile': name }), 406, 'PGRST106');
        await refused(await post('echo', {}, { 'Content-Profile': name }), 406, 'PGRST106');
    }
    assert.equal((await get('/shelf', { 'Accept-Profile': 'wf_api', 'Content-Profile': 'wf_api' })).status, 200);
    for (const name of ['wf.todo', 'pg_class', 'shelf;', 'Shelf', '"shelf"', 'a%20b']) { await refused(await get(`/${name}`), 404, 'PGRST205'); }
});

test('views are only read', async () => {
    const before = written();
    for (const [name, { status, error }] of Object.entries({
        insert: await alice.from('shelf').insert({ id: 1 }), insert_more: await alice.from('shelf').insert([{ id: 1 }, { id: 2 }], { defaultToNull: false }).select(), upsert: await alice.from('shelf').upsert({ id: 1 }, { onConflict: 'id' }),
        update: await alice.from('shelf').update({ id: 1 }).eq('id', 1).maxAffected(1), delete: await alice.from('shelf').delete().eq('id', 1), of_none: await alice.from('nothing').insert({ id: 1 }),
    })) {
        assert.deepEqual([status, error.code], [405, 'PGRST117'], name);
        assert.match(error.hint, /rpc/);
    }
    const put = await get('/shelf?id=eq.1', {}, { method: 'PUT', body: '{}' });
    assert.equal(put.headers.get('allow'), 'GET, HEAD');
    await refused(put, 405, 'PGRST117');
    assert.equal(written(), before);
});

test('functions by POST: arguments by name, each as PostgreSQL reads it', async () => {
    const echo = async (body) => {
        const { status, data, error } = await alice.rpc('echo', body);
        assert.equal(status, 200, JSON.stringify(error));
        return data;
    };
    const none = { a: null, b: null, c: null, d: null, e: null, f: null, key: null, read_only: 'on' };
    assert.deepEqual(await echo({}), none);
    assert.deepEqual(await echo({ a: [1, 2], b: 3, c: 'x "y" \\ \u{1f600} \' \n', d: { deep: [1, null, { k: 'v' }] }, e: 1.5, f: ['a,b', null, '"q"', '\\', '{}', ''] }),
        { ...none, a: [1, 2], b: 3, c: 'x "y" \\ \u{1f600} \' \n', d: { deep: [1, null, { k: 'v' }] }, e: '1.5', f: ['a,b', null, '"q"', '\\', '{}', ''] });
    assert.equal((await echo({ d: 'text' })).d, 'text');
    assert.equal((await echo({ d: null })).d, null);
    assert.deepEqual((await echo({ a: [], f: [] })), { ...none, a: [], f: [] });
    const raw = async (text) => (await (await post('echo', text)).text());
    assert.match(await raw('{"e": 12345678901234567890.123456789}'), /"e": "12345678901234567890\.123456789"/);
    assert.match(await raw('{"a": [9007199254740993]}'), /9007199254740993/);
    assert.match(await raw('{"d": {"n": 9007199254740993.10}}'), /9007199254740993\.10/);
    assert.equal((await alice.rpc('echo', { e: 10n ** 20n })).data.e, '1' + '0'.repeat(20));  // sent as a text
    assert.equal((await (await post('echo', ' \n{ "b" : 5 , "c":"}" } ')).json()).c, '}');
    for (const [body, status, code] of [
        ['[1]', 400, 'PGRST102'], ['{"b": 1', 400, 'PGRST102'], ['null', 400, 'PGRST102'], ['{"b": 1, "b": 2}', 400, 'PGRST102'], ['{"b": {}}', 400, 'PGRST102'], ['{"b": [1]}', 400, 'PGRST102'], ['{"a": [[1]]}', 400, 'PGRST102'],
        ['{"c": "\\u0000"}', 400, '22021'], ['{"d": "\\u0000"}', 400, '22P05'], ['{"b": "x"}', 400, '22P02'], ['{"b": 99999999999}', 400, '22003'], ['{"f": ["\\u0000"]}', 400, '22021'], ['{"z": 1}', 404, 'PGRST202'],
        ['{"c": "\\ud800"}', 400, 'PGRST102'], [`{"d": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`, 413, '54001'],
    ]) {
        const answer = await post('echo', body);
        const text = await answer.text();
        assert.deepEqual([answer.status, JSON.parse(text).code], [status, code], body.slice(0, 100) + text);
    }
    await refused(await post('echo', 'b=1', { 'Content-Type': 'application/x-www-form-urlencoded' }), 415, 'PGRST102');
});

test('functions by GET: arguments in the address, filters beside them', async () => {
    const { data } = await alice.rpc('echo', { a: [1, 2], b: 3, c: 'x&y=1' }, { get: true });
    assert.deepEqual([data.a, data.b, data.c, data.read_only], [[1, 2], 3, 'x&y=1', 'on']);
    assert.equal((await alice.rpc('echo', { b: null }, { get: true })).error.code, '22P02');
    assert.equal((await alice.rpc('echo', { d: { k: 1 } }, { get: true })).status, 400);  // [object Object]
    assert.deepEqual(ids((await alice.rpc('rows_of', { lowest: 50 }, { get: true }).select('id').lt('id', 53).order('id', { ascending: false }).limit(2)).data), [52, 51]);
    const answer = await gateway.fetch('/rpc/rows_of?select=id&id=eq.3&order=id.asc&limit=2', { method: 'POST', as: 'alice', headers: { Prefer: 'return=representation', 'Content-Type': 'application/json' }, body: '{}' });
    assert.deepEqual(await answer.json(), [{ id: 3 }]);
    await refused(await get('/rpc/echo?a=1&select=b'), 400, 'PGRST100');
});

test('void is 204; a value is a value', async () => {
    const nothing = await post('write_nothing');
    assert.deepEqual([nothing.status, await nothing.text()], [204, '']);
    assert.equal((await alice.rpc('large', { size: 3 })).data, 'xxx');
    assert.deepEqual((await alice.rpc('words', { count: 2 })).data, ['w1', 'w2']);
    assert.equal((await alice.rpc('large', { size: null })).data, null);
    assert.equal((await alice.rpc('write_one')).data.word, 'one');
    assert.equal((await alice.rpc('large', { size: 5_000_000 })).data.length, 5_000_000);
});

test('what reads cannot write, by POST either; what writes is not called by GET', async () => {
    const before = written();
    await refused(await post('write_secretly'), 405, '25006');
    await refused(await get('/rpc/write_secretly'), 405, '25006');
    for (const method of ['GET', 'HEAD']) {
        const answer = await get('/rpc/write_rows?count=1', {}, { method });
        assert.deepEqual([answer.status, answer.headers.get('allow')], [405, 'POST']);
    }
    assert.equal(written(), before);
});

test('what writes is refused before it is called, if its answer could not be given', async () => {
    const before = written();
    for (const name of ['write_rows', 'write_words']) {
        const { status, error } = await alice.rpc(name, { count: 1 }).single();
        assert.deepEqual([status, error.code], [406, 'PGRST116']);
        await refused(await gateway.fetch(`/rpc/${name}?offset=5`, { method: 'POST', as: 'alice', headers: { Prefer: 'count=exact', 'Content-Type': 'application/json' }, body: '{"count": 1}' }), 400, 'PGRST100');
    }
    assert.equal((await alice.rpc('write_one').eq('id', 0).single()).status, 406);
    assert.equal((await alice.rpc('write_rows', { count: 1 }).eq('nothing', 1)).error.code, '42703');
    assert.equal((await alice.rpc('write_rows', { count: 1 }).eq('id', 'x')).error.code, '22P02');
    assert.equal((await alice.rpc('write_rows', { count: 1 }).csv()).status, 406);
    assert.equal(written(), before);
    assert.equal((await alice.rpc('write_one').single()).data.word, 'one');
    const limited = await alice.rpc('write_words', { count: 5 }, { count: 'exact' }).limit(2);
    assert.deepEqual([limited.data.length, limited.count], [2, 5]);
    assert.equal((await alice.rpc('write_rows', { count: 4 }).limit(0)).data.length, 0);
    assert.equal(written(), before + 10);
});

test('names that are not there: 404, with hints of what the caller may use', async () => {
    assert.equal((await refused(await get('/shelv'), 404, 'PGRST205')).hint, 'Perhaps you meant /shelf.');
    assert.equal((await refused(await post('ech', {}), 404, 'PGRST202')).hint, 'Perhaps you meant /rpc/echo.');
    await refused(await get('/rpc/nothing_at_all?a=1&b=eq.2'), 404, 'PGRST202');
    assert.match((await refused(await post('rows_of', { most: 1 }), 404, 'PGRST202')).hint, /lowest integer/);
    assert.match((await refused(await post('words', {}), 404, 'PGRST202')).hint, /count integer/);
    for (const name of ['hidden_thin', 'hidden_thing', 'grant_ap', 'grant_app']) {
        const text = await (await post(name, { x: 1 })).text();
        assert.ok(!/meant \/rpc\/(hidden_thing|grant_app)|arguments are/.test(text), text);
    }
    await refused(await post('hidden_thing'), 403, '42501');
    await refused(await get('/rpc/shelf/more'), 404, 'PGRST125');
});

test('each class of errors has its status, and what the function said', async () => {
    for (const [code, status] of [['WF101', 400], ['WF201', 404], ['WF301', 403], ['WF401', 409], ['WF501', 422], ['P0001', 400], ['40001', 409], ['40P01', 409], ['23505', 409], ['22023', 400], ['42501', 403], ['53300', 503], ['57014', 504], ['PT418', 418], ['XX000', 500], ['28000', 401]]) {
        const answer = await post('fail', { code });
        assert.equal(answer.headers.get('retry-after'), status === 503 ? '1' : null);
        assert.deepEqual(await refused(answer, status, code), { code, message: 'no', details: 'a detail', hint: 'a hint' });
    }
    const { error, status } = await alice.rpc('approve', { task_id: 1 });
    assert.deepEqual([status, error.code.slice(0, 3)], [404, 'WF2']);
    assert.ok(error.hint);
    assert.equal((await alice.rpc('start', { definition: 'leave', data: {} })).status, 422);
});

test('Idempotency-Key is the request_id: done once', async () => {
    const start = () => post('start', { definition: 'leave', data: { days: 1, kind: 'annual' } }, { 'Idempotency-Key': 'leave-of-alice-1' });
    const first = await start();
    const id = await first.json();
    assert.equal(first.status, 200, JSON.stringify(id));
    assert.equal(await (await start()).json(), id);
    assert.equal((await (await post('echo', {}, { 'Idempotency-Key': 'k' })).json()).key, 'k');
});

test('/rest/v1, and supabase-js as it is', async () => {
    const options = (more) => ({ realtime: { transport: WebSocket }, auth: { persistSession: false, autoRefreshToken: false }, ...more });
    const signed = createClient(gateway.url, 'an-anon-key', options({ db: { schema: 'wf_api' }, accessToken: async () => token({ sub: 'alice' }) }));
    assert.equal((await signed.from('shelf').select('id', { count: 'exact' }).limit(3)).count, 57);
    assert.equal((await signed.rpc('echo', { b: 1 })).data.b, 1);
    assert.equal((await signed.from('shelf').insert({ id: 1 })).status, 405);
    const other = createClient(gateway.url, 'an-anon-key', options({ accessToken: async () => token({ sub: 'alice' }) }));
    assert.equal((await other.from('shelf').select()).error.code, 'PGRST106');
    const nobody = createClient(gateway.url, 'an-anon-key', options({ db: { schema: 'wf_api' } }));
    assert.equal((await nobody.from('shelf').select()).status, 401);
    const forged = createClient(gateway.url, token({ sub: 'alice' }, 'another key, that is long enough too'), options({ db: { schema: 'wf_api' } }));
    assert.equal((await forged.rpc('echo')).status, 401);
});

test('nobody learns anything, and apikey is nobody', async () => {
    for (const path of ['/', '/schema/definition.json', '/shelf', '/nothing', '/rpc/echo', '/rpc/nothing', '/rpc/hidden_thing', '/rest/v1/shelf', '/rest/v1/', '/openapi.json']) {
        for (const headers of [{}, { apikey: token({ sub: 'alice' }) }, { Authorization: 'Bearer x' }]) {
            const answer = await gateway.fetch(path, { headers });
            const text = await answer.text();
            assert.ok(answer.status === 401 || (answer.status === 404 && JSON.parse(text).code === 'PGRST125'), `${path}: ${answer.status} ${text}`);
            assert.ok(!/shelf|echo|hidden/.test(JSON.stringify({ ...JSON.parse(text), details: '' })), text);
        }
    }
});

test('OpenAPI and the schema of definitions, by the rights of the caller, and 304 when they are the same', async () => {
    const first = await get('/');
    assert.equal(first.status, 200);
    const document = await first.json();
    assert.match(document.openapi, /^3\.1/);
    assert.ok('/todo' in document.paths && '/rpc/approve' in document.paths && !('/rpc/grant_app' in document.paths));
    assert.ok('/rpc/grant_app' in (await (await gateway.fetch('/', { bearer: gateway.application('wf_admin') })).json()).paths);
    const again = await get('/', { 'If-None-Match': first.headers.get('etag') });
    assert.deepEqual([again.status, await again.text()], [304, '']);
    assert.equal((await gateway.fetch('/', { bearer: gateway.application('wf_admin'), headers: { 'If-None-Match': first.headers.get('etag') } })).status, 200);
    const schema = await (await get('/schema/definition.json')).json();
    assert.match(schema.$schema, /2020-12/, JSON.stringify(schema).slice(0, 300));
    assert.equal((await get('/', {}, { method: 'HEAD' })).status, 200);
});

test('values are only values: injections in every place', async () => {
    const before = written();
    const bad = [`'; DROP TABLE public.written; --`, `1) OR (1=1`, `"; DROP TABLE public.written; --`, `\\'; SELECT pg_sleep(9); --`, `$1`, `$$`, `id" FROM pg_catalog.pg_authid; --`, `x'||(SELECT passwd FROM pg_shadow)||'`, `{1,2}'::text[]`, '\\', '"', `(SELECT 1)`, `/*`];
    for (const text of bad) {
        const word = encodeURIComponent(text), quoted = encodeURIComponent(`"${text.replaceAll(/["\\]/g, '\\$&')}"`);
        for (const path of [`/shelf?select=${word}`, `/shelf?select=${quoted}`, `/shelf?select=x:${word}`, `/shelf?select=${quoted}:id`, `/shelf?select=id::${word}`, `/shelf?select=data->${word}`, `/shelf?select=data->>${quoted}`, `/shelf?${word}=eq.1`, `/shelf?${quoted}=eq.1`,
            `/shelf?title=eq.${word}`, `/shelf?title=${word}`, `/shelf?title=eq(${word}).1`, `/shelf?title=not.${word}`, `/shelf?title=in.(${word})`, `/shelf?title=in.(${quoted})`, `/shelf?title=is.${word}`, `/shelf?title=like.${word}`, `/shelf?title=like(any).${word}`,
            `/shelf?tags=cs.${word}`, `/shelf?data=cs.${word}`, `/shelf?data->${quoted}=eq.${word}`, `/shelf?order=${word}`, `/shelf?order=id.${word}`, `/shelf?order=${quoted}`, `/shelf?limit=${word}`, `/shelf?offset=${word}`, `/shelf?or=(${word})`, `/shelf?or=(title.eq.${word})`,
            `/shelf?or=(title.eq.${quoted})`, `/shelf?${word}`, `/${word}`, `/rpc/${word}`, `/rpc/echo?c=${word}`, `/rpc/echo?b=${word}`, `/rpc/echo?${word}=1`, `/rpc/rows_of?lowest=${word}`, `/rpc/rows_of?title=eq.${word}`]) {
            const answer = await get(path);
            const body = await answer.json();
            assert.ok(answer.status === 200 || (answer.status >= 400 && answer.status < 500), `${path}: ${answer.status} ${JSON.stringify(body)}`);
            assert.notEqual(body.code, '42601', `${path}: ${JSON.stringify(body)}`);  // never a syntax error
            assert.ok(!(Array.isArray(body) && body.length === 57 && /title=(eq|in|like)/.test(path)), path);
        }
        assert.equal((await alice.rpc('echo', { c: text })).data.c, text);
        const named = await get(`/shelf?select=${quoted}:id&limit=1`);
        if (named.status === 200) { assert.deepEqual(await named.json(), [{ [text]: 1 }], text); }
        for (const body of [{ [text]: 1 }, { b: text }, { a: [text] }]) { assert.ok((await post('echo', body)).status >= 400); }
        assert.equal((await (await post('echo', { f: [text] })).json()).f[0], text);
        for (const headers of [{ Range: text }, { Prefer: text }, { Prefer: `count=${text}` }]) { assert.ok((await get('/shelf?limit=1', headers)).status < 500); }
        assert.ok((await get('/shelf?limit=1', { Accept: text })).status < 500);
    }
    assert.equal(written(), before);
});

test('all connections busy: 503 with Retry-After', async () => {
    const sleeping = [1, 2].map(() => get('/rpc/sleep?seconds=1.5'));
    await new Promise((resolve) => { setTimeout(resolve, 200); });
    const answer = await get('/shelf?limit=1');
    assert.equal(answer.headers.get('retry-after'), '1');
    await refused(answer, 503, 'PGRST003');
    for (const each of await Promise.all(sleeping)) { assert.equal(each.status, 204); }
    assert.equal((await get('/shelf?limit=1')).status, 200);
});

test('a connection keeps the 500 statements that were used last', async () => {
    const one = await startGateway({ sql: shelf, settings: { connections: 1 } });
    try {
        const read = async (path) => {
            const answer = await one.fetch(path, { as: 'alice' });
            return { status: answer.status, body: await answer.json() };
        };
        for (let n = 0; n < 1200; ++n) {
            assert.deepEqual((await read(`/shelf?select=c${n}:id&id=eq.7`)).body, [{ [`c${n}`]: 7 }]);
            if (n % 10 === 0) { assert.equal((await read(`/shelf?select=e${n}:id&title=cs.1`)).body.code, '42883'); }  // cannot be prepared
            if (n % 50 === 0) { assert.equal((await read('/shelf?select=id&id=eq.5')).body[0].id, 5); }
        }
        const { body } = await read('/rpc/prepared');
        assert.ok(body > 400 && body <= 500, `${body} statements`);
        assert.deepEqual((await read('/shelf?select=c0:id&id=eq.7')).body, [{ c0: 7 }]);
    } finally { await one.stop(); }
});
