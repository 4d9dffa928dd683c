#!/usr/bin/env python3
"""Compares the messages of SCTP that genlog-wire finds in captures with those that tshark finds.

sctp.py GENLOG-WIRE FILE|FOLDER...

A message is told by its ends, its stream and its payload protocol; of tshark's chunks those count that are a whole
message, or the last part of one whose other parts are there, each number once. Each difference is printed: `-` only
tshark has it, `+` only genlog-wire. Exit code 1 if there is any.
"""

import collections
import json
import subprocess
import sys

from sip import captures, end

Message = collections.namedtuple("Message", ("source", "destination", "stream", "protocol"))
FIELDS = (
    "ip.src", "ipv6.src", "sctp.srcport", "ip.dst", "ipv6.dst", "sctp.dstport", "sctp.verification_tag",
    "sctp.data_tsn_raw", "sctp.data_sid", "sctp.data_payload_proto_id", "sctp.data_b_bit", "sctp.data_e_bit")


def own(program, path):
    """The messages that genlog-wire finds, SIP among them."""
    run = subprocess.run(
        [program, "decode", "--quiet", "--payload", "none", path], stdout=subprocess.PIPE, check=False)
    messages = []
    for line in run.stdout.decode().splitlines():
        event = json.loads(line)
        if event.get("network", {}).get("transport") != "sctp" or "_truncated" in event.get("tags", []):
            continue
        if "sctp" in event:
            messages.append(Message(
                end(event["source"]), end(event["destination"]), event["sctp"]["stream_id"], event["sctp"]["ppid"]))
        elif "sip" in event:
            messages.append(Message(end(event["source"]), end(event["destination"]), "sip", "sip"))
    return messages


def tshark(path, sip):
    """The messages that tshark finds; `sip` says which ends speak SIP."""
    command = ["tshark", "-n", "-r", path, "-d", "udp.port==9899,sctp", "-Y", "sctp.data_tsn_raw and not icmp",
               "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=|"]
    for field in FIELDS:
        command += ["-e", field]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    directions = collections.defaultdict(dict)
    for line in run.stdout.decode().splitlines():
        row = dict(zip(FIELDS, line.split("\t")))
        source = "{}:{}".format((row["ip.src"] or row["ipv6.src"]).split("|")[-1], row["sctp.srcport"])
        target = "{}:{}".format((row["ip.dst"] or row["ipv6.dst"]).split("|")[-1], row["sctp.dstport"])
        parts = zip(*(row[name].split("|") for name in FIELDS[7:]))
        for number, stream, protocol, begins, ends in parts:
            key = (source, target, row["sctp.verification_tag"])
            directions[key].setdefault(
                int(number, 0), (int(stream, 0), int(protocol, 0), is_set(begins), is_set(ends)))
    messages = []
    for (source, target, _), parts in directions.items():
        for number, (stream, protocol, _, ends) in parts.items():
            if ends and is_whole(parts, number):
                is_sip = (source, target) in sip
                messages.append(Message(
                    source, target, "sip" if is_sip else stream, "sip" if is_sip else protocol))
    return messages


def is_set(text):
    return text in ("1", "True")


def is_whole(parts, number):
    """Whether all parts of the message are there that ends with one."""
    while not parts[number][2]:
        number = (number - 1) % (1 << 32)
        if number not in parts or parts[number][3]:
            return False
    return True


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    differences = found = 0
    for path in captures(paths):
        ours = collections.Counter(own(program, path))
        sip = {(message.source, message.destination) for message in ours if message.protocol == "sip"}
        theirs = collections.Counter(tshark(path, sip))
        only_theirs, only_ours = theirs - ours, ours - theirs
        count = sum(only_theirs.values()) + sum(only_ours.values())
        if ours or theirs:
            print(f"{path}: {sum(ours.values())} messages of SCTP, tshark {sum(theirs.values())}, {count} differences")
        for mark, messages in (("-", only_theirs), ("+", only_ours)):
            for message in sorted(messages.elements(), key=str):
                print(f"  {mark} {' | '.join(str(value) for value in message)}")
        differences += count
        found += sum(ours.values())
    print(f"{found} messages of SCTP in all, {differences} differences")
    return 1 if differences else 0


sys.exit(main())
