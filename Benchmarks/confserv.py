"""The Configuration Server log of `make bench`: genlog beside a floor in C, and rsyslog.

    confserv.py GENLOG DATA

In one go, round after round, side by side: the floor (floor.c), genlog with one job, genlog with
two, each into a file and each into /dev/null; in the first rounds rsyslog too. Times are not
comparable between machines or hours, so each round is compared with itself, and the median of the
ratios counts. The result is the Markdown that docs/performance.md holds.

Settings, from the environment: BENCH_BYTES (size of the log), BENCH_ROUNDS, BENCH_RSYSLOG_ROUNDS.
"""

import itertools
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import time

import bench
from bench import GENLOG, ROUNDS, SINKS, Run, count_lines, cpu, fail, median, spread, wall

RSYSLOG_ROUNDS = int(os.environ.get("BENCH_RSYSLOG_ROUNDS", "2"))
RSYSLOG_SECONDS = 120  # longer is not waited for: lines per CPU second are known by then
STARTS = 20

HERE = pathlib.Path(__file__).resolve().parent
LOG = "cs.log"


# --- Running -------------------------------------------------------------------------------


def make_log(tools, data):
    """Writes the log, and one-line.log with its header and first line; returns its line count."""
    lines = bench.generate(tools, data, "generate", LOG)
    with open(data / LOG, "rb") as log, open(data / "one-line.log", "wb") as short:
        for line in log:
            short.write(line)
            if line[:1].isdigit():
                break
    return lines


def compare(data, mine, floor):
    """Fails unless both files hold the same events after genlog's event for the header block."""
    with open(data / mine, "rb") as left, open(data / floor, "rb") as right:
        left.readline()
        for number, (event, other) in enumerate(itertools.zip_longest(left, right), 1):
            if event != other:
                fail(f"event {number} differs\n  genlog: {event!r}\n  floor:  {other!r}")


def first_byte(genlog, data):
    """Seconds from the start of genlog to the first byte of its first event."""
    start = time.monotonic()
    with subprocess.Popen(
        [genlog, "parse", "--quiet", "one-line.log"], cwd=data, stdout=subprocess.PIPE
    ) as process:
        byte = os.read(process.stdout.fileno(), 1)
        elapsed = time.monotonic() - start
        process.stdout.read()
    if not byte or process.returncode != 0:
        fail(f"genlog parse one-line.log: exit {process.returncode}, first byte {byte!r}")
    return elapsed


# --- rsyslog -------------------------------------------------------------------------------


def cpu_ticks(pid):
    """User and system time of a process that runs, in clock ticks (proc(5), /proc/pid/stat)."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def peak_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def run_rsyslog(data):
    """Runs rsyslog, an instance of its own, until it has nothing more to do."""
    root, work = data / "rsyslog", data / "rsyslog-work"
    libraries = next(root.glob("usr/lib/*/rsyslog"), None)
    if libraries is None:
        fail("no rsyslog in bench-data/rsyslog: `make bench` puts it there")
    subprocess.run(["rm", "-rf", work], check=True)
    work.mkdir()
    output = work / "events.ndjson"
    rules, settings = HERE / "rsyslog/genesys.rulebase", work / "rsyslog.conf"
    text = (HERE / "rsyslog/rsyslog.conf").read_text()
    for name, path in ("WORK", work), ("LOG", data / LOG), ("RULES", rules), ("OUTPUT", output):
        text = text.replace(f"@{name}@", str(path))
    settings.write_text(text)
    os.sync()

    start = time.monotonic()
    process = subprocess.Popen(
        [root / "usr/sbin/rsyslogd", "-n", "-M", libraries, "-f", settings, "-i", work / "pid"],
        env={**os.environ, "LD_LIBRARY_PATH": str(libraries.parent)},
        stderr=open(work / "messages", "wb"),
    )
    # It goes on waiting for lines at the end of the file: a second without work is the end.
    busy_until, ticks = start, -1
    while time.monotonic() - busy_until < 1 or not output.exists():
        time.sleep(0.05)
        if process.poll() is not None:
            fail(f"rsyslogd ended, exit {process.returncode}; see {work}/messages")
        if (now := cpu_ticks(process.pid)) != ticks:
            busy_until, ticks = time.monotonic(), now
        if busy_until - start > RSYSLOG_SECONDS:
            break
    peak = peak_kib(process.pid)
    process.send_signal(signal.SIGTERM)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    wall = busy_until - start
    return Run(wall, usage.ru_utime, usage.ru_stime, peak, count_lines(output))


# --- Telling -------------------------------------------------------------------------------


def ratios(of, runs, base):
    """What runs cost in terms of the floor's, round by round."""
    return [of(run) / of(other) for run, other in zip(runs, base)]


def cost_table(results):
    lines = [
        "| program | output | CPU ns a line | in user mode | CPU, times the floor | wall s |"
        " wall, times the floor | peak MB |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for (name, sink), runs in sorted(results.items(), key=lambda item: item[0][1], reverse=True):
        base = results["floor", sink]
        cells = [
            name,
            sink,
            f"{median(cpu, runs) * 1e9:,.0f}",
            f"{median(lambda run: run.user / run.lines, runs) * 1e9:,.0f}",
            spread(ratios(cpu, runs, base)),
            f"{median(lambda run: run.wall, runs):.2f}",
            spread(ratios(wall, runs, base)),
            f"{max(run.peak for run in runs):.0f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def goal_table(results, starts):
    rows = []

    def goal(name, limit, value, holds, unit=""):
        rows.append(f"| {name} | {limit}{unit} | {value:.2f}{unit} | {bench.answer(holds)} |")

    for sink in SINKS:
        floor, one, two = (results[name, sink] for name in ("floor", *GENLOG))
        value = statistics.median(ratios(cpu, one, floor))
        goal(f"CPU, one job, times the floor, to {sink}", "at most 1.5", value, value <= 1.5)
        value = statistics.median(ratios(wall, two, floor))
        goal(f"wall, two jobs, times the floor, to {sink}", "at most 1.0", value, value <= 1.0)
    value = median(cpu, results["rsyslog", "file"]) / median(cpu, results[GENLOG[0], "file"])
    goal("lines per CPU second, one job, times rsyslog", "at least 10", value, value >= 10)
    value = max(run.peak for sink in SINKS for name in GENLOG for run in results[name, sink])
    goal("peak memory", "under 64", value, value < 64, " MB")
    value = statistics.median(starts) * 1000
    goal("start to first event", "under 30", value, value < 30, " ms")
    return "\n".join(["| figure | goal | measured | holds |", "|---|---|---:|---|", *rows])


def main():
    genlog, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    tools = data / "bin"
    lines = make_log(tools, data)
    commands = {"floor": [tools / "floor", LOG], **bench.parse(genlog, LOG)}

    def run(name, sink):
        return bench.measure(tools, data, bench.output(name, sink), lines, *commands[name])

    print("bench: warming up, comparing events", file=sys.stderr)
    for name in commands:
        run(name, "file")
    for jobs in "1", "2":
        compare(data, f"genlog-{jobs}.ndjson", "floor.ndjson")

    results = {(name, sink): [] for sink in SINKS for name in commands}
    results["rsyslog", "file"] = []
    for number in range(1, ROUNDS + 1):
        print(f"bench: round {number} of {ROUNDS}", file=sys.stderr)
        for name, sink in results:
            if name in commands:
                results[name, sink].append(run(name, sink))
            elif number <= RSYSLOG_ROUNDS:
                results[name, sink].append(run_rsyslog(data))
    starts = [first_byte(genlog, data) for _ in range(STARTS)]

    print(bench.introduction(lines))
    print(f"{cost_table(results)}\n\n{goal_table(results, starts)}")


main()
