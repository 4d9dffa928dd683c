#!/usr/bin/env python3
"""Compares the SIP messages that genlog-wire finds in captures with those that tshark finds.

sip.py GENLOG-WIRE FILE|FOLDER...

A message is told by frame, time, transport, addresses, method or status, Call-ID, CSeq and tags. Each
difference is printed: `-` only tshark has it, `+` only genlog-wire. Exit code 1 if there is any.

Of a message that the capture cut, tshark tells the first line alone, and genlog-wire all headers that are
there; so only what comes before the headers is compared.
"""

import collections
import datetime
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

NAMES = ("frame", "time", "transport", "source", "destination", "what", "call_id", "cseq", "from_tag", "to_tag")
ENDINGS = (".pcap", ".pcapng", ".cap", ".pcap.gz", ".pcapng.gz", ".ntar")
Message = collections.namedtuple("Message", NAMES)


def microseconds(seconds):
    """A time of tshark, in whole microseconds: JSON may have fewer digits than the capture."""
    whole, _, fraction = seconds.partition(".")
    return int(whole) * 1_000_000 + int((fraction + "000000")[:6])


def own(program, path):
    """The messages that genlog-wire finds."""
    run = subprocess.run(
        [program, "decode", "--quiet", "--payload", "none", path], stdout=subprocess.PIPE, check=False)
    messages = []
    for line in run.stdout.decode().splitlines():
        event = json.loads(line)
        if event["event"]["action"] != "sip-message":
            continue
        is_cut = "_truncated" in event.get("tags", [])
        sip = event["sip"]
        day, clock = event["@timestamp"].rstrip("Z").split("T")
        message = Message(
            event["wire"]["frame"], clock_microseconds(day, clock), event["network"]["transport"],
            end(event["source"]), end(event["destination"]),
            str(sip.get("method", sip.get("code", ""))), sip.get("call_id", ""),
            "{} {}".format(sip.get("cseq", {}).get("code", ""), sip.get("cseq", {}).get("method", "")).strip(),
            sip.get("from", {}).get("tag", ""), sip.get("to", {}).get("tag", ""))
        messages.append(without_headers(message) if is_cut else message)
    return messages


def without_headers(message):
    return message._replace(call_id="", cseq="", from_tag="", to_tag="")


def clock_microseconds(day, clock):
    moment = datetime.datetime.fromisoformat(day + "T" + clock[:8] + "+00:00")
    return int(moment.timestamp()) * 1_000_000 + int((clock[9:] + "000000")[:6])


def end(fields):
    return "{}:{}".format(fields["ip"], fields["port"])


def tshark(path):
    """The messages that tshark finds; those that an ICMP error quotes are not sent, and left out."""
    run = subprocess.Popen(
        ["tshark", "-n", "-r", path, "-Y", "sip", "-T", "pdml"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    messages = []
    try:
        for _, element in ElementTree.iterparse(run.stdout):
            if element.tag == "packet":
                messages += of_packet(element)
                element.clear()
    except ElementTree.ParseError as fault:
        print(f"  tshark's answer ends early: {fault}")
    run.wait()
    return messages


def of_packet(packet):
    messages = []
    number = time = source = destination = transport = ""
    ports = ("", "")
    for proto in packet.findall("proto"):
        name = proto.get("name")
        show = {field.get("name"): field.get("show") for field in proto.iter("field")}
        if name == "frame":
            number, time = int(show["frame.number"]), microseconds(show["frame.time_epoch"])
        elif name in ("ip", "ipv6"):
            source, destination = show.get(name + ".src"), show.get(name + ".dst")
        elif name in ("udp", "tcp"):
            transport = name
            ports = (show.get(name + ".srcport"), show.get(name + ".dstport"))
        elif name in ("icmp", "icmpv6"):
            return []
        elif name == "sip" and ("sip.Request-Line" in show or "sip.Status-Line" in show):
            what = show.get("sip.Method") if "sip.Request-Line" in show else show.get("sip.Status-Code")
            messages.append(Message(
                number, time, transport, f"{source}:{ports[0]}", f"{destination}:{ports[1]}",
                what or "", show.get("sip.Call-ID", ""),
                f"{show.get('sip.CSeq.seq', '')} {show.get('sip.CSeq.method', '')}".strip(),
                show.get("sip.from.tag", ""), show.get("sip.to.tag", "")))
    return messages


def captures(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
            continue
        for folder, folders, files in os.walk(path):
            folders.sort()
            yield from (os.path.join(folder, name) for name in sorted(files) if name.endswith(ENDINGS))


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    differences = found = 0
    for path in captures(paths):
        ours, theirs = collections.Counter(own(program, path)), collections.Counter(tshark(path))
        cut = {message for message in ours if not message.call_id}
        theirs = collections.Counter(
            without_headers(message) if without_headers(message) in cut else message
            for message in theirs.elements())
        only_theirs, only_ours = theirs - ours, ours - theirs
        count = sum(only_theirs.values()) + sum(only_ours.values())
        print(f"{path}: {sum(ours.values())} SIP messages, tshark {sum(theirs.values())}, {count} differences")
        for mark, messages in (("-", only_theirs), ("+", only_ours)):
            for message in sorted(messages.elements(), key=lambda message: message.frame):
                print(f"  {mark} {' | '.join(str(value) for value in message)}")
        differences += count
        found += sum(ours.values())
    print(f"{found} SIP messages in all, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
