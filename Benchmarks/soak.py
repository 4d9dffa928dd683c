"""The long run: `make soak` runs this after it has built the program.

    soak.py GENLOG SAMPLES DATA

Makes a large random log, parses it with one job and with another number, and compares: the same
events, the same account, as many events as records without those that were filtered out, memory
within its bound. Then the next log, until SOAK_MINUTES (10) are over. At the first difference it stops,
keeps the log in DATA and says how to see it again. SOAK_SEED makes the same logs as an earlier run.
"""

import gzip
import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import time

MINUTES = float(os.environ.get("SOAK_MINUTES", "10"))
SEED = int(os.environ.get("SOAK_SEED", str(time.time_ns() % 1_000_000)))
# A job has a block, what becomes of it, and machine code of patterns; a record may fill many blocks.
BASE_MIB, JOB_MIB = 160, 60
TIMEOUT_SECONDS = 900

LINES = [
    b"10:00:00.000 Std 24200 Object: [CfgFolder], name [A], DBID: [268] is created by client, "
    b"type [SCE], name: [default], user: [default]",
    b"23:59:59.999 Trc 04541 Message MSGCFG_X received from 584 ( '')",
    b"00:00:00.001 Trc 04120 Check point 2016-05-14T00:00:00",
    b"12:53:33.355: one.12:53:33.355: two", b"-AP[1]-<-984 @05:21:43.8890", b"$+CTI:X:1",
    b"DBRequest, handle 453 sent, query :", b"    _I_I_00d2025f31ae001c [14:33] strategy: a",
    b"10:00:00.001: Sending  [0,UDP] 44 bytes to 192.0.2.82:5060 >>>>>",
    b"INVITE sip:7001@192.0.2.61 SIP/2.0", b"Call-ID: 1@example.com", b"", b"  ", b"\0\0\0",
    b"\tAttributeThisDN\t'7001'", b"\tAttributeConnID\t006c02462a161006", b"main.js?v:2 text",
    b"\tAttributeUserData\t[149] 00 03 03 00..", b"\t\t'A'\t'B'", b"\xef\xbb\xbf", b"member \xfc",
    b"2016-05-13T16:29:54.229 Standard localhost app GCTI-00-05060 Application started",
]
HEADER = (
    b"Application name: confserv\nApplication type: ConfigurationServer (21)\n"
    b"UTC time:         2015-12-07T13:21:34.860\nLocal time:       2015-12-07T18:51:34.860\n"
    b"Time zone:        -19800, India\n\n"
)


def pieces(samples):
    """Runs of whole lines of the samples, and lines of our own."""
    found = []
    for path in sorted(samples.glob("*.log")):
        lines = path.read_bytes().splitlines(keepends=True)
        found += [b"".join(lines[at : at + 30]) for at in range(0, len(lines), 30)]
    return found + [HEADER] + 3 * [line + b"\n" for line in LINES]


def piece(choose, all_pieces):
    """One piece, now and then damaged, or one that is as long as a record or a line may be."""
    kind = choose.randrange(8_000)
    if kind == 0:
        return b"10:00:00.000 x\n" + b"\tmember of many\n" * choose.randrange(60_000)
    if kind == 1:
        return b"10:00:00.000 " + b"x" * choose.randrange(3 << 20) + b"\n"
    if kind == 2:
        return choose.randbytes(choose.randrange(100_000))
    if kind == 3:
        return b"\n" * choose.randrange(1 << 20)
    chosen = choose.choice(all_pieces)
    if kind < 800 and chosen:
        at = choose.randrange(len(chosen))
        chosen = chosen[:at] + choose.randbytes(choose.randrange(4)) + chosen[at + 1 :]
    return chosen


def write_log(path, choose, all_pieces):
    """Writes a log of up to 24 MB, sometimes compressed, sometimes with Windows' ends of lines."""
    size = choose.choice([1, 4, 12, 24]) << 20
    windows = choose.random() < 0.2
    opened = gzip.open(path, "wb", 1) if choose.random() < 0.2 else open(path, "wb")
    with opened as log:
        while size > 0:
            block = b"".join(piece(choose, all_pieces) for _ in range(500))
            log.write(block.replace(b"\n", b"\r\n") if windows else block)
            size -= len(block)


def options(choose):
    """Options that change what is done with events."""
    chosen = ["--quiet", "--timezone", choose.choice(["UTC", "Europe/London"])]
    if choose.random() < 0.3:
        chosen += ["--where", choose.choice(["log.level >= Std", "not event.code = 24200"])]
    if choose.random() < 0.3:
        chosen += ["--max-record-lines", str(choose.choice([1, 2, 10, 1000]))]
    if choose.random() < 0.3:
        chosen += ["--max-record-bytes", str(choose.choice([1024, 100_000, 4 << 20]))]
    if choose.random() < 0.2:
        chosen += ["--format", choose.choice(["json", "csv"])]
    return chosen


def run(command, report):
    """Runs genlog; returns the digest of its output, its report without times, its peak in MiB."""
    digest = hashlib.sha256()
    with subprocess.Popen([*command, "--report", report], stdout=subprocess.PIPE) as program:
        start = time.monotonic()
        while block := program.stdout.read(1 << 20):
            digest.update(block)
            if time.monotonic() - start > TIMEOUT_SECONDS:
                program.kill()
                raise Difference(f"no end after {TIMEOUT_SECONDS} s")
        _, status, usage = os.wait4(program.pid, 0)
        program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode != 0:
        raise Difference(f"exit {program.returncode}")
    account = json.loads(pathlib.Path(report).read_text())
    for part in [account, *account["inputs"]]:
        del part["seconds"]
    return digest.hexdigest(), account, usage.ru_maxrss / 1024


class Difference(Exception):
    """What should be the same and is not."""


def differences(one, other):
    """What two accounts do not have in common, by key."""
    one, other = ({**part["total"], **part["total"]["rules"]} for part in (one, other))
    return {
        key: (one.get(key), other.get(key))
        for key in one.keys() | other.keys()
        if key != "rules" and one.get(key) != other.get(key)
    }


def compare(genlog, log, choose, data):
    """Parses a log twice; returns how many records it has, and the larger peak."""
    command = [genlog, "parse", log, *options(choose)]
    jobs = choose.choice([2, 3, 8])
    print(f"  {' '.join(map(str, command))} --jobs {jobs}", flush=True)
    one, account, peak = run([*command, "--jobs", "1"], data / "one.json")
    several, other, peak_of_several = run([*command, "--jobs", str(jobs)], data / "several.json")
    total = account["total"]
    if account != other:
        raise Difference(f"the account of 1 job and of {jobs}: {differences(account, other)}")
    if one != several:
        raise Difference(f"the events of 1 job and of {jobs} differ")
    if total["records"] != total["events"] + total["filtered"]:
        raise Difference(f"records are not events and filtered: {total}")
    for count, mib in ((1, peak), (jobs, peak_of_several)):
        if mib > BASE_MIB + JOB_MIB * count:
            raise Difference(f"{mib:.0f} MiB with {count} jobs")
    return total["records"], max(peak, peak_of_several)


def main():
    genlog, samples, data = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    data.mkdir(exist_ok=True)
    all_pieces = pieces(samples)
    end = time.monotonic() + MINUTES * 60
    logs = records = 0
    highest = 0.0
    while time.monotonic() < end:
        seed = SEED + logs
        choose = random.Random(seed)
        log = data / "soak.log"
        write_log(log, choose, all_pieces)
        try:
            count, peak = compare(genlog, log, choose, data)
        except Difference as difference:
            kept = data / f"soak-{seed}.log"
            log.rename(kept)
            sys.exit(f"soak: {difference}\nthe log: {kept}; the same again: make soak SOAK_SEED={seed}")
        logs += 1
        records += count
        highest = max(highest, peak)
    print(f"{logs} logs, {records} records, no difference; at most {highest:.0f} MiB (seed {SEED})")


main()
