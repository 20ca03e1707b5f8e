"""Validates artifacts against the JSON schemas of dbt's own classes, and lets dbt read them.

check_artifacts.py manifest=FILE run_results=FILE … prints one JSON object: the mistakes found, by file.
"""

import json
import sys

import jsonschema
from dbt.artifacts.schemas.manifest import WritableManifest
from dbt.artifacts.schemas.run import RunResultsArtifact

READERS = {"manifest": WritableManifest, "run_results": RunResultsArtifact}


def mistakes(kind, path):
    reader = READERS[kind]
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    found = [
        f"{'/'.join(str(part) for part in error.absolute_path)}: {error.message[:300]}"
        for error in jsonschema.Draft202012Validator(reader.json_schema()).iter_errors(document)
    ]
    try:
        reader.read_and_check_versions(path)
    except Exception as error:  # whatever dbt's reader raises is the finding
        found.append(f"dbt cannot read it: {error!r}"[:500])
    return found


json.dump({path: mistakes(kind, path) for kind, path in (arg.split("=", 1) for arg in sys.argv[1:])}, sys.stdout)
