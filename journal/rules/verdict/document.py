"""A verdict as JSON values, as ``surefoot today --format json`` gives it: every key always there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from journal.rules.verdict.table import TABLE
from journal.rules.verdict.verdict import LIMIT_WORDS, LadderNow, RowNow, Verdict
from library.exercise import Exercise


def without_facts(found: Verdict) -> Verdict:
    """The same verdict, of which no sentence names what is noted about the runner: it says how much is allowed."""
    named = {row.says for row in found.rows if row.id in OF_FACTS}
    rows = tuple(replace(row, says=_limit(row), asks="") if row.id in OF_FACTS else row for row in found.rows)
    bars = tuple(replace(bar, says=_BARRED) if bar.side == "body" else bar for bar in found.bars)
    headline = next((after.says for row, after in zip(found.rows, rows, strict=True) if row.says == found.headline), "")
    return replace(
        found,
        rows=rows,
        bars=bars,
        headline=headline if found.headline in named else found.headline,
        ask="" if any(found.ask == row.asks for row in found.rows if row.id in OF_FACTS) else found.ask,
    )


OF_FACTS = frozenset(row.id for row in TABLE if row.looks == "fact") | {"M5"}
"""Rules that go by what a runner noted about themselves."""
_BARRED = "Not these exercises."


def _limit(row: RowNow) -> str:
    limit = LIMIT_WORDS[row.load, row.run]
    return f"{limit[:1].upper()}{limit[1:]}."


def as_document(found: Verdict, exercises: Iterable[Exercise]) -> dict[str, Any]:
    """The verdict, the ways back under way and the open questions, under ``verdict``, ``path`` and ``questions``.

    Args:
        exercises: those on offer, to name the ones a bar leaves out.
    """
    offered = list(exercises)
    return {
        "verdict": {
            "help": found.help,
            "load": found.load,
            "run": found.run,
            "mark": found.mark,
            "headline": found.headline,
            "rows": [{"id": row.id, "side": row.side, "says": row.says} for row in found.rows],
            "sides": {
                side: {"load": one.load, "mark": one.mark, "rows": list(one.rows)} for side, one in found.sides.items()
            },
            "bars": [
                {
                    "id": bar.id,
                    "side": bar.side,
                    "exercises": [one.id for one in offered if bar.bars(one)],
                    "says": bar.says,
                }
                for bar in found.bars
            ],
            "ladder": _ladder(found.ladder),
            "cap_km": found.cap_km,
            "cap_min": found.cap_min,
            "rules": found.rules,
        },
        "path": [
            {"kind": one.kind, "side": one.side, "day": one.day, "phase": one.phase, "asks": list(one.asks)}
            for one in found.path
        ],
        "questions": [{"id": one.id, "side": one.side, "asks": one.asks} for one in found.questions],
    }


def _ladder(ladder: LadderNow | None) -> dict[str, Any] | None:
    if ladder is None:
        return None
    return {
        "rung": ladder.rung,
        "times": ladder.times,
        "run_min": ladder.run_min,
        "walk_min": ladder.walk_min,
        "waiting": ladder.waiting.isoformat() if ladder.waiting else None,
    }
