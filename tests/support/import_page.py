"""The part of docs/import.md that is written from the corpus: what each of its files offers an empty journal."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from journal.exchange.intake.values import Unreadable
from tests.support.intake import offered
from tests.support.rules_page import table, written

PATH = Path(__file__).parents[2] / "docs" / "import.md"
CORPUS = Path(__file__).parents[1] / "corpus"


def import_page() -> str:
    """The page with its table as the program reads the corpus now."""
    return written(
        PATH, {"corpus": lambda: table("file | recognised as | offered | of them not sure | left out", _rows())}
    )


def _rows() -> Iterable[tuple[str, ...]]:
    expected: dict[str, dict[str, Any]] = json.loads((CORPUS / "expected.json").read_text(encoding="utf-8"))
    for name, wanted in sorted(expected.items()):
        try:
            review = offered(CORPUS / name, mapping=wanted.get("mapping"))
        except Unreadable as refusal:
            why = str(refusal).removeprefix(f"{name.rstrip('/')}: ").partition(";")[0]
            yield f"`{name}`", "refused", why, "", ""
            continue
        doubts = [*(run.doubt for run in review.runs), *(session.doubt for session in review.sessions)]
        doubtful = sum(map(bool, doubts))
        yield f"`{name}`", review.format, str(len(doubts)), str(doubtful or ""), str(len(review.left_out) or "")
