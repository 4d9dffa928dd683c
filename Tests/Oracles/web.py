#!/usr/bin/env python3
"""Compares the HTTP/1.x requests and answers that genlog-wire finds in captures with those that tshark finds.

web.py GENLOG-WIRE FILE|FOLDER...

A message is told by frame, addresses, and method, host and path, or status. Each difference is printed: `-` only
tshark has it, `+` only genlog-wire. Exit code 1 if there is any.

Left out are answers before the last one (1xx), which have no event of their own, and the frame of an answer whose
body ends with the stream: tshark names the frame of the FIN, genlog-wire that of the last byte. Of messages that are
not complete, tshark has none or names the frame of the head; so their frames are left out, too.
"""

import collections
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import sip

Message = collections.namedtuple("Message", ("frame", "source", "destination", "what", "host", "path"))


def own(program, path):
    """The messages that genlog-wire finds."""
    run = subprocess.run(
        [program, "decode", "--quiet", "--flows", "none", path], stdout=subprocess.PIPE, check=False)
    messages = []
    for line in run.stdout.decode().splitlines():
        event = json.loads(line)
        if "http" not in event:
            continue
        client, server = sip.end(event["source"]), sip.end(event["destination"])
        is_cut = bool({"_truncated", "_gap"} & set(event.get("tags", [])))
        if "request" in event["http"]:
            method = event["http"]["request"]["method"]
            target = event["url"]["original"]
            messages.append(Message(
                0 if is_cut else event["wire"]["frame"], client, server, method,
                header(event, "host"), target.partition("?")[0]))
        if "response" in event["http"]:
            code = event["http"]["response"]["status_code"]
            frame = 0 if is_cut or ends_with_stream(event) else event["wire"]["response_frame"]
            messages.append(Message(frame, server, client, str(code), "", ""))
    return messages


def headers(event, is_answer):
    """The headers of one of the heads, with names in lower case."""
    found = {}
    for head in event["event"]["original"].split("\r\n\r\n"):
        first, *lines = head.strip("\r\n").split("\r\n")
        if first.startswith("HTTP/1.") != is_answer:
            continue
        for line in lines:
            name, _, value = line.partition(":")
            found.setdefault(name.strip().lower(), value.strip())
    return found


def header(event, name):
    return headers(event, False).get(name, "")


def ends_with_stream(event):
    found = headers(event, True)
    method = event["http"].get("request", {}).get("method", "")
    code = event["http"]["response"]["status_code"]
    has_body = method != "HEAD" and code not in (204, 304) and code >= 200
    return has_body and "content-length" not in found and "transfer-encoding" not in found


def tshark(path):
    """The messages that tshark finds."""
    run = subprocess.Popen(
        ["tshark", "-n", "-r", path, "-Y", "http", "-T", "pdml"],
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
    number, source, destination, ports = 0, "", "", ("", "")
    for proto in packet.findall("proto"):
        name = proto.get("name")
        show = {}
        for field in proto.iter("field"):
            show.setdefault(field.get("name"), field.get("show"))
        if name == "frame":
            number = int(show["frame.number"])
        elif name in ("ip", "ipv6"):
            source, destination = show.get(name + ".src"), show.get(name + ".dst")
        elif name == "tcp":
            ports = (show.get("tcp.srcport"), show.get("tcp.dstport"))
        elif name == "http" and show.get("http.request.version", show.get("http.response.version", "")).startswith("HTTP/1."):
            ends = (f"{source}:{ports[0]}", f"{destination}:{ports[1]}")
            code = show.get("http.response.code")
            if code is None:
                target = show.get("http.request.uri", "").partition("?")[0]
                messages.append(Message(
                    number, *ends, show.get("http.request.method", ""), show.get("http.host", ""), target))
            elif not code.startswith("1") or code == "101":
                messages.append(Message(number, *ends, code, "", ""))
    return messages


def without_frame(message):
    return message._replace(frame=0)


def compare(ours, theirs):
    """What only one has; a message of ours without a frame is the same as any of theirs."""
    ours, theirs = collections.Counter(ours), collections.Counter(theirs)
    only_theirs, only_ours = theirs - ours, ours - theirs
    for message in [message for message in only_ours if message.frame == 0]:
        for other in [other for other in only_theirs if without_frame(other) == message]:
            count = min(only_ours[message], only_theirs[other])
            only_ours[message] -= count
            only_theirs[other] -= count
    return +only_theirs, +only_ours


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    differences = found = 0
    for path in sip.captures(paths):
        ours, theirs = own(program, path), tshark(path)
        if not ours and not theirs:
            continue
        only_theirs, only_ours = compare(ours, theirs)
        count = sum(only_theirs.values()) + sum(only_ours.values())
        print(f"{path}: {len(ours)} HTTP messages, tshark {len(theirs)}, {count} differences")
        for mark, messages in (("-", only_theirs), ("+", only_ours)):
            for message in sorted(messages.elements()):
                print(f"  {mark} {' | '.join(str(value) for value in message)}")
        differences += count
        found += len(ours)
    print(f"{found} HTTP messages in all, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
