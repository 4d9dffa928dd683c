"""A client of others, pylogbeat, to our beats input: client.py LUMBERJACK-DOUBLE"""

import json
import subprocess
import sys
import threading

from pylogbeat import PyLogBeatClient

server = subprocess.Popen(sys.argv[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
port = int(server.stdout.readline())
got = []
reader = threading.Thread(target=lambda: got.extend(map(json.loads, server.stdout)))
reader.start()
windows = [[{"number": n, "text": f"é \"{n}\" " * (n % 50)} for n in range(start, start + size)]
           for start, size in ((0, 1), (1, 2), (3, 500), (503, 3))]
client = PyLogBeatClient("127.0.0.1", port, timeout=10)
for window in windows:
    client.send(window)
client.close()
sent = [event for window in windows for event in window]
server.stdin.close()
reader.join()
assert got == sent, f"{len(got)} of {len(sent)} events"
print(f"lumberjack: {len(sent)} events of pylogbeat were taken and acknowledged")
