"""Reads [{id, sql, rest?}] from a file; prints what two grammars of Snowflake's SQL say of each statement, as JSON."""

import json
import logging
import sys
from multiprocessing import Pool

import sqlglot
from sqlfluff.core import FluffConfig, Linter

# It warns of every statement that it keeps as opaque text.
logging.disable(logging.CRITICAL)
linter = Linter(config=FluffConfig(overrides={"dialect": "snowflake", "templater": "raw", "large_file_skip_byte_limit": "0"}))


def with_sqlfluff(sql):
    parsed = linter.parse_string(sql + "\n")
    if parsed.violations:
        violation = parsed.violations[0]
        return f"line {violation.line_no}: {violation.desc()}"
    unparsable = next(parsed.tree.recursive_crawl("unparsable"), None) if parsed.tree else None
    return f"unparsable: {unparsable.raw[:80]}" if unparsable else None


def with_sqlglot(sql):
    """`opaque`: taken as it is, without having been understood."""
    try:
        trees = sqlglot.parse(sql, read="snowflake")
    except sqlglot.errors.SqlglotError as error:
        return "refused", str(error).split("\n")[0][:200]
    opaque = any(isinstance(tree, sqlglot.exp.Command) for tree in trees)
    return ("opaque" if opaque else "understood"), None


def both(statement):
    verdict, reason = with_sqlglot(statement["sql"])
    return {
        "id": statement["id"],
        "sqlfluff": with_sqlfluff(statement["sql"]),
        "rest": with_sqlfluff(statement["rest"]) if "rest" in statement else None,
        "sqlglot": verdict,
        "reason": reason,
    }


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        statements = json.load(file)
    with Pool(int(sys.argv[2])) as pool:
        json.dump(pool.map(both, statements, chunksize=8), sys.stdout)
