// Writes src/api.d.ts and src/functions.js from the OpenAPI document of schema wf_api:
//   psql -qXAt -c 'SELECT wf_api.openapi()' | node generate.mjs
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const head = '// Made by generate.mjs from the OpenAPI document of wf_api: not to be edited.\n';

function scalar(type, schema) {
    if (schema.enum) { return schema.enum.map((each) => JSON.stringify(each)).join(' | '); }
    if (type === 'array') { const item = typeOf(schema.items ?? {}); return item.includes(' ') ? `(${item})[]` : `${item}[]`; }
    if (type === 'object') { return schema.properties ? objectOf(schema) : '{ [key: string]: Json }'; }
    return { integer: 'number', number: 'number', string: 'string', boolean: 'boolean', null: 'null' }[type] ?? 'Json';
}

export function typeOf(schema) {
    if (schema.$ref) { return `Views['${schema.$ref.split('/').pop()}']`; }
    if (schema.type === undefined) { return 'Json'; }
    return [schema.type].flat().map((type) => scalar(type, schema)).join(' | ');
}

function objectOf(schema) {
    const required = new Set(schema.required ?? []);
    const names = Object.keys(schema.properties).sort((a, b) => required.has(b) - required.has(a) || (a < b ? -1 : 1));
    return names.length === 0 ? 'Record<string, never>' : `{ ${names.map((name) => `${name}${required.has(name) ? '' : '?'}: ${typeOf(schema.properties[name])}`).join('; ')} }`;
}

const comment = (text) => `    /** ${(text ?? '').replaceAll('*/', '* /')} */\n`;

function functionOf(name, { post }) {
    const result = post.responses['200']?.content['application/json'].schema;
    const given = post.requestBody.content['application/json'].schema;
    return `${comment(post.summary)}    ${name}: { arguments: ${objectOf(given)}; result: ${result ? typeOf(result) : 'null'} };\n`;
}

// reads: may be called again at any time. command: with the same Idempotency-Key. other: not by itself.
function kindOf({ get, post }) {
    if (get) { return 'reads'; }
    return post.parameters?.some((each) => each.$ref?.endsWith('/idempotencyKey')) ? 'command' : 'other';
}

export function generate(document) {
    const paths = Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1));
    const functions = paths.filter(([path]) => path.startsWith('/rpc/')).map(([path, item]) => [path.slice(5), item]);
    const views = paths.filter(([path]) => !path.startsWith('/rpc/')).map(([path, item]) => [path.slice(1), item]);
    const schemas = document.components.schemas;
    return {
        'api.d.ts': `${head}
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

export interface Functions {
${functions.map(([name, item]) => functionOf(name, item)).join('')}}

export interface Views {
${views.map(([name, { get }]) => `${comment(get.summary)}    ${name}: ${objectOf(schemas[name])};\n`).join('')}}
`,
        'functions.js': `${head}
export const functions = {
${functions.map(([name, item]) => `    ${name}: '${kindOf(item)}',\n`).join('')}};
`,
    };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
    const files = generate(JSON.parse(readFileSync(0, 'utf8')));
    for (const [name, text] of Object.entries(files)) { writeFileSync(join(dirname(fileURLToPath(import.meta.url)), 'src', name), text); }
}
