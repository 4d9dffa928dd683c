#!/usr/bin/env python3
"""Compares the TLS handshakes that genlog-wire finds in captures with those that tshark finds.

tls.py GENLOG-WIRE FILE|FOLDER...

A handshake is told by the ends of its connection, the host, the protocols and the JA3 of the client, the cipher,
the JA3S and the first certificate of the server, and the alerts that can be read. What that certificate says is
compared with what `openssl x509` says, where there is openssl. Each difference is printed: `-` only tshark has
it, `+` only genlog-wire. Exit code 1 if there is any.
"""

import collections
import hashlib
import json
import shutil
import subprocess
import sys

from sip import captures, end

NAMES = ("client", "server", "name", "protocols", "ja3", "cipher", "ja3s", "certificate", "alerts")
Handshake = collections.namedtuple("Handshake", NAMES)
FIELDS = (
    "frame.number", "tcp.stream", "ip.src", "ipv6.src", "tcp.srcport", "ip.dst", "ipv6.dst", "tcp.dstport",
    "tls.handshake.type", "tls.handshake.extensions_server_name", "tls.handshake.extensions_alpn_str",
    "tls.handshake.ja3", "tls.handshake.ciphersuite", "tls.handshake.ja3s", "tls.handshake.certificate",
    "tls.handshake.random", "tls.alert_message.desc")
RETRY = "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"


def own(program, path):
    """The handshakes that genlog-wire finds, and the certificates as it reads them."""
    run = subprocess.run(
        [program, "decode", "--quiet", "--payload", "none", path], stdout=subprocess.PIPE, check=False)
    handshakes, certificates = [], {}
    for line in run.stdout.decode().splitlines():
        event = json.loads(line)
        if "tls" not in event:
            continue
        tls = event["tls"]
        client, server = tls.get("client", {}), tls.get("server", {})
        handshakes.append(Handshake(
            end(event["source"]), end(event["destination"]), client.get("server_name", ""),
            "|".join(client.get("supported_protocols", [])), client.get("ja3", ""), tls.get("cipher", ""),
            server.get("ja3s", ""), server.get("hash", {}).get("sha256", "").lower(),
            "|".join(sorted(text.split()[-1] for text in tls.get("alerts", []) if "fatal" in text))))
        for side in (client, server):
            if "subject" in side:
                certificates[side["hash"]["sha256"].lower()] = side
    return handshakes, certificates


def names(field):
    """The names that tshark has for the values of a field."""
    run = subprocess.run(["tshark", "-G", "values"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    rows = (line.split("\t") for line in run.stdout.decode(errors="replace").splitlines())
    return {int(row[2], 0): row[3] for row in rows if row[0] == "V" and row[1] == field}


def tshark(path, ciphers):
    """The handshakes that tshark finds, and their certificates."""
    command = ["tshark", "-n", "-r", path, "-o", "tcp.reassemble_out_of_order:TRUE", "-Y", "tls and not icmp",
               "-T", "fields", "-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=|"]
    for field in FIELDS:
        command += ["-e", field]
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    streams, certificates = {}, {}
    for line in run.stdout.decode().splitlines():
        row = dict(zip(FIELDS, line.split("\t")))
        stream = streams.setdefault(row["tcp.stream"], {"alerts": []})
        source = "{}:{}".format(row["ip.src"] or row["ipv6.src"], row["tcp.srcport"])
        target = "{}:{}".format(row["ip.dst"] or row["ipv6.dst"], row["tcp.dstport"])
        kinds = row["tls.handshake.type"].split("|")
        if "1" in kinds and "client" not in stream:
            stream.update(
                client=source, server=target, name=row["tls.handshake.extensions_server_name"].split("|")[0],
                protocols=row["tls.handshake.extensions_alpn_str"], ja3=row["tls.handshake.ja3"].split("|")[0])
        if "2" in kinds and RETRY not in row["tls.handshake.random"] and "cipher" not in stream:
            code = int(row["tls.handshake.ciphersuite"].split("|")[0], 0)
            stream.setdefault("client", target)
            stream.setdefault("server", source)
            stream.update(cipher=ciphers.get(code, hex(code)), ja3s=row["tls.handshake.ja3s"].split("|")[0])
        if "11" in kinds and row["tls.handshake.certificate"]:
            first = bytes.fromhex(row["tls.handshake.certificate"].split("|")[0].replace(":", ""))
            digest = hashlib.sha256(first).hexdigest()
            certificates[digest] = first
            if source == stream.get("server"):
                stream.setdefault("certificate", digest)
        stream["alerts"] += [int(code) for code in row["tls.alert_message.desc"].split("|") if code]
    return [of_stream(stream) for stream in streams.values() if "client" in stream], certificates


def of_stream(stream):
    alerts = sorted(ALERTS.get(code, str(code)) for code in stream["alerts"] if code not in (0, 90, 112))
    return Handshake(*(
        "|".join(alerts) if name == "alerts" else stream.get(name, "") for name in NAMES))


ALERTS = {
    10: "unexpected_message", 20: "bad_record_mac", 40: "handshake_failure", 42: "bad_certificate",
    43: "unsupported_certificate", 44: "certificate_revoked", 45: "certificate_expired", 46: "certificate_unknown",
    47: "illegal_parameter", 48: "unknown_ca", 49: "access_denied", 50: "decode_error", 51: "decrypt_error",
    70: "protocol_version", 71: "insufficient_security", 80: "internal_error", 86: "inappropriate_fallback",
    109: "missing_extension", 110: "unsupported_extension", 116: "certificate_required",
    120: "no_application_protocol"}


def openssl(certificate, *options):
    run = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-noout", *options], input=certificate, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, check=False)
    return run.stdout.decode(errors="replace").strip()


def certificate_differences(digest, certificate, ours):
    """What of a certificate we read otherwise than openssl does."""
    for key, option in (("subject", "-subject"), ("issuer", "-issuer")):
        text = openssl(certificate, option, "-nameopt", "RFC2253,utf8,-esc_msb").partition("=")[2].strip()
        if text != ours.get(key, ""):
            yield f"{digest[:16]} {key}: {ours.get(key)!r}, openssl {text!r}"
    serial = openssl(certificate, "-serial").partition("=")[2]
    if serial.lstrip("0") != ours["x509"]["serial_number"].lstrip("0") and not serial.startswith("-"):
        yield f"{digest[:16]} serial_number: {ours['x509']['serial_number']}, openssl {serial}"
    for key, option in (("not_before", "-startdate"), ("not_after", "-enddate")):
        text = openssl(certificate, option, "-dateopt", "iso_8601").partition("=")[2].replace(" ", "T", 1)
        if text != ours.get(key, ""):
            yield f"{digest[:16]} {key}: {ours.get(key)}, openssl {text}"
    extension = openssl(certificate, "-ext", "subjectAltName")
    hosts = [part.strip()[4:] for part in extension.split("\n")[-1].split(",") if part.strip().startswith("DNS:")]
    known = [name for name in ours["x509"].get("alternative_names", []) if name in hosts]
    if known != hosts:
        yield f"{digest[:16]} alternative_names: {known}, openssl {hosts}"


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    ciphers = names("tls.handshake.ciphersuite")
    differences = found = 0
    for path in captures(paths):
        (ours, read), (theirs, certificates) = own(program, path), tshark(path, ciphers)
        ours, theirs = collections.Counter(ours), collections.Counter(theirs)
        only_theirs, only_ours = theirs - ours, ours - theirs
        count = sum(only_theirs.values()) + sum(only_ours.values())
        lines = [f"{mark} {' | '.join(handshake)}" for mark, handshakes in (("-", only_theirs), ("+", only_ours))
                 for handshake in sorted(handshakes.elements())]
        if shutil.which("openssl"):
            for digest in sorted(read.keys() & certificates.keys()):
                lines += certificate_differences(digest, certificates[digest], read[digest])
        if ours or theirs or lines:
            print(f"{path}: {sum(ours.values())} TLS handshakes, tshark {sum(theirs.values())}, {len(lines)} differences")
        for line in lines:
            print(f"  {line}")
        differences += len(lines)
        found += sum(ours.values())
    print(f"{found} TLS handshakes in all, {differences} differences")
    return 1 if differences else 0


sys.exit(main())
