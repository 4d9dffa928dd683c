"""The patterns of `make bench`: each of the library, and some beside PCRE2 called from C.

    patterns.py GENLOG DATA

First `genlog patterns bench` over the whole library. Then, round after round, three patterns on a
line that matches, on a foreign one and on one that fails near its end, and the first 150 patterns
of the library on a foreign line: genlog, and pcre2.c with the same expressions on the same lines.
Last `genlog patterns coverage` beside `genlog parse`, on the logs of the other parts, one job each.
The result is Markdown; docs/performance.md holds it, of the last table the first rows.

Settings, from the environment: BENCH_ROUNDS.
"""

import json
import pathlib
import statistics
import subprocess
import sys

import bench
from bench import ROUNDS, fail

HEAD_LINE = (
    "16:29:54.229 Std 24200 Object: [CfgFolder], name [Demands], DBID: [268] is created by client, "
    "type [SCE], name: [default], user: [default]"
)
HEAD = r"^%{TIME:time} %{WORD:level} (?<code>\d{5}) %{GREEDYDATA:message}"
TITLES = {
    "COMBINEDAPACHELOG": "COMBINEDAPACHELOG",
    "SYSLOGLINE": "SYSLOGLINE",
    HEAD: "a Genesys head",
}
SEARCHES = {"match": "match", "miss": "miss", "late_miss": "late miss"}
SET = 150
MOST_SET = 2000  # ns that a set may take for a foreign line
MOST_RATIO = 10  # matches that a late miss may cost
MOST_COVERAGE = 2  # times of `parse` that `coverage` may take
LOGS = {"Configuration Server": ("generate", "cs.log"), "SIP Server": ("generate-sip", "sip.log")}


def genlog_bench(genlog, *arguments):
    command = [genlog, "patterns", "bench", "--json", *arguments]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [json.loads(line) for line in answer.splitlines()]


def pcre2(tools, regexes, *lines):
    """Nanoseconds of each line, and whether one of the regexes matched."""
    text = b"".join(regex.encode() + b"\0" for regex in regexes)
    answer = subprocess.run(
        [tools / "pcre2", *lines], input=text, check=True, stdout=subprocess.PIPE
    ).stdout.decode()
    return [(int(matched), float(ns)) for matched, ns in map(str.split, answer.splitlines())]


def measure_round(genlog, tools, results):
    """Measures the three patterns and the set with both programs, one right after the other."""
    for row in genlog_bench(genlog, *TITLES, "--line", HEAD_LINE):
        lines = [row[key]["line"] for key in SEARCHES]
        for key, (matched, ns) in zip(SEARCHES, pcre2(tools, [row["regex"]], *lines)):
            if matched != (key == "match"):
                fail(f"{row['name']}: PCRE2 does not agree on {row[key]['line']!r}")
            results.setdefault((TITLES[row["name"]], SEARCHES[key]), []).append(
                (row[key]["ns"], ns)
            )


def measure_set(tools, rows, results):
    regexes = {row["name"]: row["regex"] for row in rows if "name" in row}
    for row in rows:
        if len(row.get("set", [])) == SET:
            ((matched, ns),) = pcre2(
                tools, [regexes[name] for name in row["set"]], row["miss"]["line"]
            )
            if matched:
                fail("a pattern of the set matches the foreign line")
            results.setdefault((f"{SET} patterns", "foreign line"), []).append(
                (row["miss"]["ns"], ns)
            )
            return
    fail(f"fewer than {SET} patterns of the library describe a line")


def measure_coverage(genlog, data, lines, results):
    """Measures `coverage` and `parse` on each log, one right after the other."""
    for title, (_, log) in LOGS.items():
        run = lambda *command: bench.measure(
            data / "bin", data, "/dev/null", lines[title], genlog, *command, "--jobs", "1", log
        )
        results.setdefault(title, []).append(
            (run("parse", "--quiet"), run("patterns", "coverage"))
        )


def coverage_table(results):
    lines = [
        "| log | parse, ns a line | coverage, ns a line | times parse |",
        "|---|---:|---:|---:|",
    ]
    for title, runs in results.items():
        mine, other = (
            statistics.median(bench.cpu(run) * 1e9 for run in column) for column in zip(*runs)
        )
        ratio = bench.spread([right.cpu / left.cpu for left, right in runs])
        lines.append(f"| {title} | {mine:,.0f} | {other:,.0f} | {ratio} |")
    return "\n".join(lines)


def comparison(results):
    lines = [
        "| pattern | line | genlog ns | PCRE2 from C ns | genlog, times C |",
        "|---|---|---:|---:|---:|",
    ]
    for (name, line), values in results.items():
        mine, other = (statistics.median(column) for column in zip(*values))
        ratio = bench.spread([left / right for left, right in values])
        lines.append(f"| {name} | {line} | {mine:,.0f} | {other:,.0f} | {ratio} |")
    return "\n".join(lines)


def every(rows):
    """All patterns, those first whose late miss costs the most matches; and that ratio."""
    rows = [row for row in rows if "late_miss_per_match" in row]
    rows.sort(key=lambda row: -row["late_miss_per_match"])
    lines = [
        "| pattern | match ns | miss ns | late miss ns | late miss, in matches |",
        "|---|---:|---:|---:|---:|",
    ]
    for row in rows:
        # Some match any line: they have no miss.
        times = " | ".join(
            f"{row[key]['ns']:,.0f}" if key in row else "" for key in SEARCHES
        )
        lines.append(f"| {row['name']} | {times} | {row['late_miss_per_match']:.1f} |")
    return "\n".join(lines), rows[0]["late_miss_per_match"]


def goals(results, ratio, coverage):
    ns = statistics.median(mine for mine, _ in results[f"{SET} patterns", "foreign line"])
    lines = ["| figure | goal | measured | holds |", "|---|---|---:|---|"]

    def goal(name, limit, value, unit, digits=0):
        holds = bench.answer(value <= limit)
        lines.append(f"| {name} | at most {limit:,} {unit} | {value:,.{digits}f} | {holds} |")

    goal(f"{SET} patterns on a foreign line", MOST_SET, ns, "ns")
    goal("the worst late miss of the library", MOST_RATIO, ratio, "matches", 1)
    times = max(
        statistics.median(right.cpu / left.cpu for left, right in runs)
        for runs in coverage.values()
    )
    goal("`coverage`, one job", MOST_COVERAGE, times, "times `parse`", 2)
    return "\n".join(lines)


def main():
    genlog, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    tools = data / "bin"
    results, coverage = {}, {}
    lines = {title: bench.generate(tools, data, *log) for title, log in LOGS.items()}
    print("bench: patterns: the library", file=sys.stderr)
    rows = genlog_bench(genlog)
    for number in range(1, ROUNDS + 1):
        print(f"bench: patterns: round {number} of {ROUNDS}", file=sys.stderr)
        measure_round(genlog, tools, results)
        measure_set(tools, rows if number == 1 else genlog_bench(genlog), results)
        measure_coverage(genlog, data, lines, coverage)
    table, ratio = every(rows)
    print(f"{bench.machine()}. Medians of {ROUNDS} rounds; in brackets the least and the most.\n")
    print(f"{comparison(results)}\n\n{goals(results, ratio, coverage)}\n")
    print(f"{coverage_table(coverage)}\n")
    print(f"Each pattern that can miss late, the dearest late miss first:\n\n{table}")


main()
