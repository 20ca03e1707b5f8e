"""Records what real Jinja2, set up by dbt itself, makes of the cases in test/cases/jinja.

    python3 -m venv venv && venv/bin/pip install jinja2==3.1.6 dbt-common==1.39.0 pyyaml
    venv/bin/python test/support/record-jinja.py

Writes test/golden/jinja/<file>.json: an output, or the error's type, message and (for syntax) line.
The tests of engine/jinja compare with these files and need no Python.
"""

import copy
import json
import pathlib
import sys

import jinja2
import yaml
from dbt_common.clients.jinja import CallableMacroGenerator, extract_toplevel_blocks, get_environment
from dbt_common.exceptions.macros import CaughtMacroErrorWithNodeError, MacroReturn

ROOT = pathlib.Path(__file__).resolve().parents[1]
if jinja2.__version__ != "3.1.6":
    sys.exit(f"Jinja2 3.1.6 is the reference, found {jinja2.__version__}")


class Relation:
    """Stands for dbt's: prints its full name, has its parts as attributes."""

    def __init__(self, *parts):
        self.database, self.schema, self.identifier = "DB", "S", "__".join(parts)

    def __str__(self):
        return f"{self.database}.{self.schema}.{self.identifier}"

    __repr__ = __str__


class Config:
    def __init__(self):
        self.seen = {}

    def __call__(self, *args, **kwargs):
        self.seen.update(kwargs)
        return ""

    def get(self, name, default=None):
        return self.seen.get(name, default)


class Macro:
    def __init__(self, name, text):
        self.name, self.macro_sql = name, text


class Package(dict):
    __getattr__ = dict.get


def do_return(value=None):
    raise MacroReturn(value)


def to_set(value, default=None):
    try:
        return set(value)
    except TypeError:
        return default


def to_zip(*args, default=None):
    try:
        return zip(*args)
    except TypeError:
        return default


def from_json(text, default=None):
    try:
        return json.loads(text)
    except ValueError:
        return default


def scope(case):
    """The same names that the TypeScript tests give to a template."""
    variables = {"start": "2020-01-01", "limit": 5, "on": True}
    context = {
        "return": do_return,
        "ref": Relation,
        "this": Relation("this"),
        "config": Config(),
        "var": lambda name, default=None: variables.get(name, default),
        "echo": lambda *args, **kwargs: json.dumps([args, kwargs], separators=(",", ":")),
        "nothing": lambda: None,
        "execute": True,
        "set": to_set,
        "set_strict": set,
        "zip": to_zip,
        "zip_strict": zip,
        "tojson": lambda value, default=None, sort_keys=False: json.dumps(value, sort_keys=sort_keys),
        "fromjson": from_json,
        **copy.deepcopy(case.get("context", {})),
    }
    package = Package()
    for block in extract_toplevel_blocks(case.get("macros", ""), {"macro", "test"}, collect_raw_data=False):
        prefix = "test_" if block.block_type_name == "test" else ""
        name = prefix + block.block_name
        package[name] = CallableMacroGenerator(Macro(name, block.full_block), context)
    context.update(package)
    context["project"] = package

    class Adapter:
        def dispatch(self, name, macro_namespace=None):
            return next(package[key] for key in (f"snowflake__{name}", f"default__{name}") if key in package)

    context["adapter"] = Adapter()
    return context


def plain(value):
    """A native result as JSON can hold it, floats marked."""
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value


def record(case):
    mode = case.get("mode", "render")
    context = scope(case)
    try:
        environment = get_environment(None, capture_macros=mode == "parse", native=mode == "native")
        result = environment.from_string(case["template"], globals=context).render(context)
        return {"value": plain(result)} if mode == "native" else {"output": result}
    except Exception as error:  # every error is a result here
        while isinstance(error, CaughtMacroErrorWithNodeError):
            error = error.exc
        message = str(getattr(error, "msg", error)).split("\n")[0].replace("dbt_macro__", "")
        entry = {"error": type(error).__name__, "message": message}
        if isinstance(error, jinja2.TemplateSyntaxError):
            entry.update(message=error.message, line=error.lineno)
        return entry


def cases(document):
    for expression in document.get("expressions", []):
        yield {"name": expression, "template": "{{ " + expression + " }}", "context": document.get("context", {})}
    for case in document.get("cases", []):
        yield {"name": case["template"], **case}


for path in sorted((ROOT / "cases/jinja").glob("*.yml")):
    recorded = {}
    for case in cases(yaml.safe_load(path.read_text())):
        if case["name"] in recorded:
            sys.exit(f"{path.name}: two cases are named {case['name']!r}")
        recorded[case["name"]] = record(case)
    target = ROOT / "golden/jinja" / f"{path.stem}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(recorded, indent=2, ensure_ascii=False) + "\n")
    print(f"{path.stem}: {len(recorded)}")
