"""The SIP Server log of `make bench`: how much of it a core takes a second.

    sipserver.py GENLOG DATA

Round after round genlog with one job and with two, each into a file and each into /dev/null, on the
log that generate-sip.c writes. What counts is bytes of the log by seconds of CPU. Before the first
round the events of one job and of two are compared; all bytes must have been read, and each record
must have become an event.

Settings, from the environment: BENCH_BYTES (size of the log), BENCH_ROUNDS.
"""

import json
import pathlib
import subprocess
import sys

import bench
from bench import GENLOG, ROUNDS, SINKS, cpu, fail, median, spread

LOG = "sip.log"
GOAL = 120  # MB a second and core


def check(genlog, data):
    """Fails unless one job and two give the same events, one a record; returns the counts."""
    report = data / "report.json"
    for name, command in bench.parse(genlog, LOG).items():
        with open(data / bench.output(name, "file"), "wb") as events:
            subprocess.run([*command, "--report", report], cwd=data, stdout=events, check=True)
        counts = json.loads(report.read_text())["total"]
        if counts["bytes"] != (data / LOG).stat().st_size or counts["events"] != counts["records"]:
            fail(f"{name}: not all of the log became events: {counts}")
    one, two = (data / bench.output(name, "file") for name in GENLOG)
    if subprocess.run(["cmp", one, two]).returncode != 0:
        fail("one job and two give different events")
    return counts


def speed(runs):
    """MB a second and core, of each run."""
    return [bench.BYTES / 1e6 / run.cpu for run in runs]


def table(results):
    lines = [
        "| program | output | MB/s per core | CPU ns a line | wall s | MB/s | peak MB |",
        "|---|---|---:|---:|---:|---:|---:|",
    ]
    for (name, sink), runs in results.items():
        seconds = median(lambda run: run.wall, runs)
        cells = [
            name,
            sink,
            spread(speed(runs)),
            f"{median(cpu, runs) * 1e9:,.0f}",
            f"{seconds:.2f}",
            f"{bench.BYTES / 1e6 / seconds:,.0f}",
            f"{max(run.peak for run in runs):.0f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def goals(results):
    lines = ["| figure | goal | measured | holds |", "|---|---|---:|---|"]
    for sink in SINKS:
        value = sorted(speed(results[GENLOG[0], sink]))[ROUNDS // 2]
        lines.append(
            f"| MB/s per core, one job, to {sink} | at least {GOAL} | {value:.0f} |"
            f" {bench.answer(value >= GOAL)} |"
        )
    return "\n".join(lines)


def main():
    genlog, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    tools = data / "bin"
    lines = bench.generate(tools, data, "generate-sip", LOG)
    print("bench: SIP Server: warming up, comparing events", file=sys.stderr)
    counts = check(genlog, data)
    commands = bench.parse(genlog, LOG)
    results = {(name, sink): [] for sink in SINKS for name in GENLOG}
    for number in range(1, ROUNDS + 1):
        print(f"bench: SIP Server: round {number} of {ROUNDS}", file=sys.stderr)
        for name, sink in results:
            run = bench.measure(tools, data, bench.output(name, sink), lines, *commands[name])
            results[name, sink].append(run)
    print(f"{counts['records']:,} records, {counts['matched']:,} of them known.", end=" ")
    print(bench.introduction(lines))
    print(f"{table(results)}\n\n{goals(results)}")


main()
