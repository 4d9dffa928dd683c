"""Kills `genlog follow` again and again while logs are written and rotated, and counts what arrived.

    soak_follow.py GENLOG ELASTICSEARCH-DOUBLE DIRECTORY [--kills N] [--seed N] [--disk DIRECTORY]

Each writer appends numbered records and rotates in its own way. genlog is ended with SIGKILL at random
moments and started again; the server fails in all the ways it can. In the end every record is to be in the
index exactly once, and the offsets of a file's records are to rise with their numbers.
"""

import argparse
import collections
import gzip
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request

RECORD = re.compile(r"log=(\S+) n=(\d+) lines=(\d+)")
FAULTS = {
    "requests": [
        {"fault": name, "probability": 0.02}
        for name in ["503", "429", "reset-before", "reset-after", "truncated", "empty", "short"]
    ],
    "items": [{"fault": name, "probability": 0.0005} for name in ["429", "503"]],
}


class Writer(threading.Thread):
    """Writes one log: numbered records, some of several lines, and rotates now and then."""

    def __init__(self, folder, name, kind, seed, stopping):
        super().__init__(daemon=True)
        self.folder, self.log, self.kind = folder, name, kind
        self.random = random.Random(seed)
        self.stopping = stopping
        self.written = 0
        self.lines = {}
        self.rotations = 0
        self.clock = 8 * 3600 * 1000
        self.started = time.time()
        self.file = None

    def stamp(self):
        self.clock += self.random.randint(0, 5)
        seconds, ms = divmod(self.clock, 1000)
        return "%02d:%02d:%02d.%03d" % (seconds // 3600 % 24, seconds // 60 % 60, seconds % 60, ms)

    def record(self):
        number = self.written
        count = self.random.choice([1, 1, 1, 1, 2, 5])
        text = "%s Std 04500 log=%s n=%d lines=%d %s\n" % (
            self.stamp(), self.log, number, count, "x" * self.random.randint(0, 200))
        text += "".join("  member %d of %s %d\n" % (line, self.log, number) for line in range(1, count))
        self.lines[number] = count
        self.written += 1
        return text.encode()

    def path(self, suffix=""):
        return os.path.join(self.folder, self.log + ".log" + suffix)

    def open(self, path=None):
        self.file = open(path or self.path(), "ab", buffering=0)

    def run(self):
        self.begin()
        while not self.stopping.is_set():
            burst = b"".join(self.record() for _ in range(self.random.randint(1, 30)))
            if self.random.random() < 0.1:
                # A server may write a record in two steps.
                cut = self.random.randint(1, len(burst) - 1)
                self.file.write(burst[:cut])
                time.sleep(0.01)
                burst = burst[cut:]
            self.file.write(burst)
            time.sleep(self.random.choice([0, 0.002, 0.01, 0.05]))
            if self.random.random() < 0.01:
                self.rotate()
        self.file.close()

    def begin(self):
        if self.kind == "segments":
            self.open(self.segment())
        else:
            self.open()

    def segment(self):
        now = time.time()
        return os.path.join(self.folder, "%s.%s_%03d.log" % (
            self.log, time.strftime("%Y%m%d_%H%M%S", time.gmtime(now)), int(now * 1000) % 1000))

    def rotate(self):
        self.rotations += 1
        old = self.path("." + str(self.rotations))
        if self.kind == "rename":
            os.rename(self.path(), old)
            if self.random.random() < 0.5:
                # The writer learns of it late.
                self.file.write(self.record())
            self.file.close()
            self.open()
        elif self.kind == "copytruncate":
            shutil.copyfile(self.path(), old)
            os.truncate(self.path(), 0)
        elif self.kind == "segments":
            self.file.close()
            time.sleep(0.002)
            self.open(self.segment())
        elif self.kind == "compress":
            os.rename(self.path(), old)
            self.file.close()
            self.open()
            with open(old, "rb") as plain, gzip.open(old + ".gz.part", "wb", 1) as packed:
                shutil.copyfileobj(plain, packed)
            os.rename(old + ".gz.part", old + ".gz")
            os.unlink(old)


class Follow:
    """The program under test."""

    def __init__(self, args, port, work):
        self.command = [
            args.genlog, "follow", "--to", "http://127.0.0.1:%d" % port, "--state",
            args.disk or os.path.join(work, "state"), "--flush", "200ms", "--exclude", "*.part",
            "--dead-letters", os.path.join(work, "dead.ndjson"), os.path.join(work, "logs")]
        self.errors = open(os.path.join(work, "follow.err"), "ab")
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.command, stderr=self.errors)

    def kill(self):
        if self.process.poll() is not None:
            raise SystemExit("follow ended by itself with %d" % self.process.returncode)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def get(port, path):
    with urllib.request.urlopen("http://127.0.0.1:%d%s" % (port, path)) as reply:
        return reply.read()


def post(port, path, body):
    urllib.request.urlopen(urllib.request.Request(
        "http://127.0.0.1:%d%s" % (port, path), json.dumps(body).encode(), method="POST")).read()


def fill_disk(folder):
    """Writes until the disk is full; returns the file to remove."""
    path = os.path.join(folder, "ballast")
    try:
        with open(path, "wb", buffering=0) as file:
            while True:
                file.write(b"\0" * 4096)
    except OSError:
        pass
    return path


def verify(dump, writers):
    """What the index has, against what was written."""
    seen = collections.Counter()
    parts = collections.Counter()
    offsets = collections.defaultdict(list)
    with open(dump) as file:
        for line in file:
            event = json.loads(line)
            event = event.get("_source", event.get("source", event))
            text = event.get("event", {}).get("original", event.get("message", ""))
            found = RECORD.search(text)
            if not found:
                parts["unrecognised"] += 1
                print("  not a record:", text[:200].replace("\n", "\\n"))
                continue
            log, number, count = found.group(1), int(found.group(2)), int(found.group(3))
            seen[(log, number)] += 1
            if text.count("\n") + 1 != count:
                parts["of other length"] += 1
                print("  %s %d has %d lines of %d" % (log, number, text.count("\n") + 1, count))
            offsets[(log, event["log"]["file"]["path"])].append((number, event["log"]["offset"]))
    lost = [(w.log, n) for w in writers for n in range(w.written) if (w.log, n) not in seen]
    doubled = [(key, count) for key, count in seen.items() if count > 1]
    unknown = [key for key in seen if all(w.log != key[0] or key[1] >= w.written for w in writers)]
    return {
        "written": sum(w.written for w in writers), "in the index": sum(seen.values()),
        "lost": len(lost), "twice": len(doubled), "invented": len(unknown), **parts,
    }, lost[:10], doubled[:10]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("genlog")
    parser.add_argument("double")
    parser.add_argument("directory")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--disk", help="a small file system for the state, which is filled now and then")
    args = parser.parse_args()
    work = os.path.abspath(args.directory)
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(os.path.join(work, "logs"))
    chance = random.Random(args.seed)

    dump = os.path.join(work, "index.ndjson")
    double = subprocess.Popen(
        [args.double, "--dump", dump, "--retry-after", "1"], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, text=True)
    port = int(double.stdout.readline().split()[-1])
    post(port, "/_double/faults", FAULTS)

    stopping = threading.Event()
    kinds = ["rename", "copytruncate", "segments", "compress"]
    writers = [
        Writer(os.path.join(work, "logs"), "%s-%d" % (kind, number), kind, args.seed * 100 + number, stopping)
        for number, kind in enumerate(kinds * 2)]
    follow = Follow(args, port, work)
    follow.start()
    for writer in writers:
        writer.start()
    started = time.time()
    for kill in range(args.kills):
        time.sleep(chance.uniform(0.05, 2.0))
        ballast = fill_disk(args.disk) if args.disk and chance.random() < 0.2 else None
        if chance.random() < 0.2:
            post(port, "/_double/faults", {"down": True})
            time.sleep(chance.uniform(0.1, 1.5))
            post(port, "/_double/faults", {"down": False})
        follow.kill()
        if ballast:
            os.unlink(ballast)
        time.sleep(chance.choice([0, 0, 0.2, 1.0]))
        follow.start()
    stopping.set()
    for writer in writers:
        writer.join()
    urllib.request.urlopen(urllib.request.Request(
        "http://127.0.0.1:%d/_double/faults" % port, method="DELETE")).read()
    quiet_since, last = time.time(), -1
    while time.time() - quiet_since < 15:
        time.sleep(0.5)
        count = json.loads(get(port, "/_double/stats"))["documents"]
        if count != last:
            quiet_since, last = time.time(), count
    code = follow.stop()
    stats = json.loads(get(port, "/_double/stats"))
    double.stdin.close()
    double.wait()
    result, lost, doubled = verify(dump, writers)
    result.update(
        kills=args.kills, rotations=sum(w.rotations for w in writers), code=code,
        seconds=round(time.time() - started), stats={k: v for k, v in stats.items() if k != "indices"})
    print(json.dumps(result, indent=1))
    if lost or doubled or result["invented"] or result.get("unrecognised") or code != 0:
        print("lost:", lost, "\ntwice:", doubled)
        sys.exit(1)


main()
