// Does the jobs of a topic: fetches, keeps what takes long, says what came of it, and stops without dropping anything.
import { WfError, backoff, newKey, pause } from './client.js';

// Thrown by a handler: the error that the process catches, instead of another try.
export class BpmnError extends Error {
    constructor(code, message = code) {
        super(message);
        Object.assign(this, { name: 'BpmnError', code });
    }
}

export class Worker {
    // handler(job, signal): gives the form values to change, or nothing. signal: the job is somebody else's now, or over.
    // lease: seconds. retryAfter: seconds until a job that has failed is tried again. onError: hears of what is not the job's fault.
    constructor(client, { topic, handler, name = `worker-${newKey().slice(0, 8)}`, concurrency = 4, lease = 60, wait = 25, retryAfter = 0, firstPause = 1000, onError = () => {} }) {
        Object.assign(this, { client, topic, handler, name, concurrency, lease, wait, retryAfter, firstPause, onError, running: new Set(), stopping: new AbortController() });
    }

    // Until stop(), and then until what runs is done.
    async run() {
        const { signal } = this.stopping;
        for (let failures = 0; !signal.aborted;) {
            try {
                await this.round(signal);
                failures = 0;
            } catch (error) {
                if (signal.aborted) { break; }
                this.onError(error);
                await pause(backoff(failures++, this.firstPause, 60_000, error), signal);
            }
        }
        while (this.running.size > 0) { await Promise.race(this.running); }
    }

    stop() { this.stopping.abort(); }

    async round(signal) {
        while (this.running.size >= this.concurrency) { await Promise.race(this.running); }
        if (signal.aborted) { return; }
        const jobs = await this.client.job(this.topic, 'fetch', { worker: this.name, max_jobs: this.concurrency - this.running.size, lease: this.lease, wait: this.wait }, { signal });
        for (const job of jobs) {
            const done = this.handle(job).catch((error) => this.onError(error, job)).finally(() => this.running.delete(done));
            this.running.add(done);
        }
    }

    async handle(job) {
        const lost = new AbortController();
        const beat = setInterval(() => this.extend(job, lost), this.lease * 1000 / 3);
        let verb = 'complete', values;
        try {
            values = { data: await this.handler(job, lost.signal) ?? null };
        } catch (error) {
            verb = 'fail';
            values = { error: String(error?.message ?? error), ...(error instanceof BpmnError ? { error_code: error.code } : { retry_after: this.retryAfter }) };
        } finally {
            clearInterval(beat);
        }
        if (lost.signal.aborted) { return; }
        await this.client.job(this.topic, verb, { job_id: job.job_id, ...values });
    }

    async extend(job, lost) {
        try {
            await this.client.job(this.topic, 'extend', { job_id: job.job_id, worker: this.name, lease: this.lease });
        } catch (error) {
            if (error instanceof WfError && error.code === 'WF410') { lost.abort(); }
            this.onError(error, job);
        }
    }
}
