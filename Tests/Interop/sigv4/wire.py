"""Delivers to a server that checks each request by botocore as it came over the wire.

    python3 wire.py GENLOG
"""

import datetime
import gzip
import http.server
import json
import os
import subprocess
import sys
import tempfile
import threading

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

LOCK = threading.Lock()
SECRET, TOKEN = "s3cr/tKey+0123456789", "t0ken/+=="


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.answer(b"", {"version": {"number": "2.19.1", "distribution": "opensearch"}})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        text = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
        items = [{"create": {"status": 201}}] * (text.count(b"\n") // 2)
        self.answer(body, {"errors": False, "items": items})

    def answer(self, body, reply):
        status = 200 if self.is_signed(body) else 403
        self.server.counts[self.command, status] = self.server.counts.get((self.command, status), 0) + 1
        text = json.dumps(reply if status == 200 else {"message": "not signed"}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def is_signed(self, body):
        """Whether botocore signs what came in by the same words."""
        url = f"http://{self.headers['Host']}{self.path}"
        request = AWSRequest(method=self.command, url=url, data=body)
        authorization = self.headers.get("Authorization", "")
        names = authorization.partition("SignedHeaders=")[2].partition(",")[0].split(";")
        for name in names:
            if name not in ("host", "x-amz-date", "x-amz-security-token"):
                request.headers[name] = self.headers[name]
        date = datetime.datetime.strptime(self.headers["X-Amz-Date"], "%Y%m%dT%H%M%SZ")
        region, service = authorization.split("/")[2:4]
        signer = botocore.auth.SigV4Auth(Credentials("AKIDEXAMPLE", SECRET, TOKEN), service, region)
        with LOCK:
            botocore.auth.get_current_datetime = lambda: date
            signer.add_auth(request)
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None)
        return (request.headers["Authorization"] == authorization
                and abs((now - date).total_seconds()) < 300
                and ("x-amz-content-sha256" in names) == (service == "aoss"))

    def log_message(self, *_):
        pass


def main():
    genlog = os.path.abspath(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.counts = {}
    threading.Thread(target=server.serve_forever, daemon=True).start()
    environment = dict(os.environ, AWS_ACCESS_KEY_ID="AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY=SECRET,
                       AWS_SESSION_TOKEN=TOKEN)
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/a.log", "w") as log:
            for number in range(5000):
                log.write(f"10:00:00.{number % 1000:03} Std 05060 Application {number} started\n")
        for service in ("es", "aoss"):
            for path in ("", "/", "/a*b/", "/a%2Fb/x", "/a//b/./c/", "/é/(x)=,/"):
                subprocess.run(
                    [genlog, "parse", "--quiet", "--aws", "--aws-region", "eu-west-1", "--aws-service",
                     service, "--batch-events", "700", "--to",
                     f"http://127.0.0.1:{server.server_port}{path}", "a.log"],
                    cwd=folder, env=environment, check=True)
    wrong = sum(count for (_, status), count in server.counts.items() if status != 200)
    print(f"sigv4: {sum(server.counts.values())} requests over the wire, {wrong} with another signature")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
