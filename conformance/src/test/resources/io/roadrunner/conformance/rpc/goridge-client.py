"""A client of goridge RPC that knows the frame from its description alone.

Usage: goridge-client.py tcp HOST PORT | unix PATH
"""

import json
import socket
import struct
import sys
import zlib

RAW, JSON, GOB, ERROR, PROTO = 0x04, 0x08, 0x20, 0x40, 0x80


class Failure(Exception):
    """The answer was an error."""


class Client:
    def __init__(self, arguments):
        if arguments[0] == "tcp":
            self.socket = socket.create_connection((arguments[1], int(arguments[2])), 10)
        else:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(10)
            self.socket.connect(arguments[1])
        self.sequence = 0

    def send(self, method, argument, flags):
        self.sequence += 1
        payload = method.encode() + argument
        head = struct.pack("<BBI", 0x15, flags, len(payload))
        rest = struct.pack("<IBBII", zlib.crc32(head), 0, 0, self.sequence, len(method))
        self.socket.sendall(head + rest + payload)
        return self.sequence

    def read(self, length):
        data = b""
        while len(data) < length:
            piece = self.socket.recv(length - len(data))
            if not piece:
                raise EOFError("the server has closed the connection")
            data += piece
        return data

    def receive(self):
        header = self.read(20)
        first, flags, length, checksum, stream, reserved, sequence, name = struct.unpack(
            "<BBIIBBII", header
        )
        assert first == 0x15, hex(first)
        assert checksum == zlib.crc32(header[:6])
        assert (stream, reserved) == (0, 0)
        payload = self.read(length)
        return sequence, flags, payload[:name].decode(), payload[name:]

    def call(self, method, argument=b"", flags=JSON):
        sent = self.send(method, argument, flags)
        sequence, answered, name, body = self.receive()
        assert (sequence, name) == (sent, method), (sequence, name)
        if answered & ERROR:
            assert answered == flags or GOB | ERROR, hex(answered)
            raise Failure(body.decode())
        assert answered == flags, hex(answered)
        return body

    def json(self, method, **argument):
        return json.loads(self.call(method, json.dumps(argument).encode()))


def fails(text, call):
    try:
        call()
    except Failure as failure:
        assert str(failure) == text, failure
    else:
        raise AssertionError("no error: " + text)


client = Client(sys.argv[1:])
assert client.json("status.Status", plugin="web") == {"code": 200}
assert client.json("status.Ready", plugin="web") == {"code": 200}
assert client.call("status.Status", b"\x0a\x03web", PROTO) == b"\x08\xc8\x01"
assert json.loads(client.call("rpc.Version", b"true")) == "1.2.3"
assert client.call("rpc.Version", b"", RAW) == b"1.2.3"
assert client.json("listeners.List")["listeners"][0]["name"] == "web"
assert client.json("server.Reload") == {"generation": 2}
fails(
    "checker_rpc_status: no such plugin: ftp",
    lambda: client.json("status.Status", plugin="ftp"),
)
fails("no such method: informer.List", lambda: client.json("informer.List"))
fails(
    "gob is not spoken here: use JSON (0x08), PROTO (0x80) or RAW (0x04)",
    lambda: client.call("status.Status", b"", GOB),
)

# Many calls before the first answer is read: each has its own sequence.
sent = {client.send("status.Status", b'{"plugin":"web"}', JSON) for _ in range(200)}
answers = [client.receive() for _ in sent]
assert {answer[0] for answer in answers} == sent
assert {answer[3] for answer in answers} == {b'{"code":200}'}
print("done")
