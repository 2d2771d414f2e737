// Calls of wf-gateway: functions, views, events. Repeats what may be repeated.
import { functions } from './functions.js';

// What was refused, or could not be done: code is an SQLSTATE such as WF402, or PGRST and a number of the gateway; NETWORK if there was no answer.
export class WfError extends Error {
    constructor({ code, message, details = null, hint = null }, status, retryAfter = 0) {
        super(message);
        Object.assign(this, { name: 'WfError', code, details, hint, status, retryAfter });
    }
}

// Unlike any other. Browsers have randomUUID only over https.
export const newKey = () => globalThis.crypto?.randomUUID?.() ?? [Date.now(), ...Array.from({ length: 3 }, () => Math.random())].map((each) => each.toString(36).replace('0.', '')).join('-');

export const pause = (milliseconds, signal) => new Promise((resolve) => {
    if (signal?.aborted) { resolve(); return; }
    const end = () => { clearTimeout(timer); signal?.removeEventListener('abort', end); resolve(); };
    const timer = setTimeout(end, milliseconds);
    signal?.addEventListener('abort', end);
});

// 1, 2, 4 ... times the first, with chance, so that all do not come back at once; the server's own wish counts more.
export const backoff = (tries, first, most, error) => Math.max((error?.retryAfter ?? 0) * 1000, Math.min(most, first * 2 ** tries) * (0.5 + Math.random() / 2));

const isPassing = (error) => error.code === 'NETWORK' || [429, 502, 503, 504].includes(error.status) || error.code === '40001' || error.code === '40P01';

async function read(answer) {
    const text = await answer.text();
    let body = null;
    try { body = text === '' ? null : JSON.parse(text); } catch { body = undefined; }
    if (answer.ok && body !== undefined) { return body; }
    const error = body && typeof body.code === 'string' ? body : { code: `HTTP${answer.status}`, message: text.slice(0, 200) || answer.statusText };
    throw new WfError(error, answer.status, Number(answer.headers.get('retry-after')) || 0);
}

export class Client {
    // token: a text, or a function that gives one (or a promise of one) for each request. tries: of what may be repeated.
    constructor({ url, token, headers = {}, fetch: send = globalThis.fetch, tries = 4, firstPause = 200 }) {
        Object.assign(this, { url: url.replace(/\/+$/, ''), token, headers, send, tries, firstPause });
    }

    async request(path, { method = 'GET', headers = {}, body, signal, raw = false } = {}) {
        const token = typeof this.token === 'function' ? await this.token() : this.token;
        const all = { ...this.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers };
        let answer;
        try {
            answer = await this.send(this.url + path, { method, headers: all, signal, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
        } catch (error) {
            if (signal?.aborted) { throw error; }
            throw new WfError({ code: 'NETWORK', message: `${this.url} does not answer: ${error.cause?.message ?? error.message}` }, 0);
        }
        return raw && answer.ok ? answer : read(answer);
    }

    async repeat(path, options, mayRepeat = true) {
        for (let tries = 0; ; ++tries) {
            try {
                return await this.request(path, options);
            } catch (error) {
                const wasNotDone = error.code === 'PGRST003' || error.code === 'PGRST000';
                if (!(error instanceof WfError) || !isPassing(error) || !(mayRepeat || wasNotDone) || tries + 1 >= this.tries) { throw error; }
                await pause(backoff(tries, this.firstPause, 10_000, error), options.signal);
            }
        }
    }

    // A function of wf_api by its name. A command carries an Idempotency-Key, so that it is done once, however often it is sent.
    call(name, values = {}, { key = newKey(), signal } = {}) {
        const kind = functions[name] ?? 'other';
        const headers = kind === 'command' ? { 'Idempotency-Key': key } : {};
        return this.repeat(`/rpc/${encodeURIComponent(name)}`, { method: 'POST', headers, body: values, signal }, kind !== 'other');
    }

    // Rows of a view. where: {status: 'eq.running', days: 'gt.3'}
    list(view, { where = {}, select, order, limit, offset, signal } = {}) {
        const words = new URLSearchParams({ ...where, ...Object.fromEntries(Object.entries({ select, order, limit, offset }).filter(([, value]) => value !== undefined)) });
        return this.repeat(`/${encodeURIComponent(view)}${String(words) && `?${words}`}`, { signal });
    }

    start(definition, data = {}, { key, signal, ...more } = {}) { return this.call('start', { definition, data, ...more }, { key, signal }); }
    inbox(values = {}, options) { return this.call('inbox', values, options); }
    approve(taskId, { key, signal, ...more } = {}) { return this.call('approve', { task_id: taskId, ...more }, { key, signal }); }
    reject(taskId, { key, signal, ...more } = {}) { return this.call('reject', { task_id: taskId, ...more }, { key, signal }); }
    complete(taskId, { key, signal, ...more } = {}) { return this.call('complete', { task_id: taskId, ...more }, { key, signal }); }

    // What a worker asks; see Worker, which does it for you.
    job(topic, verb, values, { key = newKey(), signal } = {}) {
        const headers = verb === 'complete' || verb === 'fail' ? { 'Idempotency-Key': key } : {};
        // A fetch whose answer was lost has taken jobs: another gets others.
        return this.repeat(`/jobs/${encodeURIComponent(topic)}/${verb}`, { method: 'POST', headers, body: values, signal }, verb !== 'fetch');
    }

    // for await (const {reset, changes} of client.events({signal})): which instances have changed. reset: read again what you show.
    async *events({ after, wait = 25, signal } = {}) {
        let place = after;
        for (let failures = 0; !signal?.aborted;) {
            try {
                const query = place === undefined ? '' : `?${new URLSearchParams({ after: place, wait })}`;
                const told = await this.request(`/events${query}`, { signal });
                failures = 0;
                place = told.after;
                if (told.reset || told.changes.length > 0) { yield told; }
            } catch (error) {
                if (signal?.aborted) { return; }
                if (!(error instanceof WfError) || !isPassing(error)) { throw error; }
                await pause(backoff(failures++, this.firstPause, 30_000, error), signal);
            }
        }
    }
}
