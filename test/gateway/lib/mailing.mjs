// A gateway with a process whose letters a worker sends, that looks twice as often as an administrator would have it.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from './gateway.mjs';

const mailing = `SELECT wf.deploy('{"key": "mailing", "form": {"fields": [{"name": "to", "type": "text"}, {"name": "sent", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "mail", "type": "service", "topic": "send_mail", "retries": 2}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "mail"}, {"from": "mail", "to": "end"}]}')`;

export async function startMailing(sections = '[jobs]\npoll = 100\n[events]\npoll = 100\nstreams = 3\nheartbeat = 1\n') {
    const config = join(mkdtempSync(join(tmpdir(), 'wf_gateway.')), 'gateway.conf');
    writeFileSync(config, sections);
    const gateway = await startGateway({ sql: [mailing], sections: [`--config=${config}`] });
    gateway.send = (to) => Number(gateway.psql(`SELECT wf.start('mailing', '{"to": "${to}"}', actor => 'alice')`));
    // Why tests cannot be run: nobody can sign in by a bearer token yet.
    gateway.skip = (await gateway.fetch('/events', { as: 'alice' })).status === 401 ? 'the gateway takes no bearer tokens' : false;
    return gateway;
}
