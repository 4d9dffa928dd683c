"""What the parts of the benchmark share: running a program, and telling what it cost."""

import os
import pathlib
import platform
import statistics
import subprocess
import sys

BYTES = int(os.environ.get("BENCH_BYTES", "200000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
SINKS = ("file", "/dev/null")
GENLOG = ("genlog --jobs 1", "genlog --jobs 2")


class Run:
    """What one run of a program cost."""

    def __init__(self, wall, user, system, peak_kib, lines):
        self.wall = wall
        self.user = user
        self.cpu = user + system
        self.peak = peak_kib / 1024
        self.lines = lines


def fail(text):
    sys.exit(f"bench: {text}")


def measure(tools, data, output, lines, *command):
    """Runs a command in the data folder with its standard output in the file `output`."""
    os.sync()  # so that no run pays for the disk writes of the run before
    measured = [tools / "measure", output, *command]
    answer = subprocess.run(measured, cwd=data, check=True, stdout=subprocess.PIPE, text=True)
    answer = answer.stdout.split()
    if answer[0] != "0":
        fail(f"{' '.join(map(str, command))}: exit {answer[0]}")
    return Run(*map(float, answer[1:]), lines)


def count_lines(path):
    with open(path, "rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def generate(tools, data, program, name):
    """Writes a log of BYTES bytes with one of the generators; returns its line count."""
    with open(data / name, "wb") as log:
        subprocess.run([tools / program, str(BYTES)], stdout=log, check=True)
    return count_lines(data / name)


def parse(genlog, log):
    """The commands that read a log, by the names of GENLOG."""
    return {
        name: [genlog, "parse", "--quiet", "--jobs", name[-1], log] for name in GENLOG
    }


def output(name, sink):
    """The file that a program's events go to."""
    return f"{name.replace(' --jobs ', '-')}.ndjson" if sink == "file" else sink


# --- Telling -------------------------------------------------------------------------------


def cpu(run):
    """CPU seconds a line."""
    return run.cpu / run.lines


def wall(run):
    """Seconds a line."""
    return run.wall / run.lines


def median(of, runs):
    return statistics.median(map(of, runs))


def spread(values):
    return f"{statistics.median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def answer(holds):
    return "yes" if holds else "NO"


def machine():
    model = next(
        (
            line.partition(":")[2].strip()
            for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    return f"{model}, {os.cpu_count()} cores, Linux {platform.release()}"


def introduction(lines):
    """The sentence before a table."""
    return (
        f"{machine()}. {lines:,} lines, {BYTES / 1e6:,.0f} MB."
        f" Medians of {ROUNDS} rounds; in brackets the least and the most.\n"
    )
