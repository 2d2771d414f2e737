// A gateway for tests: a database of its own in the private cluster (WF_CLUSTER, else "gateway"), the people
// of examples/directory.json in it, and the program on a free port.
//   const gateway = await startGateway({sql: ['SELECT ...'], settings: {connections: 2}});
//   gateway.url, gateway.psql('SELECT 1'), gateway.token({sub: 'alice'}), gateway.fetch('/todo', {as: 'alice'}), await gateway.stop()
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
export const secret = 'a secret of the tests, 32 bytes and more';
export const audience = 'https://approvals.example.com';
const cluster = process.env.WF_CLUSTER ?? 'gateway';
export const program = process.env.WF_GATEWAY ?? join(root, 'build/gateway/wf-gateway');
const login = 'test_authenticator';
let count = 0;

function run(file, words, input) {
    return execFileSync(file, words, { cwd: root, input, encoding: 'utf8', env: { ...process.env, WF_CLUSTER: cluster }, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}

// A cluster that was named runs already: starting it installs the extension again, under the feet of tests beside this one.
function connection() {
    if (process.env.WF_CLUSTER === undefined) { run('scripts/cluster.sh', ['start']); }
    const words = run('scripts/cluster.sh', ['env']);
    return Object.fromEntries([...words.matchAll(/(PG\w+)=(\S+)/g)].map((found) => [found[1], found[2]]));
}

// A bearer token for tests, HS256 with the gateway's secret.
export function token(claims, key = secret) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = part({ alg: 'HS256', typ: 'JWT' });
    const body = part({ aud: audience, iss: audience, exp: Math.floor(Date.now() / 1000) + 3600, ...claims });
    return `${head}.${body}.${createHmac('sha256', key).update(`${head}.${body}`).digest('base64url')}`;
}

// What `wf-gateway doctor` says, a line each, and how it ended.
export function examine(words) {
    const { stdout, status } = spawnSync(program, ['doctor', ...words], { cwd: root, encoding: 'utf8' });
    return { lines: stdout.trimEnd().split('\n'), status };
}

function createDatabase(name, statements) {
    const psql = (input, database = name) => run('scripts/cluster.sh', ['psql', '-qXAt', '-v', 'ON_ERROR_STOP=1', '-d', database, '-f', '-'], input).trim();
    psql(`CREATE DATABASE ${name};`, 'postgres');
    psql(`SET client_min_messages = warning;
        CREATE EXTENSION wf_engine;
        SELECT wf.setup();
        DO $$ BEGIN CREATE ROLE ${login} LOGIN NOINHERIT; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
        GRANT wf_gateway, wf_anon, wf_user, wf_app, wf_designer, wf_admin, wf_reader TO ${login};
        ALTER DATABASE ${name} SET wf_engine.authenticators = '${login}';
        SELECT wf.load_directory($json$${readFileSync(join(root, 'examples/directory.json'), 'utf8')}$json$);
        SELECT wf.deploy($json$${readFileSync(join(root, 'examples/leave.json'), 'utf8')}$json$);`);
    for (const statement of statements) { psql(statement); }
    return psql;
}

// Lines of the log, and the first that says where it listens.
function follow(child) {
    const log = [];
    let rest = '';
    const listening = new Promise((resolve, reject) => {
        let errors = '';
        child.stderr.on('data', (data) => { errors += data; });
        child.on('error', reject);
        child.on('close', (code) => reject(new Error(`the gateway ended with ${code}: ${errors}`)));
        child.stdout.on('data', (data) => {
            const lines = (rest + data).split('\n');
            rest = lines.pop();
            for (const line of lines.map((each) => JSON.parse(each))) {
                log.push(line);
                if (line.message === 'listening') { resolve(line); }
            }
        });
    });
    return { log, listening };
}

function configuration(text) {
    if (text === '') { return []; }
    const name = join(mkdtempSync(join(tmpdir(), 'wf_gateway_')), 'gateway.conf');
    writeFileSync(name, text, { mode: 0o600 });
    return [`--config=${name}`];
}

// file: the text of a settings file, for sections.
export async function startGateway({ sql = [], settings = {}, file = '' } = {}) {
    const server = connection();
    const database = `gateway_${process.pid}_${++count}_${randomBytes(3).toString('hex')}`;
    const psql = createDatabase(database, sql);
    const conninfo = `host=${server.PGHOST} port=${server.PGPORT} user=${login} dbname=${database}`;
    const words = { port: 0, secret, public_url: audience, database: conninfo, ...settings };
    const child = spawn(program, ['serve', ...configuration(file), ...Object.entries(words).map(([name, value]) => `--${name}=${value}`)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => { child.on('exit', resolve); });
    const { log, listening } = follow(child);
    const { port } = await listening;
    const url = `http://127.0.0.1:${port}`;
    return {
        url, port, log, psql, token, process: child, database, conninfo, ended,
        // SQL in a session of its own, which may be of another database; resolves at its end.
        background(of, statements) {
            return promisify(execFile)('scripts/cluster.sh', ['psql', '-qX', '-d', of, '-c', statements], { cwd: root, env: { ...process.env, WF_CLUSTER: cluster } });
        },
        // The token of a new client with this role of the database.
        application(role) {
            const [client_id, client_secret] = psql(`SELECT * FROM wf.create_client('test', '${role}')`).split('|');
            return token({ client_id, secret_tag: createHash('sha256').update(client_secret).digest('hex').slice(0, 24) });
        },
        // as: a person, or bearer: a token.
        fetch(path, { as, bearer: given = as === undefined ? undefined : token({ sub: as }), headers = {}, ...options } = {}) {
            const bearer = given === undefined ? {} : { Authorization: `Bearer ${given}` };
            return fetch(url + path, { ...options, headers: { ...bearer, ...headers } });
        },
        async stop() {
            child.kill('SIGTERM');
            const code = await ended;
            run('scripts/cluster.sh', ['psql', '-qX', '-d', 'postgres', '-c', `DROP DATABASE ${database} WITH (FORCE)`]);
            return code;
        },
    };
}
