#!/usr/bin/env python3
"""Compares the RTP streams that genlog-wire finds in captures with those that tshark finds.

rtp.py GENLOG-WIRE FILE|FOLDER...

A stream is told by its ends and its sender. Packets, lost packets and the greatest jitter are compared; of a stream
with doubled packets the lost ones are not, as tshark counts a packet that came twice for one that was lost. Streams
that only tshark has are told, and no difference: no session description in the capture may name them.
Exit code 1 if there is a difference.
"""

import json
import subprocess
import sys

sys.dont_write_bytecode = True

from sip import captures, end


def own(program, path):
    """The streams that genlog-wire finds, and those of them with doubled packets."""
    run = subprocess.run(
        [program, "decode", "--quiet", "--payload", "none", path], stdout=subprocess.PIPE, check=False)
    streams, doubled = {}, set()
    for line in run.stdout.decode().splitlines():
        event = json.loads(line)
        if event["event"]["action"] != "rtp-stream":
            continue
        rtp = event["rtp"]
        key = (end(event["source"]), end(event["destination"]), rtp["ssrc"])
        # One that was silent for long is another one here, and the same one for tshark.
        packets, lost, jitter = streams.get(key, (0, 0, 0.0))
        streams[key] = (packets + rtp["packets"], lost + rtp["lost"], max(jitter, rtp.get("max_jitter", 0.0)))
        if rtp["duplicates"] > 0:
            doubled.add(key)
    return streams, doubled


def tshark(path):
    """The streams that tshark finds."""
    run = subprocess.run(
        ["tshark", "-n", "-r", path, "-q", "-z", "rtp,streams"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    streams = {}
    for line in run.stdout.decode().splitlines():
        words = line.replace("(", " ").split()
        ssrc = next((place for place, word in enumerate(words) if word.startswith("0x")), None)
        if ssrc != 6:
            continue
        # The payload's name may have blanks; numbers stand behind it.
        numbers = [word for word in words[ssrc + 2:] if word.replace(".", "").lstrip("-").isdigit()]
        key = (f"{words[2]}:{words[3]}", f"{words[4]}:{words[5]}", "0x" + words[6][2:].upper().zfill(8))
        streams[key] = (int(numbers[0]), int(numbers[1]), float(numbers[-1]))
    return streams


def differ(mine, theirs, is_doubled):
    return (mine[0] != theirs[0] or (mine[1] != theirs[1] and not is_doubled)
            or abs(mine[2] - theirs[2]) > 0.0051 + 0.001 * theirs[2])


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    differences = found = unnamed = 0
    for path in captures(paths):
        (mine, doubled), theirs = own(program, path), tshark(path)
        found += len(mine)
        unnamed += len(theirs.keys() - mine.keys())
        for key in sorted(mine):
            if key not in theirs:
                differences += 1
                print(f"{path}\n  + {key} {mine[key]}")
            elif differ(mine[key], theirs[key], key in doubled):
                differences += 1
                print(f"{path}\n  {key}: {mine[key]}, tshark {theirs[key]}")
    print(f"{found} RTP streams, {differences} differences; {unnamed} that only tshark has, named by no description")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
