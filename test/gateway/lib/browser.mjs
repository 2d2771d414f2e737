// What a browser does of a sign-in: it keeps cookies by host and path, and follows redirects when it is told to.
// `gateway` is reached at its own port, whatever public_url says.
export function browser(gateway, publicUrl) {
    const jar = new Map();  // host -> name -> {value, path}
    const local = (url) => url.startsWith(publicUrl) ? gateway.url + url.slice(publicUrl.length) : url;
    const hostOf = (url) => url.startsWith(publicUrl) ? publicUrl : new URL(url).host;
    const keep = (url, answer) => {
        const mine = jar.get(hostOf(url)) ?? new Map();
        jar.set(hostOf(url), mine);
        for (const line of answer.headers.getSetCookie()) {
            const [pair, ...attributes] = line.split(/; */);
            const name = pair.slice(0, pair.indexOf('=')), value = pair.slice(pair.indexOf('=') + 1);
            const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
            if (attributes.some((each) => /^max-age=0$/i.test(each) || /^expires=Thu, 01 Jan 1970/i.test(each))) { mine.delete(name); } else { mine.set(name, { value, path }); }
        }
    };
    const self = {
        jar,
        cookies: (url) => [...(jar.get(hostOf(url)) ?? new Map())].filter(([, each]) => new URL(url).pathname.startsWith(each.path)).map(([name, each]) => `${name}=${each.value}`).join('; '),
        async get(address, options = {}) {
            const url = address.startsWith('/') ? publicUrl + address : address;
            const answer = await fetch(local(url), { redirect: 'manual', ...options, headers: { Cookie: self.cookies(url), ...options.headers } });
            keep(url, answer);
            return answer;
        },
        // Until somebody does not redirect any more, or `until` is the address.
        async follow(address, until = () => false) {
            let url = address.startsWith('/') ? publicUrl + address : address;
            for (let hop = 0; hop < 12; ++hop) {
                const answer = await self.get(url);
                const next = answer.headers.get('location');
                if (!next || answer.status < 300 || answer.status > 399) { return { answer, url }; }
                url = new URL(next, url).href;
                if (until(url)) { return { answer, url }; }
            }
            throw new Error(`too many redirects: ${url}`);
        },
    };
    return self;
}
