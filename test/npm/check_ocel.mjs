// An object-centric event log (OCEL 2.0, JSON) of the standard input: has it the structure, are all types declared, are all ids unique and
// all objects there that are named? Prints what is wrong.
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

const list = (properties, rest = {}) => ({ type: 'array', items: { type: 'object', required: Object.keys(properties), properties, additionalProperties: false, ...rest } });
const text = { type: 'string', minLength: 1 };
const time = { type: 'string', format: 'date-time' };
const type = { enum: ['string', 'time', 'integer', 'float', 'boolean'] };
const types = list({ name: text, attributes: list({ name: text, type }) });
const relationships = list({ objectId: text, qualifier: { type: 'string' } });
const value = { type: 'string' };
const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object', required: ['objectTypes', 'eventTypes', 'objects', 'events'], additionalProperties: false,
    properties: {
        objectTypes: types, eventTypes: types,
        objects: list({ id: text, type: text, attributes: list({ name: text, time, value }), relationships }),
        events: list({ id: text, type: text, time, attributes: list({ name: text, value }), relationships }),
    },
};

const log = JSON.parse(readFileSync(0, 'utf8'));
const fits = addFormats(new Ajv({ allErrors: true })).compile(schema);
if (!fits(log)) console.log('structure:', JSON.stringify(fits.errors).slice(0, 500));
const ids = new Set(log.objects.map((object) => object.id));
const twice = (all) => all.length !== new Set(all.map((one) => one.id)).size;
if (twice(log.objects) || twice(log.events)) console.log('an id is given twice');
for (const [things, kinds] of [[log.objects, log.objectTypes], [log.events, log.eventTypes]]) {
    const declared = new Map(kinds.map((kind) => [kind.name, new Set(kind.attributes.map((attribute) => attribute.name))]));
    for (const thing of things) {
        if (!declared.has(thing.type)) console.log('undeclared type', thing.type);
        for (const attribute of thing.attributes) if (!declared.get(thing.type)?.has(attribute.name)) console.log('undeclared attribute', thing.type, attribute.name);
        for (const { objectId } of thing.relationships) if (!ids.has(objectId)) console.log('no object', objectId);
    }
}
if (log.events.length === 0) console.log('no event');
