"""Documents written from the code, so that they cannot disagree with it: ``python -m tests.support.documents``."""

from __future__ import annotations

import json
import os
import re
import time
from inspect import cleandoc
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from journal.exchange.schema import schema_text
from journal.settings.meanings import GROUPS
from journal.settings.settings import Settings, taken
from journal.views.documents import ReportDocument, TodayDocument, WeekDocument
from journal.views.due import DueDocument
from library.built_in import FILE as LIBRARY_PATH
from library.exercise import Exercise
from screens.app.keys import declared, heading, listed
from screens.drawing.glyphs import key_name
from tests.support.cases_page import PATH as CASES_PATH
from tests.support.cases_page import cases_page
from tests.support.import_page import PATH as IMPORT_PATH
from tests.support.import_page import import_page
from tests.support.library import compiled
from tests.support.manual import PATH as MANUAL_PATH
from tests.support.manual import manual
from tests.support.rules_page import PATH as RULES_PATH
from tests.support.rules_page import rules_page
from tests.support.transcript import PATH as TRANSCRIPT_PATH
from tests.support.transcript import transcript
from tests.support.tried import PATH as FORMAT_PATH
from tests.support.tried import with_table
from tests.support.verbs import verbs_table

ROOT = Path(__file__).parents[2]
KEYS_PATH = ROOT / "docs" / "keys.md"
SETTINGS_PATH = ROOT / "docs" / "settings.md"
MAP_PATH = ROOT / "docs" / "architecture.md"
SCHEMA_PATH = ROOT / "docs" / "export.schema.json"
PRINTED: dict[str, Any] = {
    "today": TodayDocument,
    "due": DueDocument,
    "week": WeekDocument,
    "report": ReportDocument,
    "exercises": list[Exercise],
}
"""Commands that print JSON, and what it is: each has its schema in ``docs``."""
PLACE = re.compile(r"`(\w[\w/]*\.py):\d+` `(\w+)`")
"""A place the map names: a file, a line, and what is defined there."""
INTRODUCTION = """# Keys

Every key, with the id to rebind it by. This page is written from the bindings themselves (`make documents`).

Rebind in `settings.toml` (`surefoot where` names it), several keys with commas between:

```toml
[keys]
"app.rate" = "r,f2"
```

An id that does not exist, a key that does not exist and two bindings on one key are each named with their line when
Surefoot opens, and the default is used. Nothing essential is on a key that tmux or screen takes (`ctrl+b`, `ctrl+a`).
"""

SETTINGS_INTRODUCTION = """# Settings

Every setting with its default. This page is written from the settings themselves (`make documents`).

`S` in the app opens them, but for the keys, which `ctrl+k` lists. They are kept in `settings.toml` (`surefoot where`
names it), a line each, as `distance = "mi"`. What is not in the file has its default; a wrong value is named with its
line when Surefoot opens, and the default is used.
"""


def keys_page() -> str:
    """The page ``docs/keys.md``: a table for each scope, those that act everywhere first."""
    parts = [INTRODUCTION]
    for scope, bindings in groupby(listed(declared().values()), key=lambda one: one.scope):
        parts.append(f"## {heading(scope)}\n")
        parts.append("| key | what it does | id |\n|---|---|---|")
        parts.extend(
            f"| {' '.join(f'`{key_name(key)}`' for key in binding.keys)} | {binding.tooltip} | `{binding.id}` |"
            for binding in bindings
        )
        parts.append("")
    return "\n".join([*parts, verbs_table()]).rstrip() + "\n"


def settings_page() -> str:
    """The page ``docs/settings.md``: a table for each group of settings."""
    defaults = msgspec.structs.asdict(Settings())
    parts = [SETTINGS_INTRODUCTION]
    for group, meanings in GROUPS.items():
        parts.append(f"## {group}\n\n| setting | default | takes | what it does |\n|---|---|---|---|")
        parts.extend(
            f"| `{name}` | `{json.dumps(defaults[name])}` | {taken(name)} | {meaning} |"
            for name, meaning in meanings.items()
        )
        parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def house_map() -> str:
    """The page ``docs/architecture.md``, with each place it names at the line it has now.

    Raises LookupError: a file does not define what is named there.
    """
    return PLACE.sub(
        lambda place: f"`{place[1]}:{_line(place[1], place[2])}` `{place[2]}`", MAP_PATH.read_text("utf-8")
    )


def printed_schema(command: str) -> str:
    """The page ``docs/<command>.schema.json``."""
    return json.dumps(_dedented(msgspec.json.schema(PRINTED[command])), indent=1) + "\n"


def _dedented(schema: Any) -> Any:
    """The same from every Python: from 3.13 on a docstring has lost its indent."""
    if isinstance(schema, dict):
        return {key: cleandoc(one) if key == "description" else _dedented(one) for key, one in schema.items()}
    return [_dedented(one) for one in schema] if isinstance(schema, list) else schema


def printed_path(command: str) -> Path:
    """Where it stands."""
    return ROOT / "docs" / f"{command}.schema.json"


def _line(path: str, name: str) -> int:
    defines = re.compile(rf"\s*(async )?(def|class) {name}\b|{name}(:.*)? = ")
    for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), start=1):
        if defines.match(line):
            return number
    raise LookupError(f"{path} defines no {name}")


if __name__ == "__main__":
    LIBRARY_PATH.write_bytes(compiled())
    MAP_PATH.write_text(house_map(), encoding="utf-8")
    os.environ["TZ"] = "Europe/Berlin"  # where the corpus was recorded
    time.tzset()
    IMPORT_PATH.write_text(import_page(), encoding="utf-8")
    CASES_PATH.write_text(cases_page(), encoding="utf-8")
    RULES_PATH.write_text(rules_page(), encoding="utf-8")
    MANUAL_PATH.write_text(manual(), encoding="utf-8")
    TRANSCRIPT_PATH.write_text(transcript(), encoding="utf-8")
    SETTINGS_PATH.write_text(settings_page(), encoding="utf-8")
    KEYS_PATH.write_text(keys_page(), encoding="utf-8")
    SCHEMA_PATH.write_text(schema_text(), encoding="utf-8")
    FORMAT_PATH.write_text(with_table(FORMAT_PATH.read_text(encoding="utf-8")), encoding="utf-8")
    for command in PRINTED:
        printed_path(command).write_text(printed_schema(command), encoding="utf-8")
