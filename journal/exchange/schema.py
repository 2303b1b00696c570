"""The JSON Schema of the export, made from the entry types and the vocabulary.

``docs/export.schema.json`` is this, kept in the repository so that a change of the format shows in its history.
"""

from __future__ import annotations

import functools
import inspect
import operator
from collections.abc import Iterable
from typing import Any

import msgspec

from journal import vocabulary
from journal.changes.changes import TOMBSTONE
from journal.changes.patch import KEPT_SESSION
from journal.entries import ENTRY_TYPES, KINDS
from journal.exchange.lines import FORMAT
from journal.store.lines import SCHEMA

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = {
    "type": "string",
    "pattern": "^[1-9][0-9]{0,18}$",
    "description": "A whole number as text; a later entry has a larger one.",
}
_MOMENT = {
    "type": "string",
    "format": "date-time",
    "pattern": "([Zz]|[+-][0-9]{2}:?[0-9]{2})$",
    "description": "RFC 3339, with the runner's offset from UTC at that moment.",
}
_WORDS: dict[tuple[str, str], Iterable[str]] = {
    ("CheckIn", "moment"): vocabulary.MOMENTS,
    ("CheckIn", "triggers"): vocabulary.TRIGGERS,
    ("CheckIn", "stop_signs"): vocabulary.SIGNS,
    ("AnkleReport", "spots"): vocabulary.SPOTS,
    ("AnkleReport", "feels"): vocabulary.FEELS,
    ("SelfTest", "test"): vocabulary.SELF_TESTS,
    ("Fact", "fact"): vocabulary.FACTS,
    ("Asked", "closes"): (*vocabulary.SIGNS, *(id for id in vocabulary.ROWS if id not in vocabulary.NEVER_CLOSED)),
}
"""Fields that hold words of the vocabulary, or lists of them."""


def export_schema() -> dict[str, Any]:
    """The schema of one export as JSON values: draft 2020-12, of the format's present version."""
    union = functools.reduce(operator.or_, ENTRY_TYPES)
    _, definitions = msgspec.json.schema_components([union], ref_template="#/$defs/{name}")
    for name, definition in definitions.items():
        _tidy(definition)
        for field, schema in definition.get("properties", {}).items():
            if (name, field) in _WORDS:
                _limit(schema, _WORDS[name, field])
    for kind in ENTRY_TYPES:
        _as_entry(definitions[kind.__name__])
    definitions["FitCheck"]["properties"]["rub_spots"]["items"]["pattern"] = (
        f"^(left|right):({'|'.join(vocabulary.SPOTS)})$"
    )
    definitions["FitCheck"]["properties"]["answers"]["propertyNames"] = {"enum": list(vocabulary.FIT_QUESTIONS)}
    definitions["Answer"]["properties"]["question"]["pattern"] = (
        f"^({'|'.join(vocabulary.QUESTIONS)}|seen:({'|'.join((*vocabulary.SIGNS, *vocabulary.ROWS))})|condition-.+)$"
    )
    definitions["Removed"] = {
        "title": "Removed",
        "description": "An entry that was removed. Nothing else of it is told.",
        "type": "object",
        "properties": {
            "id": _ID,
            "kind": {"const": TOMBSTONE},
            "updated_at": _MOMENT,
            KEPT_SESSION: {"$ref": "#/$defs/RemovedSession"},
        },
        "required": ["id", "kind", "updated_at"],
        "additionalProperties": False,
    }
    definitions["RemovedSession"] = _without_id(definitions["Session"]) | {
        "title": "RemovedSession",
        "description": (
            "What a removed session held, as far as two copies of it were merged: a set ticked elsewhere after the"
            " removal brings it back."
        ),
    }
    definitions["Entry"] = _entry()
    return {
        "$schema": _DIALECT,
        "$id": f"urn:surefoot:export:{SCHEMA}",
        "title": "Surefoot export",
        "description": (
            "A runner's journal. Entries are sorted by time, then id. A field left out has its default. Lengths are in"
            " km, m or cm, mass in kg, time in s, as the names say; fields not described here are kept."
        ),
        "type": "object",
        "properties": {
            "format": {"const": FORMAT},
            "schema": {"const": SCHEMA},
            "exported_at": _MOMENT,
            "entries": {"type": "array", "items": {"$ref": "#/$defs/Entry"}},
        },
        "required": ["format", "schema", "exported_at", "entries"],
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    return msgspec.json.format(msgspec.json.encode(export_schema()), indent=2).decode() + "\n"


def _entry() -> dict[str, Any]:
    """Any entry: its kind decides what holds, so that a validator can name the field that is wrong."""
    names = {kind: entry.__name__ for kind, entry in KINDS.items()} | {TOMBSTONE: "Removed"}
    return {
        "title": "Entry",
        "description": "One line of a JSON Lines export.",
        "type": "object",
        "properties": {"kind": {"enum": list(names)}},
        "required": ["id", "kind", "updated_at"],
        "allOf": [
            {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": {"$ref": f"#/$defs/{name}"}}
            for kind, name in names.items()
        ],
    }


def _as_entry(definition: dict[str, Any]) -> None:
    """In a journal every entry has an id and its two moments."""
    properties: dict[str, Any] = definition["properties"]
    properties |= {"id": _ID, "created_at": _MOMENT, "updated_at": _MOMENT}
    # Id and kind first, as in an export's lines.
    first = {key: properties[key] for key in ("id", "kind", "created_at", "updated_at")}
    definition["properties"] = first | properties
    required = definition["required"]
    definition["required"] = [*first, *(field for field in required if field not in first)]


def _without_id(definition: dict[str, Any]) -> dict[str, Any]:
    properties = {name: schema for name, schema in definition["properties"].items() if name != "id"}
    return definition | {"properties": properties, "required": [n for n in definition["required"] if n != "id"]}


def _tidy(schema: Any) -> None:
    """Descriptions as plain text, moments with their offset, in this schema and all within it."""
    if isinstance(schema, list):
        for part in schema:
            _tidy(part)
    elif isinstance(schema, dict):
        if isinstance(schema.get("description"), str):
            schema["description"] = " ".join(inspect.cleandoc(schema["description"]).replace("``", "`").split())
        if schema.get("format") == "date-time":
            schema["pattern"] = _MOMENT["pattern"]
        for part in schema.values():
            _tidy(part)


def _limit(schema: dict[str, Any], words: Iterable[str]) -> None:
    (schema["items"] if schema.get("type") == "array" else schema)["enum"] = list(words)
