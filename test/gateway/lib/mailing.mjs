// A gateway with a process whose letters a worker sends, that looks twice as often as an administrator would have it.
import { startGateway } from './gateway.mjs';

const mailing = `SELECT wf.deploy('{"key": "mailing", "form": {"fields": [{"name": "to", "type": "text"}, {"name": "sent", "type": "boolean"}]},
    "nodes": [{"id": "start", "type": "start"}, {"id": "mail", "type": "service", "topic": "send_mail", "retries": 2}, {"id": "end", "type": "end"}],
    "flows": [{"from": "start", "to": "mail"}, {"from": "mail", "to": "end"}]}')`;

export async function startMailing(file = '[jobs]\npoll = 100\n[events]\npoll = 100\nstreams = 3\nheartbeat = 1\n') {
    const gateway = await startGateway({ sql: [mailing], file });
    gateway.send = (to) => Number(gateway.psql(`SELECT wf.start('mailing', '{"to": "${to}"}', actor => 'alice')`));
    gateway.app = gateway.application('wf_app');
    return gateway;
}
