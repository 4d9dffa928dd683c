"""`genlog follow` in `make bench`: catching up, keeping up, and doing nothing.

    follow.py GENLOG DATA ELASTICSEARCH-DOUBLE

Catching up: ten logs are followed, parsed and sent to a server over loopback that counts events and says
that all are there; beside it rsyslog with the same logs, server and batches (imfile, mmnormalize,
omelasticsearch), which sends requests uncompressed: so genlog is measured both ways. Then how long a line takes from its file to the server, what memory takes while the server is
down, and what a thousand idle files cost. The result is the Markdown that docs/performance.md holds.

Settings, from the environment: BENCH_BYTES, BENCH_ROUNDS, BENCH_DOWN_SECONDS, BENCH_IDLE_SECONDS.
"""

import gzip
import http.server
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

import bench
from bench import ROUNDS, Run, cpu, fail, median

DOWN_SECONDS = int(os.environ.get("BENCH_DOWN_SECONDS", "60"))
IDLE_SECONDS = int(os.environ.get("BENCH_IDLE_SECONDS", "30"))
RSYSLOG_ROUNDS = int(os.environ.get("BENCH_RSYSLOG_ROUNDS", "2"))
FILES = 10
LINES_LATENCY = 500

HERE = pathlib.Path(__file__).resolve().parent


# --- The logs ------------------------------------------------------------------------------


def make_logs(tools, data):
    """Writes one log in ten parts, each with the header; returns the folder and its lines."""
    lines = bench.generate(tools, data, "generate", "follow.log")
    folder = data / "follow-logs"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    header = []
    with open(data / "follow.log", "rb") as log:
        for line in log:
            if line[:1].isdigit():
                break
            header.append(line)
        files = [open(folder / f"cs-{number}.log", "wb") for number in range(FILES)]
        for number, file in enumerate(files):
            file.write(b"".join(header).replace(b"cs-host", b"cs-h%03d" % number))
        share = (lines - len(header)) // FILES + 1
        for number in range(lines - len(header)):
            files[number // share].write(line)
            line = log.readline()
        for file in files:
            file.close()
    return folder, lines + (FILES - 1) * len(header)


# --- The server ----------------------------------------------------------------------------


class Double:
    """The double, as a sink: it checks the framing, counts, and takes everything."""

    def __init__(self, program):
        self.process = subprocess.Popen(
            [program, "--sink"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().split()[-1])

    def sent(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_double/stats") as reply:
            return json.load(reply)["sent"]

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def usage_of(process, start, lines, peak=None):
    """Waits for a process; what it cost."""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(time.monotonic() - start, usage.ru_utime, usage.ru_stime, usage.ru_maxrss, lines)


# --- Catching up ---------------------------------------------------------------------------


def follow(genlog, state, url, *more):
    shutil.rmtree(state, ignore_errors=True)
    return [genlog, "follow", "--quiet", "--state", state, "--to", url, *more]


def catch_up(genlog, data, double, folder, lines, *more):
    program = Double(double)
    os.sync()
    start = time.monotonic()
    process = subprocess.Popen(
        follow(genlog, data / "follow-state", f"http://127.0.0.1:{program.port}", "--once", *more, folder))
    run = usage_of(process, start, lines)
    sent = program.sent()
    program.stop()
    if process.returncode != 0:
        fail(f"genlog follow --once: exit {process.returncode}")
    # The header of each file is one event.
    if sent < lines * 0.99:
        fail(f"genlog follow sent {sent} events of {lines} lines")
    return run


def catch_up_rsyslog(data, double, folder, lines):
    root, work = data / "rsyslog", data / "rsyslog-follow"
    libraries = next(root.glob("usr/lib/*/rsyslog"), None)
    if libraries is None or not (libraries / "omelasticsearch.so").exists():
        fail("no rsyslog with omelasticsearch in bench-data/rsyslog: `make bench` puts it there")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    program = Double(double)
    text = (HERE / "rsyslog/elasticsearch.conf").read_text()
    for name, value in (
        ("WORK", work), ("LOGS", folder / "*.log"), ("RULES", HERE / "rsyslog/genesys.rulebase"),
        ("PORT", program.port),
    ):
        text = text.replace(f"@{name}@", str(value))
    (work / "rsyslog.conf").write_text(text)
    os.sync()
    start = time.monotonic()
    process = subprocess.Popen(
        [root / "usr/sbin/rsyslogd", "-n", "-M", libraries, "-f", work / "rsyslog.conf",
         "-i", work / "pid"],
        env={**os.environ, "LD_LIBRARY_PATH": str(libraries.parent)},
        stderr=open(work / "messages", "wb"))
    last, quiet_since = -1, time.monotonic()
    while time.monotonic() - quiet_since < 2:
        time.sleep(0.1)
        if process.poll() is not None:
            fail(f"rsyslogd ended; see {work}/messages")
        sent = program.sent()
        if sent != last or sent == 0 and time.monotonic() - start < 20:
            last, quiet_since = sent, time.monotonic()
    process.send_signal(signal.SIGTERM)
    run = usage_of(process, start, sent)
    program.stop()
    if sent < lines * 0.9:
        fail(f"rsyslog sent {sent} events of {lines} lines; see {work}/messages")
    return run


# --- Keeping up ----------------------------------------------------------------------------


class Receiver(http.server.ThreadingHTTPServer):
    """Takes bulk requests, and notes when each line had arrived."""

    daemon_threads = True

    def __init__(self):
        self.arrived = {}
        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.reply({"version": {"number": "8.19.0"}, "tagline": "You Know, for Search"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        now = time.monotonic()
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        events = body.split(b"\n")[1:-1:2]
        for event in events:
            message = json.loads(event).get("message", "")
            if message.startswith("line "):
                self.server.arrived[int(message.split()[1])] = now
        self.reply({"errors": False, "items": [{"create": {"status": 201}}] * len(events)})

    def reply(self, answer):
        text = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def latencies(genlog, data):
    """Milliseconds from the write of a line to the arrival of its event."""
    receiver = Receiver()
    folder = data / "follow-live"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    log = open(folder / "live.log", "ab", buffering=0)
    log.write(b"08:00:00.000 Std 04500 " + b"x" * 300 + b"\n")
    process = subprocess.Popen(
        follow(genlog, data / "follow-state", f"http://127.0.0.1:{receiver.server_port}",
               "--flush", "0", folder))
    time.sleep(1.5)
    written = {}
    chance = random.Random(1)
    for number in range(LINES_LATENCY):
        written[number] = time.monotonic()
        log.write(b"08:00:01.%03d Std 04500 line %d\n" % (number % 1000, number))
        time.sleep(chance.uniform(0.005, 0.04))
    time.sleep(1)
    process.send_signal(signal.SIGTERM)
    process.wait()
    missing = [number for number in written if number not in receiver.arrived]
    if missing:
        fail(f"{len(missing)} lines did not arrive, the first is {missing[0]}")
    return sorted((receiver.arrived[n] - written[n]) * 1000 for n in written)


# --- Waiting -------------------------------------------------------------------------------


def peak_mb(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_while_down(genlog, data, folder):
    """Peak memory with ten logs to read and a server that takes nothing."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        follow(genlog, data / "follow-state", f"http://127.0.0.1:{port}", folder),
        stderr=subprocess.DEVNULL)
    time.sleep(DOWN_SECONDS)
    peak = peak_mb(process.pid)
    process.send_signal(signal.SIGTERM)
    process.wait()
    return peak


def idle_share(genlog, data):
    """Percent of a processor with a thousand files to which nobody writes."""
    folder = data / "follow-idle"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for number in range(1000):
        (folder / f"idle-{number}.log").write_text(
            f"08:00:00.000 Std 04500 file {number} {'x' * 300}\n")
    process = subprocess.Popen(
        follow(genlog, data / "follow-state", str(data / "follow-idle.ndjson"), folder))
    time.sleep(10)
    before = cpu_seconds(process.pid)
    time.sleep(IDLE_SECONDS)
    share = (cpu_seconds(process.pid) - before) / IDLE_SECONDS * 100
    process.send_signal(signal.SIGTERM)
    process.wait()
    return share


# --- Telling -------------------------------------------------------------------------------


def main():
    genlog, data, double = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
    folder, lines = make_logs(data / "bin", data)
    mine, plain, other = [], [], []
    for number in range(1, ROUNDS + 1):
        print(f"bench: round {number} of {ROUNDS}", file=sys.stderr)
        mine.append(catch_up(genlog, data, double, folder, lines))
        plain.append(catch_up(genlog, data, double, folder, lines, "--no-compression"))
        if number <= RSYSLOG_ROUNDS:
            other.append(catch_up_rsyslog(data, double, folder, lines))
    print("bench: latency, memory, idle files", file=sys.stderr)
    times = latencies(genlog, data)
    down = memory_while_down(genlog, data, folder)
    idle = idle_share(genlog, data)

    print(bench.introduction(lines))
    print("| program | lines per CPU second | lines per second | peak MB |")
    print("|---|---:|---:|---:|")
    for name, runs in (
        ("genlog follow", mine), ("genlog follow --no-compression", plain), ("rsyslog", other),
    ):
        print(
            f"| {name} | {1 / median(cpu, runs):,.0f} | {1 / median(bench.wall, runs):,.0f} |"
            f" {max(run.peak for run in runs):.0f} |")
    rate = 1 / median(cpu, mine)
    packed, ratio = (median(cpu, other) / median(cpu, runs) for runs in (mine, plain))
    late = times[int(len(times) * 0.99)]
    peak = max(run.peak for run in mine + plain)
    print("\n| figure | goal | measured | holds |\n|---|---|---:|---|")
    for name, goal, value, holds in (
        ("lines per CPU second", "at least 250,000", f"{rate:,.0f}", rate >= 250_000),
        ("times rsyslog's, both uncompressed", "at least 2", f"{ratio:.2f}", ratio >= 2),
        ("times rsyslog's, with gzip, which it does without", "at least 2", f"{packed:.2f}", packed >= 2),
        ("peak memory, 10 files", "under 64 MB", f"{peak:.0f} MB", peak < 64),
        (f"peak memory, server down for {DOWN_SECONDS} s", "under 64 MB", f"{down:.0f} MB", down < 64),
        ("append to POST, `--flush 0`, median", "", f"{statistics.median(times):.1f} ms", True),
        ("append to POST, `--flush 0`, 99 %", "at most 50 ms", f"{late:.1f} ms", late <= 50),
        ("1,000 idle files", "under 0.1 % CPU", f"{idle:.3f} %", idle < 0.1),
    ):
        print(f"| {name} | {goal} | {value} | {bench.answer(holds) if goal else ''} |")


main()
