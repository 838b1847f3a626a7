"""The Python package `websockets` against an echo server: every way to agree on permessage-deflate,
messages of all sizes, pings and closes. Argument: the address."""

import asyncio
import os
import sys

import websockets
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

URL = sys.argv[1]
MIB = 1 << 20

WAYS = {
    "none": None,
    "default": {},
    "server_no_context_takeover": {"server_no_context_takeover": True},
    "client_no_context_takeover": {"client_no_context_takeover": True},
    "server_max_window_bits 9": {"server_max_window_bits": 9},
    "server_max_window_bits 12": {"server_max_window_bits": 12},
    "client_max_window_bits 9": {"client_max_window_bits": 9},
    "both windows 10": {"server_max_window_bits": 10, "client_max_window_bits": 10},
}

MESSAGES = [
    "", "a", "äöü€😀", "word " * 2000, b"", b"\x00", os.urandom(70000), b"compressible " * 5000,
    os.urandom(MIB),
]


def connect(way):
    extensions = [] if way is None else [ClientPerMessageDeflateFactory(**way)]
    return websockets.connect(URL, compression=None, extensions=extensions, max_size=32 * MIB)


async def echo(socket, message):
    await socket.send(message)
    assert await socket.recv() == message, "a message came back changed"


async def run(name, way):
    async with connect(way) as socket:
        assert bool(socket.extensions) == (way is not None), "compression"
        for _ in range(2):
            for message in MESSAGES:
                await echo(socket, message)
            await socket.send(["one ", "two ", "three"])
            assert await socket.recv() == "one two three"
        await asyncio.wait_for(await socket.ping(b"data"), 10)
    assert socket.close_code == 1000, socket.close_code
    print(name)


async def large(way):
    async with connect(way) as socket:
        await echo(socket, os.urandom(8 * MIB) + b"x" * (8 * MIB))
        await echo(socket, os.urandom(8 * MIB).hex())


async def closed_by_server():
    async with connect({}) as socket:
        await socket.send("close 4001 go away")
        await socket.wait_closed()
        assert (socket.close_code, socket.close_reason) == (4001, "go away")


async def codes():
    for code in (1000, 1001, 1003, 1008, 1011, 3000, 4999):
        async with connect({}) as socket:
            await socket.close(code, "bye")
            assert socket.close_code == code, socket.close_code


async def main():
    for name, way in WAYS.items():
        await run(name, way)
    await large(None)
    await large({})
    await closed_by_server()
    await codes()
    print("done")


asyncio.run(main())
