import type { Functions, Json, Views } from './api.js';
export type { Functions, Json, Views };

/** What was refused, or could not be done. */
export class WfError extends Error {
    /** An SQLSTATE such as WF402; PGRST and a number: of the gateway; NETWORK: there was no answer. */
    code: string;
    details: string | null;
    hint: string | null;
    /** Of HTTP; 0: there was no answer. */
    status: number;
    /** Seconds, as the server wishes; 0: it has not said. */
    retryAfter: number;
}

/** key: the Idempotency-Key; one is made if it is left out. */
export interface CallOptions { key?: string; signal?: AbortSignal }

export interface ListOptions {
    /** Filters: {status: 'eq.running'} */
    where?: Record<string, string>;
    select?: string;
    order?: string;
    limit?: number;
    offset?: number;
    signal?: AbortSignal;
}

export interface Job {
    job_id: number;
    instance_id: number;
    definition_key: string;
    node: string;
    data: { [key: string]: Json };
    business_table: string | null;
    business_key: string | null;
    tries_left: number;
    leased_until: string;
}

export interface Told { after: string; reset: boolean; changes: { tenant_id: number; instance_id: number; seq: number }[] }

type Given<Name extends keyof Functions> = Functions[Name]['arguments'];
type More<Name extends keyof Functions, Named extends string> = Omit<Given<Name>, Named> & CallOptions;

export class Client {
    constructor(options: {
        url: string;
        token?: string | (() => string | Promise<string>);
        headers?: Record<string, string>;
        fetch?: typeof globalThis.fetch;
        /** How often what may be repeated is tried: 4. */
        tries?: number;
        /** Milliseconds before the second try: 200. */
        firstPause?: number;
    });
    call<Name extends keyof Functions>(name: Name, values?: Given<Name>, options?: CallOptions): Promise<Functions[Name]['result']>;
    list<Name extends keyof Views>(view: Name, options?: ListOptions): Promise<Views[Name][]>;
    start(definition: string, data?: { [key: string]: Json }, more?: More<'start', 'definition' | 'data'>): Promise<number>;
    inbox(values?: Given<'inbox'>, options?: CallOptions): Promise<Functions['inbox']['result']>;
    approve(taskId: number, more?: More<'approve', 'task_id'>): Promise<number>;
    reject(taskId: number, more?: More<'reject', 'task_id'>): Promise<number>;
    complete(taskId: number, more?: More<'complete', 'task_id'>): Promise<number>;
    job(topic: string, verb: 'fetch' | 'extend' | 'complete' | 'fail', values: Record<string, Json>, options?: CallOptions): Promise<Json>;
    events(options?: { after?: string; wait?: number; signal?: AbortSignal }): AsyncGenerator<Told, void, void>;
}

/** Thrown by a handler: the error that the process catches, instead of another try. */
export class BpmnError extends Error {
    constructor(code: string, message?: string);
    code: string;
}

export class Worker {
    constructor(client: Client, options: {
        topic: string;
        /** Gives the form values to change, or nothing. signal: the job is somebody else's now, or over. */
        handler: (job: Job, signal: AbortSignal) => Promise<{ [key: string]: Json } | void> | { [key: string]: Json } | void;
        name?: string;
        /** Jobs at once: 4. */
        concurrency?: number;
        /** Seconds: 60; a third of it is the time between two heartbeats. */
        lease?: number;
        /** Seconds that the gateway may wait for jobs: 25. */
        wait?: number;
        /** Seconds until a job that has failed is tried again: 0. */
        retryAfter?: number;
        /** Milliseconds after the first failure of the gateway, doubling to a minute: 1000. */
        firstPause?: number;
        /** Hears of what is not the handler's fault. */
        onError?: (error: unknown, job?: Job) => void;
    });
    /** Until stop(), and then until what runs is done. */
    run(): Promise<void>;
    stop(): void;
}
