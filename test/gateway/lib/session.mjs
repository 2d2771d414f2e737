// A session as a sign-in begins it: the row, and the cookie that the gateway would set.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { audience, secret } from './gateway.mjs';

const hmac = (key, text) => createHmac('sha256', key).update(text).digest('base64url');
export const hash = (text) => createHash('sha256').update(text).digest('hex');

export function cookieValue(person, token, { tenant = 0, key = secret } = {}) {
    const text = `${tenant}.${Buffer.from(person).toString('base64url')}.${token}`;
    return `${text}.${hmac(hmac(key, 'session'), text)}`;
}

// Of somebody who is linked as account "<person>-1" of provider idp.
export function beginSession(gateway, person, name = '__Host-wf_session') {
    const token = randomBytes(32).toString('base64url');
    gateway.psql(`SELECT wf.link_identity('idp', '${person}-1', '${person}');
        SELECT wf._begin_session('idp', '', '${person}-1', '\\x${hash(token)}', '1 hour', '1 day');`);
    return {
        token,
        cookie: `${name}=${cookieValue(person, token)}`,
        csrf: hmac(hmac(secret, 'csrf'), token),
        get headers() { return { Cookie: this.cookie, Origin: audience, 'X-CSRF-Token': this.csrf }; },
    };
}
