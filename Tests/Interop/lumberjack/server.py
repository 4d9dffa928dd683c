"""Our client to a server written from the description of the protocol: server.py GENLOG SAMPLES

The server knows nothing of genlog: Python's struct, zlib and ssl. It acknowledges in parts, shows signs of
life, and cuts connections before and after it acknowledges; it does so over TCP and over TLS.
"""

import json
import os
import random
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import zlib


class Server:
    """A beats input. `kept` is what it acknowledged, or kept before it cut a connection."""

    def __init__(self, context=None):
        self.context = context
        self.kept = []
        self.acknowledged = []
        self.faults = []
        self.random = random.Random(7)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            stream = connection.makefile("rwb")
            while self.window(stream):
                pass
        except (OSError, EOFError):
            pass
        except Exception as fault:  # told by the main thread
            self.faults.append(repr(fault))
        finally:
            connection.close()

    @staticmethod
    def take(stream, count):
        data = stream.read(count)
        if len(data) < count:
            raise EOFError
        return data

    def window(self, stream):
        version, kind, count = struct.unpack(">ccI", self.take(stream, 6))
        assert (version, kind) == (b"2", b"W"), (version, kind)
        events = []
        while len(events) < count:
            version, kind = struct.unpack(">cc", self.take(stream, 2))
            assert version == b"2", version
            if kind == b"C":
                (length,) = struct.unpack(">I", self.take(stream, 4))
                self.frames(zlib.decompress(self.take(stream, length)), events)
            else:
                assert kind == b"J", kind
                sequence, length = struct.unpack(">II", self.take(stream, 8))
                events.append((sequence, self.take(stream, length)))
        assert [sequence for sequence, _ in events] == list(range(1, count + 1))
        return self.answer(stream, [event for _, event in events])

    @staticmethod
    def frames(data, events):
        place = 0
        while place < len(data):
            version, kind, sequence, length = struct.unpack_from(">ccII", data, place)
            assert (version, kind) == (b"2", b"J")
            events.append((sequence, data[place + 10:place + 10 + length]))
            place += 10 + length
        assert place == len(data)

    def answer(self, stream, events):
        fate = self.random.random()
        done = 0
        for part in sorted({self.random.randint(1, len(events)), len(events)}):
            if fate < 0.1:
                return False
            stream.write(struct.pack(">ccI", b"2", b"A", 0))
            self.kept += events[done:part]
            if fate < 0.2:
                stream.flush()
                return False
            self.acknowledged += events[done:part]
            stream.write(struct.pack(">ccI", b"2", b"A", part))
            stream.flush()
            done = part
        return True


def run(genlog, *arguments):
    return subprocess.run([genlog, "parse", "--quiet", *arguments], capture_output=True, text=True)


def check(genlog, samples, scheme, context, *options):
    server = Server(context)
    expected = [json.loads(line) for line in run(genlog, samples).stdout.splitlines()]
    result = run(
        genlog, "--to", f"{scheme}://127.0.0.1:{server.port}", "--batch-events", "20", *options, samples)
    assert result.returncode == 0, result
    assert not server.faults, server.faults
    names = {}
    for event in map(json.loads, server.acknowledged):
        metadata = event.pop("@metadata")
        assert metadata["beat"] == "genlog"
        names[metadata["_id"]] = event
    order = lambda event: json.dumps(event, sort_keys=True)
    assert sorted(map(order, names.values())) == sorted(map(order, expected))
    print(f"{scheme}: {len(expected)} events of genlog arrived, {len(server.kept) - len(names)} twice")


genlog, samples = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    certificate, key = os.path.join(folder, "ca.pem"), os.path.join(folder, "key.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-keyout", key, "-out", certificate, "-subj", "/CN=test",
         "-addext", "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    check(genlog, samples, "lumberjack", None)
    check(genlog, samples, "lumberjack", None, "--no-compression")
    check(genlog, samples, "lumberjacks", context, "--tls-ca", certificate)
