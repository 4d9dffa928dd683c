"""The captures of `make bench`: genlog-wire beside tshark, on what generate-wire.c writes.

    wire.py GENLOG DATA DOUBLE

`genlog-wire` is taken from beside GENLOG; each program is held to one core. Round after round it
decodes three captures into files: SIP and HTTP mixed, SIP where each call has endpoints of its own,
and SIP where all calls share theirs. tshark (Debian's, where it is installed) decodes the first to
`-T ek`, what Elasticsearch would take, and the two others to a tenth of the fields, in the rounds
that BENCH_TSHARK_ROUNDS leaves it. tshark keeps what it has seen in memory, so its captures are the
first BENCH_TSHARK_BYTES of the same traffic, and rates are compared.

Settings, from the environment: BENCH_WIRE_BYTES (size of a capture), BENCH_ROUNDS,
BENCH_TSHARK_BYTES, BENCH_TSHARK_ROUNDS.
"""

import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import bench
from bench import ROUNDS, fail, spread

BYTES = int(os.environ.get("BENCH_WIRE_BYTES", "500000000"))
TSHARK_BYTES = int(os.environ.get("BENCH_TSHARK_BYTES", "20000000"))
TSHARK_ROUNDS = int(os.environ.get("BENCH_TSHARK_ROUNDS", "1"))
CAPTURES = {
    "mixed": ("SIP and HTTP", ("mixed", "apart")),
    "apart": ("SIP, endpoints apart", ("sip", "apart")),
    "together": ("SIP, endpoints shared", ("sip", "together")),
}
FIELDS = ("-T", "fields", "-e", "sip.Call-ID", "-e", "sip.Method", "-e", "sip.Status-Code")
LEAST_RATE = 200_000  # SIP messages a second, one core
LEAST_TIMES = 20  # tshark's throughput, of the mixed capture
MOST_SIZE = 1.5  # bytes of JSON by bytes of the capture
MOST_MEMORY = 100  # MB
MOST_SHARED = 1.15  # cost of a message where endpoints are shared, by that where they are not


def generate(tools, data, name, count):
    """Writes a capture of `count` bytes; returns its path."""
    path = data / f"wire-{name}-{count}.pcap"
    if not path.exists():
        with open(path, "wb") as capture:
            command = [tools / "generate-wire", str(count), *CAPTURES[name][1]]
            subprocess.run(command, stdout=capture, check=True)
    return path


def count_events(path):
    """How many events a file has, and how many of them are of SIP messages."""
    events = messages = 0
    with open(path, "rb") as file:
        for line in file:
            events += 1
            messages += b'"action":"sip-message"' in line
    return events, messages


def measure(tools, data, output, *command):
    return bench.measure(tools, data, output, 1, "taskset", "-c", "1", *command)


def run_tshark(tools, data, name, results):
    capture = generate(tools, data, name, TSHARK_BYTES)
    form = ("-T", "ek") if name == "mixed" else FIELDS
    run = measure(tools, data, "tshark.out", "tshark", "-n", "-r", capture, *form)
    results[name].append((capture.stat().st_size / 1e6 / run.cpu, run))


def table(results, tshark, facts):
    lines = [
        "| capture | program | output | MB/s | SIP messages/s | peak MB | JSON, times the capture |",
        "|---|---|---|---:|---:|---:|---:|",
    ]
    for name, (title, _) in CAPTURES.items():
        size, events, messages, out = facts[name]
        runs = results[name]
        cells = [
            title,
            "genlog-wire decode",
            "NDJSON",
            spread([size / 1e6 / run.cpu for run in runs]),
            f"{statistics.median(messages / run.cpu for run in runs):,.0f}",
            f"{max(run.peak for run in runs):.0f}",
            f"{out / size:.2f}",
        ]
        lines.append(f"| {' | '.join(cells)} |")
        for rate, run in tshark[name][-1:]:
            share = messages / (size / 1e6)
            form = "-T ek" if name == "mixed" else "three fields"
            cells = [
                title,
                "tshark",
                form,
                f"{statistics.median(rate for rate, _ in tshark[name]):.2f}",
                f"{statistics.median(rate for rate, _ in tshark[name]) * share:,.0f}",
                f"{run.peak:.0f}",
                "",
            ]
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def goals(results, tshark, facts):
    lines = ["| figure | goal | measured | holds |", "|---|---|---:|---|"]

    def goal(name, limit, value, text, least):
        holds = value >= limit if least else value <= limit
        word = "at least" if least else "at most"
        lines.append(f"| {name} | {word} {limit:,} | {text} | {bench.answer(holds)} |")

    def cost(name):
        return statistics.median(run.cpu for run in results[name]) / facts[name][2]

    rate = 1 / cost("apart")
    goal("SIP messages a second, one core", LEAST_RATE, rate, f"{rate:,.0f}", True)
    if tshark["mixed"]:
        mine = statistics.median(facts["mixed"][0] / 1e6 / run.cpu for run in results["mixed"])
        times = mine / statistics.median(rate for rate, _ in tshark["mixed"])
        goal("throughput, SIP and HTTP, times tshark -T ek", LEAST_TIMES, times, f"{times:.0f}", True)
    size = facts["mixed"][3] / facts["mixed"][0]
    goal("bytes of JSON, SIP and HTTP, times the capture", MOST_SIZE, size, f"{size:.2f}", False)
    shared = cost("together") / cost("apart")
    goal("cost of a message, endpoints shared or not", MOST_SHARED, shared, f"{shared:.2f}", False)
    peak = max(run.peak for runs in results.values() for run in runs)
    goal("peak memory, MB", MOST_MEMORY, peak, f"{peak:.0f}", False)
    return "\n".join(lines)


def main():
    genlog, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    tools, wire = data / "bin", genlog.parent / "genlog-wire"
    has_tshark = shutil.which("tshark") is not None
    results, tshark, facts = ({name: [] for name in CAPTURES} for _ in range(3))
    for number in range(1, ROUNDS + 1):
        print(f"bench: captures: round {number} of {ROUNDS}", file=sys.stderr)
        for name in CAPTURES:
            capture = generate(tools, data, name, BYTES)
            run = measure(tools, data, "wire.ndjson", wire, "decode", "--quiet", capture)
            results[name].append(run)
            if number == 1:
                out = data / "wire.ndjson"
                events, messages = count_events(out)
                facts[name] = (capture.stat().st_size, events, messages, out.stat().st_size)
                if messages == 0:
                    fail(f"{capture}: no SIP message was found")
            if has_tshark and number <= TSHARK_ROUNDS:
                run_tshark(tools, data, name, tshark)
    for capture in data.glob("wire*.*"):
        capture.unlink()
    version = "no tshark here"
    if has_tshark:
        answer = subprocess.run(["tshark", "--version"], stdout=subprocess.PIPE, text=True)
        version = answer.stdout.splitlines()[0]
    print(
        f"{bench.machine()}. Captures of {BYTES / 1e6:,.0f} MB, one core, by CPU time; medians of {ROUNDS}"
        f" rounds, in brackets the least and the most. {version}, captures of {TSHARK_BYTES / 1e6:,.0f} MB.\n"
    )
    print(json.dumps({name: facts[name][1] for name in CAPTURES}), file=sys.stderr)
    print(f"{table(results, tshark, facts)}\n\n{goals(results, tshark, facts)}")


main()
