"""What an import offers, for tests: from bytes, without a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from journal.exchange.intake.packed import PackedFile, part_of_bytes
from journal.exchange.intake.recognising import Hints, material_of
from journal.exchange.intake.review import Known, Review, review_of
from journal.exchange.intake.values import Terms
from journal.units import DistanceUnit

NOW = datetime.fromisoformat("2026-11-26T18:00:00+01:00")


def offered(
    *given: bytes | str | Path,
    known: Known | None = None,
    answers: Mapping[str, str] | None = None,
    mapping: Mapping[str, str] | None = None,
    distance: DistanceUnit = "km",
    names: Sequence[str] = (),
) -> Review:
    """The review of files given as bytes, as text in UTF-8, or by their paths."""
    parts: list[Path | PackedFile] = []
    for number, one in enumerate(given):
        if isinstance(one, Path):
            parts.append(one)
        else:
            name = names[number] if number < len(names) else f"file-{number + 1}"
            parts.append(part_of_bytes(name, one.encode() if isinstance(one, str) else one))
    terms = Terms(now=NOW, distance=distance, answers=answers or {})
    return review_of(material_of(parts, terms, Hints(mapping=mapping or {})), terms, known or Known())


def runs(review: Review) -> list[tuple[str, str, float | None, float | None]]:
    """Moment, kind, km and seconds of the runs that are offered."""
    return [
        (one.bout.started_at.isoformat(), one.bout.activity, one.bout.distance_km, one.bout.duration_s)
        for one in review.runs
    ]
