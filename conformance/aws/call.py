"""One call of AWS's API: call.py <service> <operation>, its parameters as JSON on stdin, its answer as JSON on stdout.

Bodies are text; gzipped ones are unpacked.
"""

import gzip
import json
import sys

import boto3


def text_of(value):
    if hasattr(value, "read"):
        body = value.read()
        return (gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body).decode()
    return value.decode() if isinstance(value, bytes) else str(value)


service, operation = sys.argv[1:]
answer = getattr(boto3.client(service), operation)(**json.load(sys.stdin))
answer.pop("ResponseMetadata", None)
json.dump(answer, sys.stdout, default=text_of)
