// The npm package `ws` against an echo server: every way to agree on permessage-deflate, messages
// of all sizes, pings and closes. Arguments: the package's folder and the address.
'use strict';

const {randomBytes} = require('node:crypto');
const assert = require('node:assert');
const {once} = require('node:events');

const [folder, url] = process.argv.slice(2);
const {WebSocket} = require(folder);

const MIB = 1 << 20;
const WAYS = {
    'none': false,
    'default': true,
    'serverNoContextTakeover': {serverNoContextTakeover: true},
    'clientNoContextTakeover': {clientNoContextTakeover: true},
    'no takeover': {serverNoContextTakeover: true, clientNoContextTakeover: true},
    'serverMaxWindowBits 9': {serverMaxWindowBits: 9},
    'serverMaxWindowBits 12': {serverMaxWindowBits: 12},
    'clientMaxWindowBits 9': {clientMaxWindowBits: 9},
    'both windows 10': {serverMaxWindowBits: 10, clientMaxWindowBits: 10},
    'threshold 0': {threshold: 0},
};

const MESSAGES = [
    '', 'a', 'äöü€😀', 'word '.repeat(2000), randomBytes(0), randomBytes(1), randomBytes(70000),
    Buffer.alloc(70000, 'compressible '), randomBytes(MIB),
];

function open(perMessageDeflate) {
    return new WebSocket(url, {perMessageDeflate, maxPayload: 32 * MIB});
}

async function echo(socket, message, options) {
    const answer = once(socket, 'message');
    socket.send(message, options);
    const [data, isBinary] = await answer;
    assert.strictEqual(isBinary, typeof message !== 'string');
    assert.ok(data.equals(Buffer.from(message)), 'a message came back changed');
}

async function fragments(socket) {
    const answer = once(socket, 'message');
    socket.send('one ', {fin: false});
    socket.ping('between');
    socket.send('two ', {fin: false});
    socket.send('three', {fin: true});
    assert.strictEqual((await answer)[0].toString(), 'one two three');
}

async function closes(socket, code, reason) {
    const closed = once(socket, 'close');
    socket.close(code, reason);
    const [answer] = await closed;
    assert.strictEqual(answer, code ?? 1005);
}

async function pings(socket) {
    const pong = once(socket, 'pong');
    socket.ping('data');
    assert.strictEqual((await pong)[0].toString(), 'data');
}

async function run(name, way) {
    const socket = open(way);
    await once(socket, 'open');
    assert.strictEqual(socket.extensions.length > 0, way !== false, 'compression');
    for (let round = 0; round < 2; round++) {
        for (const message of MESSAGES) {
            await echo(socket, message);
        }
        await fragments(socket);
    }
    await pings(socket);
    await closes(socket, 1000, 'bye');
    console.log(name);
}

async function large(way) {
    const socket = open(way);
    await once(socket, 'open');
    const data = randomBytes(16 * MIB);
    data.fill('x', 8 * MIB);
    await echo(socket, data);
    await echo(socket, randomBytes(8 * MIB).toString('hex'));
    await closes(socket, 4999, '');
}

async function closedByServer() {
    const socket = open(true);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    socket.send('close 4001 go away');
    const [code, reason] = await closed;
    assert.strictEqual(code, 4001);
    assert.strictEqual(reason.toString(), 'go away');
}

async function codes() {
    for (const code of [undefined, 1000, 1001, 1003, 1008, 1011, 3000, 4999]) {
        const socket = open(true);
        await once(socket, 'open');
        await closes(socket, code);
    }
}

async function main() {
    for (const [name, way] of Object.entries(WAYS)) {
        await run(name, way);
    }
    await large(false);
    await large(true);
    await closedByServer();
    await codes();
    console.log('done');
}

main().catch(error => {
    console.error(error);
    process.exit(1);
});
