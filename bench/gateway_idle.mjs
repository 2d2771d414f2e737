// Streams that say nothing and requests that never end, beside GET /healthz: gateway_idle.mjs URL TOKEN STREAMS UNFINISHED
// Prints the streams that were opened, and the slowest of 100 answers in milliseconds.
import { connect } from 'node:net';

const [url, token, streams, unfinished] = process.argv.slice(2);
const { hostname, port } = new URL(url);
const open = [];
let begun = 0;

function send(text) {
    return new Promise((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => { socket.write(text); resolve(socket); });
        socket.on('error', reject);
        open.push(socket);
    });
}

await (await fetch(`${url}/healthz`)).text();  // what this program needs for its first call is not the gateway's
for (let n = 0; n < Number(streams); ++n) {
    const socket = await send(`GET /events HTTP/1.1\r\nHost: ${hostname}\r\nAccept: text/event-stream\r\nAuthorization: Bearer ${token}\r\n\r\n`);
    socket.once('data', (data) => { begun += data.toString().startsWith('HTTP/1.1 200') ? 1 : 0; });
}
for (let tries = 0; begun < Number(streams) && tries < 300; ++tries) { await new Promise((resolve) => { setTimeout(resolve, 100); }); }
for (let n = 0; n < Number(unfinished); ++n) {
    await send(n % 2 === 0 ? `GET /healthz HTTP/1.1\r\nHost: ${hostname}\r\nX-A` : `POST /rpc/approve HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 100\r\n\r\n{`);
}
let slowest = 0;
for (let n = 0; n < 100; ++n) {
    const start = performance.now();
    const answer = await fetch(`${url}/healthz`);
    await answer.text();
    slowest = Math.max(slowest, performance.now() - start);
    if (!answer.ok) { throw new Error(`/healthz: ${answer.status}`); }
}
console.log(`${begun} ${slowest.toFixed(1)}`);
open.forEach((socket) => socket.destroy());
