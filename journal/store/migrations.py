"""From older schemas to this one: pure functions from documents to documents, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journal.changes.changes import decoded
from journal.changes.document import Document, Json, encode


def _from_0(document: Json) -> Json:
    """Schema 0 wrote a check-in's ratings as ``left_rating``, ``right_rating``, times as ``created``, ``updated``."""
    result = {key: value for key, value in document.items() if key not in ("created", "updated")}
    for old, new in (("created", "created_at"), ("updated", "updated_at")):
        if old in document:
            result[new] = document[old]
    if document.get("kind") == "check-in":
        for side in ("left", "right"):
            rating = result.pop(f"{side}_rating", None)
            if rating is not None:
                result[side] = {**result.get(side, {}), "rating": rating}
    return result


MIGRATIONS: tuple[Callable[[Json], Json], ...] = (_from_0,)
"""The function at index n leads from schema n to n + 1."""


def migrated(documents: Mapping[str, Document], schema: int) -> dict[str, Document]:
    """Documents of an older schema as this one has them. Unknown fields and ids stay."""
    result: dict[str, Document] = {}
    for id, document in documents.items():
        value = decoded(document)
        if value is None:
            result[id] = document
            continue
        for migrate in MIGRATIONS[schema:]:
            value = migrate(value)
        result[id] = encode({"kind": value.get("kind", ""), **value})
    return result
