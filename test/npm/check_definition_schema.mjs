// The JSON schema of definitions against the compiler.
//   mutants N FILES: each definition, and those that compile with one thing changed (every N-th such change), one JSON object a line, for
//   wf.validate
//   compare SCHEMA: of such lines with the findings of wf.validate: does the schema take what compiles, and refuse what is wrong in its
//   structure? Prints what is otherwise.
import Ajv2020 from 'ajv/dist/2020.js';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const step = (key) => '/' + String(key).replaceAll('~', '~0').replaceAll('/', '~1');
const isCallers = (key) => key === 'ui' || key.startsWith('x_');

// What stands in the place of a value: one of each type of JSON.
const others = [1, 'zq', true, null, [], {}];

function* places(value, path, parent, key) {
    if (parent) yield { value, path, parent, key };
    if (Array.isArray(value)) for (let i = 0; i < value.length; ++i) yield* places(value[i], path + step(i), value, i);
    else if (value && typeof value === 'object')
        for (const name of Object.keys(value)) if (!isCallers(name)) yield* places(value[name], path + step(name), value, name);
}

let changes = 0;

function mutants(every, file) {
    let definition;
    try {
        definition = JSON.parse(readFileSync(file, 'utf8'));
    } catch {
        return; // a text that is no JSON
    }
    const print = (kind, path) => kind !== 'as it is' && ++changes % every ? undefined : console.log(JSON.stringify({ file: basename(file), kind, path, definition }));
    print('as it is', '');
    if (existsSync(file.replace(/json$/, 'findings'))) return;
    for (const { value, path, parent, key } of places(definition, '', null, null)) {
        for (const other of others) {
            if (JSON.stringify(other) === JSON.stringify(value)) continue;
            parent[key] = other;
            print('replaced', path);
        }
        parent[key] = value;
        if (value && typeof value === 'object' && !Array.isArray(value)) {
            value.zq_unknown = 1;
            print('added', path + '/zq_unknown');
            delete value.zq_unknown;
        }
        if (Array.isArray(parent)) continue;
        delete parent[key];
        print('removed', path);
        parent[key] = value;
    }
}

// What a schema can know. Of these codes only findings at the very place count: elsewhere they follow from it.
const structural = ['unknown_key', 'wrong_type', 'missing_key', 'unknown_value', 'empty_value'];
// Names of things that are not in this database.
const isOfTheDatabase = (finding) => /^unknown_(person|role|position|department|definition|calendar|function)$/.test(finding.code);

// What a value has to be because of what is said elsewhere: of the type of the field or the column that it is compared with, or for which it is a
// default; a value of a decision that has others; which of several outputs.
const dependsOnOthers = [/[/]when[/].*value([/]|$)/, /[/]when[/]value([/]|$)/, /[/]when[/][0-9]+[/]2([/]|$)/, /^[/]decisions[/][0-9]+[/]rules[/]/,
    /^[/]decisions[/][0-9]+[/]outputs[/][0-9]+([/]values)?$/, /^[/]form[/]fields[/][0-9]+[/]default$/, /[/]output$/];

function isStructural({ kind, path }, finding) {
    if (dependsOnOthers.some((place) => place.test(finding.path) || place.test(path))) return false;
    if (kind === 'as it is') return structural.includes(finding.code);
    const place = kind === 'removed' ? path.slice(0, path.lastIndexOf('/')) : path;
    return structural.includes(finding.code) && finding.path === place;
}

function compare(schemaFile) {
    const takes = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
    const count = { taken: 0, refused: 0 };
    for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
        const one = JSON.parse(line);
        const errors = one.findings.filter((finding) => finding.severity === 'error' && !isOfTheDatabase(finding));
        const wrong = errors.find((finding) => isStructural(one, finding));
        const isTaken = takes(one.definition);
        if (errors.length === 0) {
            ++count.taken;
            if (!isTaken) console.log('refused, but it compiles:', one.file, one.kind, one.path, JSON.stringify(takes.errors.slice(-3)));
        } else if (wrong) {
            ++count.refused;
            if (isTaken) console.log('taken, but it does not compile:', one.file, one.kind, one.path, JSON.stringify(wrong));
        }
    }
    console.log(count.taken > 100 && count.refused > 1000 ? 'compared' : `too few: ${JSON.stringify(count)}`);
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'mutants') rest.slice(1).forEach((file) => mutants(Number(rest[0]), file));
else compare(rest[0]);
