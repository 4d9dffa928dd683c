"""Random requests, and how botocore, AWS's own library, signs them: one JSON object a line.

    python3 cases.py COUNT SEED > cases.ndjson
"""

import datetime
import json
import random
import sys
from hashlib import sha256
from urllib.parse import quote

import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

LETTERS = "abcxyzABC019-._~"
PATH_MARKS = ["%2F", "%20", "%25", "%C3%A9", "*", "//", "/", "/./", "/../", "é", "日", "😀", "=", "+",
              "@", ":", ",", "!", "$", "'", "(", ")", ";", "&", "<", ">", "{", "}", "|", "^", "\\", "%"]
QUERY_MARKS = [" ", "*", "/", "é", "😀", "=", "+", ",", ":", "~", "'", "%", "%41", "?", "&", "!"]
# What may stand in a query as it is, and means itself.
SLOPPY = "*/,:~'!?()$;@+"
HOSTS = ["search-logs-abc.eu-west-1.es.amazonaws.com", "SEARCH-x.us-east-1.ES.amazonaws.com:443",
         "abc.us-west-2.aoss.amazonaws.com", "localhost:9200", "192.0.2.7:80", "[2001:db8::1]:9200",
         "[::1]", "vpc-x.cn-north-1.es.amazonaws.com.cn:8443"]
NAMES = ["Content-Type", "content-encoding", "X-Opaque-Id", "Accept", "X-A", "x-a", "X-Amz-Meta",
         "A", "Zz", "X_B", "Content-Length"]
VALUES = ["application/x-ndjson", "gzip", "", "a  b", "  padded ", "tab\there", "a, b", "q=0.5;\"x  y\"",
          "0", "~!@#$%^&*()"]
REGIONS = ["us-east-1", "eu-west-1", "cn-north-1", "us-gov-west-1", "ap-southeast-2"]


def word(rng, marks, most):
    return "".join(rng.choice(LETTERS) if rng.random() < 0.6 else rng.choice(marks)
                   for _ in range(rng.randint(0, most)))


def target(rng):
    """A URL without its query."""
    scheme = rng.choice(["https", "https", "http"])
    path = rng.choice(["", "/", "/_bulk", "/logs/_bulk", "/", "//", "/a/..", "/..", None])
    if path is None or rng.random() < 0.7:
        path = "/" + word(rng, PATH_MARKS, 20)
    return f"{scheme}://{rng.choice(HOSTS)}{path}"


def query(rng):
    """A query as it is sent, and its parameters; None for those where botocore reads the URL."""
    if rng.random() < 0.2:
        return rng.choice(["", "?"]), None
    pairs = [(word(rng, QUERY_MARKS, 6), word(rng, QUERY_MARKS, 8)) for _ in range(rng.randint(1, 6))]
    if rng.random() < 0.5:
        pairs += [rng.choice(pairs), (pairs[0][0], word(rng, QUERY_MARKS, 3)), (word(rng, LETTERS, 3), "")]
    rng.shuffle(pairs)
    if rng.random() < 0.5:
        # Each escape as AWS writes it, also with nothing between two `&`.
        texts = [quote(k, safe="-_.~") + "=" + quote(v, safe="-_.~") for k, v in pairs]
        texts = [t[:-1] if t.endswith("=") and rng.random() < 0.5 else t for t in texts]
        if rng.random() < 0.2:
            texts.insert(rng.randint(0, len(texts)), "")
        return "?" + "&".join(texts), None
    # As people write them: what need not be escaped is not, and what is, in small letters.
    def escape(c):
        escaped = quote(c, safe="-_.~")
        return escaped.lower() if escaped.startswith("%") and rng.random() < 0.5 else escaped

    def sloppy(text, safe):
        return "".join(c if c in safe else escape(c) for c in text)

    texts = []
    for k, v in pairs:
        text = sloppy(k, SLOPPY)
        if v or not k or rng.random() < 0.5:
            text += "=" + sloppy(v, SLOPPY + "=")
        texts.append(text)
    return "?" + "&".join(texts), pairs


def case(rng):
    url = target(rng)
    sent, params = query(rng)
    method = rng.choice(["POST", "PUT", "GET", "HEAD"])
    body = b""
    if method in ("POST", "PUT") and rng.random() < 0.9:
        body = bytes(rng.choice([0, 10, 255, rng.randrange(256)]) for _ in range(rng.randint(0, 200)))
    headers = [[rng.choice(NAMES), rng.choice(VALUES)] for _ in range(rng.randint(0, 5))]
    service = rng.choice(["es", "aoss"])
    region = rng.choice(REGIONS)
    secret = "".join(rng.choice("abcdefXYZ0123456789+/") for _ in range(40))
    token = None
    if rng.random() < 0.6:
        token = "".join(rng.choice("abcdefXYZ0123456789+/=") for _ in range(rng.randint(1, 400)))
    seconds = rng.choice([0, 1, 951782399, 4102444799, rng.randrange(1 << 32)])
    request = AWSRequest(method=method, url=url if params is not None else url + sent, data=body,
                         params=params)
    for name, value in headers:
        request.headers[name] = value
    if service == "aoss":
        request.headers["X-Amz-Content-SHA256"] = sha256(body).hexdigest()
    now = datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda: now
    botocore.auth.SigV4Auth(Credentials("AKIDEXAMPLE", secret, token), service, region).add_auth(request)
    return {
        "method": method, "url": url + sent, "headers": headers, "body": body.hex(),
        "service": service, "region": region, "seconds": seconds, "id": "AKIDEXAMPLE",
        "secret": secret, "token": token, "date": request.headers["X-Amz-Date"],
        "authorization": request.headers["Authorization"],
    }


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = random.Random(seed)
    for _ in range(count):
        print(json.dumps(case(rng), ensure_ascii=True))


if __name__ == "__main__":
    main()
