"""The places of `make bench`: what looking up costs, what --geo adds to `parse`, and what importing takes.

    geo.py GENLOG DATA

A database of addresses and a table of postcodes are made up first: a record for each /12, and for
NETWORKS random networks in them, POSTCODES postcodes over all districts. Then, round after round: `genlog geo bench` with
both; `genlog parse` of the SIP Server log without places, with --geo, and with --geo, the table and
the database, one right after the other; `genlog geo import` of the postcodes. The result is Markdown;
docs/performance.md and docs/geo.md hold it.

Settings, from the environment: BENCH_ROUNDS, BENCH_BYTES.
"""

import json
import pathlib
import random
import re
import statistics
import struct
import subprocess
import sys

import bench
from bench import ROUNDS

NETWORKS = 200_000
POSTCODES = 1_800_000
MOST_LOOKUP = 200  # ns
MOST_IMPORT = 300  # MB
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
AREAS = pathlib.Path(__file__).parent.parent / "Sources/Geo/tables/postcode-areas.tsv"


# --- What is looked up in --------------------------------------------------------------------


def value(item):
    """A value as MaxMind's format has it."""
    if isinstance(item, str):
        text = item.encode()
        return bytes([0x40 | len(text)]) + text
    if isinstance(item, float):
        return b"\x68" + struct.pack(">d", item)
    if isinstance(item, int):
        digits = item.to_bytes((item.bit_length() + 7) // 8, "big")
        return bytes([0xC0 | len(digits)]) + digits
    if isinstance(item, list):
        return bytes([len(item), 0x04]) + b"".join(map(value, item))
    return bytes([0xE0 | len(item)]) + b"".join(value(key) + value(item[key]) for key in item)


def networks(numbers):
    """Networks as bits, the larger ones first."""
    for number in range(1 << 12):
        yield number, 12
    for length in range(13, 25):
        for _ in range(NETWORKS // 12):
            yield numbers.getrandbits(length), length


def database(path):
    """Writes a City database of IPv4 networks with records of 28 bits."""
    numbers = random.Random(1)
    nodes, data = [[None, None]], bytearray()
    for network, length in networks(numbers):
        node = 0
        for bit in range(length - 1, 0, -1):
            side = network >> bit & 1
            following = nodes[node][side]
            if following is None or following < 0:
                nodes.append([following, following])
                nodes[node][side] = following = len(nodes) - 1
            node = following
        if (nodes[node][network & 1] or -1) >= 0:
            continue
        nodes[node][network & 1] = ~len(data)
        names = {"names": {"en": f"Town {numbers.randrange(20_000)}"}}
        place = {"latitude": numbers.uniform(50, 58), "longitude": numbers.uniform(-5, 1)}
        data += value(
            {"city": names, "country": {"iso_code": "GB"}, "location": place, "subdivisions": [names]}
        )
    count, tree = len(nodes), bytearray()
    for node in nodes:
        left, right = (
            count if side is None else side if side >= 0 else count + 16 + ~side for side in node
        )
        tree += (left & 0xFFFFFF).to_bytes(3, "big")
        tree += bytes([left >> 24 << 4 | right >> 24]) + (right & 0xFFFFFF).to_bytes(3, "big")
    facts = {
        "node_count": count,
        "record_size": 28,
        "ip_version": 4,
        "database_type": "Bench-City",
        "binary_format_major_version": 2,
        "binary_format_minor_version": 0,
        "languages": ["en"],
        "description": {"en": "made up"},
    }
    sizes = {"node_count": 6, "build_epoch": 9}
    metadata = bytes([0xE0 | len(facts) + 1])
    for key, item in {**facts, "build_epoch": 1}.items():
        text = value(item)
        if isinstance(item, int):
            digits = item.to_bytes((item.bit_length() + 7) // 8, "big")
            kind = sizes.get(key, 5)
            head = [kind << 5 | len(digits)] if kind < 8 else [len(digits), kind - 7]
            text = bytes(head) + digits
        metadata += value(key) + text
    path.write_bytes(bytes(tree) + bytes(16) + data + b"\xab\xcd\xefMaxMind.com" + metadata)


def districts():
    """All first halves of postcodes."""
    for line in AREAS.read_text().splitlines():
        if line.startswith("#"):
            continue
        letters, _, latitude, longitude, _, _, parts = line.split("\t")[:7]
        for part in parts.split(","):
            first, last = (re.findall(r"\d+", part) * 2)[:2] if "-" not in part else re.findall(r"\d+", part)
            for number in range(int(first), int(last) + 1):
                yield f"{letters}{number}{'A' if part.endswith('!') else ''}", float(latitude), float(longitude)


def postcodes(path):
    """Writes lines of code, latitude, longitude."""
    numbers = random.Random(2)
    every = list(districts())
    with open(path, "w") as file:
        for index in range(POSTCODES):
            code, latitude, longitude = every[index % len(every)]
            inward = index // len(every)
            inward = f"{inward % 10}{LETTERS[inward // 10 % 20]}{LETTERS[inward // 200 % 20]}"
            point = f"{latitude + numbers.uniform(-0.2, 0.2):.6f},{longitude + numbers.uniform(-0.3, 0.3):.6f}"
            file.write(f"{code} {inward},{point}\n")


# --- Measuring -------------------------------------------------------------------------------


def lookups(genlog, data, results):
    command = [genlog, "geo", "bench", "--json", "--geo-ip", data / "city.mmdb"]
    command += ["--geo-table", data / "places.geo"]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    for row in map(json.loads, answer.splitlines()):
        results.setdefault(row["kind"], []).append(row["ns"])
        if "first_ns" in row:
            results.setdefault(f"{row['kind']}, the first time", []).append(row["first_ns"])


def main():
    genlog, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    tools = data / "bin"
    print("bench: geo: a database and a table", file=sys.stderr)
    database(data / "city.mmdb")
    postcodes(data / "postcodes.csv")
    lines = bench.generate(tools, data, "generate-sip", "sip.log")
    parse = [genlog, "parse", "--quiet", "--jobs", "1"]
    commands = {
        "without": [],
        "--geo": ["--geo"],
        "--geo, table, database": ["--geo", "--geo-table", "places.geo", "--geo-ip", "city.mmdb"],
    }
    imports, runs, times = [], {name: [] for name in commands}, {}
    for number in range(1, ROUNDS + 1):
        print(f"bench: geo: round {number} of {ROUNDS}", file=sys.stderr)
        imported = [genlog, "geo", "import", "postcodes.csv", "--to", "places.geo"]
        imports.append(bench.measure(tools, data, "/dev/null", POSTCODES, *imported))
        lookups(genlog, data, times)
        for name, options in commands.items():
            command = [*parse, *options, "sip.log"]
            runs[name].append(bench.measure(tools, data, "/dev/null", lines, *command))
    size = (data / "places.geo").stat().st_size
    for name in ("city.mmdb", "postcodes.csv", "places.geo", "sip.log"):
        (data / name).unlink()
    print(bench.introduction(lines))
    print("| look-up | ns |\n|---|---:|")
    for name, values in times.items():
        print(f"| {name} | {statistics.median(values):,.0f} |")
    print("\n| parse, one job | ns a line | times without | MB |\n|---|---:|---:|---:|")
    for name in commands:
        ratios = [run.cpu / base.cpu for run, base in zip(runs[name], runs["without"])]
        peak = max(run.peak for run in runs[name])
        ns = bench.median(bench.cpu, runs[name]) * 1e9
        print(f"| {name} | {ns:,.0f} | {bench.spread(ratios)} | {peak:,.0f} |")
    seconds = statistics.median(run.wall for run in imports)
    peak = max(run.peak for run in imports)
    print(f"\nImport of {POSTCODES:,} postcodes: {seconds:.1f} s, {peak:.0f} MB, a file of {size / 1e6:.1f} MB.\n")
    print("| figure | goal | measured | holds |\n|---|---|---:|---|")
    for kind in ("number", "postcode", "address"):
        ns = statistics.median(times[kind])
        print(f"| a look-up, {kind} | at most {MOST_LOOKUP} ns | {ns:.0f} | {bench.answer(ns <= MOST_LOOKUP)} |")
    print(f"| memory of an import, MB | at most {MOST_IMPORT} | {peak:.0f} | {bench.answer(peak <= MOST_IMPORT)} |")


main()
