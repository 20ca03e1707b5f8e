"""Runs jobs on fakesnow: JSON lines in, JSON lines out, one line a job.

A job has an id, the tables to make first, and statements; the answer has the rows of the last statement, or an error.
Values say what they are, as in test/cases/snowflake: {"n": number}, {"d": date}, {"t": timestamp}, {"h": time}.
"""

import datetime
import decimal
import json
import sys

import fakesnow


def tagged(value):
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float, decimal.Decimal)):
        return {"n": format(value, "f") if isinstance(value, decimal.Decimal) else repr(value)}
    if isinstance(value, datetime.datetime):
        return {"t": value.isoformat(sep=" ")}
    if isinstance(value, datetime.date):
        return {"d": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"h": value.isoformat()}
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).hex().upper()
    return json.dumps(value, default=str)


def load(connection, duckdb, table):
    """Snowflake's DDL through fakesnow, the rows straight into its DuckDB."""
    cursor = connection.cursor()
    cursor.execute(f"create schema if not exists {table['database']}.{table['schema']}")
    name = f"{table['database']}.{table['schema']}.{table['name']}"
    cursor.execute(f"create or replace table {name} ({table['columns']})")
    target = ".".join(f'"{part}"' for part in (table["database"], table["schema"], table["name"]))
    if table["rows"]:
        marks = ", ".join("?" for _ in table["rows"][0])
        duckdb.executemany(f"insert into {target} values ({marks})", table["rows"])


def run(server, job):
    connection = server.connect(job["database"], "PUBLIC")
    try:
        for table in job.get("tables", []):
            load(connection, server.duck_conn, table)
        cursor = connection.cursor()
        if schema := job.get("schema"):
            cursor.execute(f"create or replace schema {schema}")
            cursor.execute(f"use schema {schema}")
        rows = []
        for position, statement in enumerate(job["statements"]):
            try:
                cursor.execute(statement)
                rows = cursor.fetchall()
            except Exception:
                if position not in job.get("fails", []):
                    raise
        width = len(cursor.description or [])
        if any(len(row) != width for row in rows):
            raise ValueError("of columns with one name fakesnow gives one")
        return {"rows": [[tagged(value) for value in row] for row in rows]}
    except Exception as error:  # whatever it is, it is its answer
        return {"error": f"{type(error).__name__}: {error}"[:500]}
    finally:
        connection.close()


def main():
    server = fakesnow.instance.FakeSnow()
    for line in sys.stdin:
        job = json.loads(line)
        print(json.dumps({"id": job["id"], **run(server, job)}), flush=True)


main()
