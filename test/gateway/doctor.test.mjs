// wf-gateway doctor: each finding says what to do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { examine, secret, startGateway } from './lib/gateway.mjs';

let gateway;
before(async () => { gateway = await startGateway(); });
after(() => gateway?.stop());
const words = (...more) => [`--database=${gateway.conninfo}`, `--secret=${secret}`, '--public_url=https://approvals.example.com', ...more];
const line = (lines, start) => lines.findIndex((each) => each.startsWith(start));

test('what is fine is said to be so', () => {
    const { lines, status } = examine(words());
    for (const check of ['public_url', 'listen', 'secret', 'database: PostgreSQL', 'wf_engine', 'schema', 'login role', 'roles', 'clock', 'connections']) {
        assert.notEqual(line(lines, `ok      ${check}`), -1, `${check} in\n${lines.join('\n')}`);
    }
    assert.equal(status, lines.some((each) => each.startsWith('error')) ? 1 : 0);
});

test('a connection string may be a URI', () => {
    const [, host, port, user, name] = gateway.conninfo.match(/host=(\S+) port=(\S+) user=(\S+) dbname=(\S+)/);
    const { lines } = examine([`--database=postgresql://${user}@${encodeURIComponent(host)}:${port}/${name}`]);
    assert.notEqual(line(lines, 'ok      wf_engine'), -1, lines.join('\n'));
});

test('what is not says what to do', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'wf_gateway_')), 'gateway.conf');
    writeFileSync(file, 'port = 1\n');
    chmodSync(file, 0o644);
    for (const [arguments_, finding, advice] of [
        [[`--database=host=/nowhere`], 'error   database', /pg_hba.conf/],
        [['--port=x'], 'error   settings', /--help/],
        [['--secret=short'], 'error   settings', /--help/],
        [[`--config=${file}`, `--database=${gateway.conninfo}`], 'warning settings', /chmod o-r/],
        [[`--database=${gateway.conninfo}`], 'warning secret', /openssl rand/],
        [[`--database=${gateway.conninfo}`], 'warning public_url', /https:/],
        [words('--listen=0.0.0.0'), 'warning listen', /127.0.0.1/],
        [words('--connections=90'), 'warning connections', /max_connections/],
        [words('--schema=nowhere'), 'error   schema', /wf.setup/],
        [words().map((each) => each.replace(gateway.database, 'postgres')), 'error   wf_engine', /CREATE EXTENSION/],
        [words('--tls_certificate=/dev/null', '--tls_key=/dev/null'), 'error   tls_certificate', /PEM/],
    ]) {
        const { lines, status } = examine(arguments_);
        const place = line(lines, finding);
        assert.notEqual(place, -1, `${finding} in\n${lines.join('\n')}`);
        assert.match(lines[place + 1], advice);
        if (finding.startsWith('error')) { assert.equal(status, 1); }
    }
});

test('roles that the login role lacks', () => {
    gateway.psql('DO $$ BEGIN CREATE ROLE test_lacking LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$; GRANT wf_user TO test_lacking');
    const { lines, status } = examine(words().map((each) => each.replace('user=test_authenticator', 'user=test_lacking')));
    const text = lines.join('\n');
    assert.match(text, /error   roles: Without wf_gateway .*\n +GRANT wf_gateway TO test_lacking;/);
    assert.match(text, /warning roles: Without wf_reader .*\n +GRANT wf_reader TO test_lacking;/);
    assert.match(text, /warning login role: .*\n +ALTER ROLE test_lacking NOINHERIT;/);
    assert.match(text, /error   login role: test_lacking may not say who acts\.\n +ALTER DATABASE \w+ SET wf_engine\.authenticators = 'test_lacking';/);
    assert.equal(status, 1);
    const superuser = examine(words().map((each) => each.replace('test_authenticator', gateway.psql('SELECT session_user'))));
    assert.match(superuser.lines.join('\n'), /error   login role: \w+ is a superuser/);
});
