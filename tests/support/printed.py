"""What a command prints as JSON, held to its schema under docs by a validator that knows nothing of Surefoot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

DOCS = Path(__file__).parents[2] / "docs"


def validator(name: str) -> Draft202012Validator:
    """The schema of a command's JSON under docs."""
    every = [json.loads(path.read_text(encoding="utf-8")) for path in DOCS.glob("*.schema.json")]
    registry: Registry[Any] = Registry().with_resources(
        [(one["$id"], Resource.from_contents(one)) for one in every if "$id" in one]
    )
    schema = json.loads((DOCS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)
