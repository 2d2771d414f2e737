// Documents of OpenAPI, one a line of the standard input: are they valid, and do their examples fit their own schemas? Prints what is wrong.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';

for (const line of readFileSync(0, 'utf8').split('\n').filter(Boolean)) {
    const document = JSON.parse(line);
    const found = await new Validator().validate(document);
    if (!found.valid) console.log('invalid:', JSON.stringify(found.errors).slice(0, 500));
    const ids = Object.values(document.paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId));
    if (new Set(ids).size !== ids.length) console.log('an operationId is given twice');
    const ajv = addFormats(new Ajv2020({ strict: false, formats: { regclass: true, interval: true } }), { formats: ['date', 'date-time', 'int32', 'int64', 'double'] });
    for (const [path, { post }] of Object.entries(document.paths)) {
        const body = post?.requestBody.content['application/json'];
        if (!body) continue;
        const fits = ajv.compile(body.schema);
        // Dates and times are of PostgreSQL's texts, which are more than those of RFC 3339.
        if (body.example && !fits(body.example) && fits.errors.some((error) => error.keyword !== 'format')) console.log(path, JSON.stringify(fits.errors));
    }
}
