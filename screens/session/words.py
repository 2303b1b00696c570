"""What the checklist of the screen Session shows, as rows and lines made from plain values. No journal, no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from textual.content import Content

from journal.dates import duration_words, whole_minutes
from journal.entries import ANKLES, Ankle, Item, Session, Set, SideRating
from journal.rules.ankle.light import Light
from journal.rules.ankle.stop_signs import HIGH_RATING, URGENCY_WORDS, OpenStopSign
from journal.rules.done.history import live_items, live_sets
from journal.rules.training.one_line import set_words
from journal.rules.training.overview import Overview, overview, set_counts
from journal.text import one_line
from journal.units import LoadUnit, load_words
from library.exercise import seconds
from screens.drawing.charts import gauge
from screens.drawing.glyphs import RESULT_GLYPHS
from screens.widgets.rows import Row

RESULT_WORDS = {
    "done": "done",
    "reduced": "less",
    "shaky": "shaky",
    "skipped-sore": "skipped, sore",
    "skipped-other": "skipped",
}
RESULT_STYLES = {"done": "$success", "reduced": "$warning", "shaky": "$warning", "skipped-sore": "$error"}
STATE_WORDS = {
    "open": "open",
    "finished": "finished",
    "short": "finished short",
    "postponed": "postponed",
    "abandoned": "abandoned",
}
STOPPED = "A stop sign is open: no suggestions. Soreness (5) says more, and clears it."
MARK_COLUMN = 44
"""Where a set's mark stands in its row: a click from there on ticks it."""


def sized(value: Set, item: Item, unit: LoadUnit) -> str:
    """A set in words, its load in the runner's unit."""
    words = set_words(msgspec.structs.replace(value, load_kg=None), item.dose)
    if not value.load_kg:
        return words
    head, comma, band = words.partition(", ")
    return f"{head} at {load_words(value.load_kg, unit)}{comma}{band}"


def stop_words(signs: Sequence[OpenStopSign]) -> str:
    """How soon the most urgent open stop sign asks for help; empty without one."""
    return f"■ {URGENCY_WORDS[signs[0].sign.urgency]}." if signs else ""


def head_words(signs: Sequence[OpenStopSign], sore: Mapping[Ankle, int]) -> tuple[str, str]:
    """What stands above everything else: an open stop sign, an ankle too sore during the session; both empty else."""
    ankles = " and ".join(f"{ankle} {rating}" for ankle, rating in sore.items())
    if signs:
        ending = f"{ankles.capitalize()} during this session: end here. Soreness (5) says what to do."
        return stop_words(signs), ending if sore else STOPPED
    return (f"■ {ankles.capitalize()} during this session.", "End here, or go easier.") if sore else ("", "")


def lit_words(lights: Mapping[Ankle, Light], light: Light) -> str:
    """Whose light it is: ``The left ankle is red``; empty when neither is."""
    lit = [ankle for ankle in ANKLES if lights.get(ankle) is light]
    return "" if not lit else f"{'Both ankles are' if len(lit) == 2 else f'The {lit[0]} ankle is'} {light.value}"


def sore_words(soreness: SideRating | None) -> str:
    """What to do with an exercise during which an ankle was at 6 or more; empty below that."""
    sides = () if soreness is None else (("left", soreness.left), ("right", soreness.right))
    high = [f"{side} {rating}" for side, rating in sides if (rating or 0) >= HIGH_RATING]
    return f"{' and '.join(high)} is too much: end here (f), or go easier (w); s skips the rest." if high else ""


def checklist_rows(session: Session, unit: LoadUnit = "kg") -> list[Row]:
    """A heading for each item, under it a row for each of its sets."""
    rows: list[Row] = []
    running = session.timer.set if session.timer and session.timer.purpose != "rest" else ""
    for number, item in enumerate(live_items(session), start=1):
        rows.append(Row(f"item-{item.id}", _heading(number, item), selectable=False))
        rounds: dict[str, int] = {}
        for set in live_sets(item):
            rounds[set.side] = rounds.get(set.side, 0) + 1
            rows.append(Row(set.id, _set_row(item, set, rounds[set.side], unit, set.id == running)))
    return rows


def _heading(number: int, item: Item) -> Content:
    done, skipped, total = set_counts([item])
    told = [f"{done}/{total}", *([f"{skipped} skipped"] if skipped else [])]
    if item.dose.tempo:
        told.append(f"tempo {item.dose.tempo}")
    if item.dose.rest_s:
        told.append(f"rest {seconds(item.dose.rest_s)}")
    if item.soreness is not None:
        told.append(f"during {ratings_words(item.soreness.left, item.soreness.right)}")
    return Content.assemble(
        (f"{number} {one_line(item.name or item.exercise)}", "bold"), (f"  {', '.join(told)}", "$text-muted")
    )


def ratings_words(left: int | None, right: int | None) -> str:
    """``left 2, right 0``; a side not asked is left out."""
    return ", ".join(f"{side} {rating}" for side, rating in (("left", left), ("right", right)) if rating is not None)


def _set_row(item: Item, set: Set, round: int, unit: LoadUnit, running: bool) -> Content:
    side = "" if set.side == "both" else set.side
    done = set.result is not None
    words = "" if set.result in ("skipped-sore", "skipped-other") else sized(set, item, unit)
    lead = f"   {round:>2}  {side:<6} {words}"
    mark = RESULT_GLYPHS[set.result]
    told = "running" if running and not done else RESULT_WORDS.get(set.result or "", "")
    style = RESULT_STYLES.get(set.result or "", "$text-muted")
    return Content.assemble((lead.ljust(MARK_COLUMN - 2), "" if done else "bold"), (f"{mark} {told}", style))


def progress_line(session: Session, now: datetime, width: int, day: str = "") -> Content:
    """Bar, sets done of all, time gone and left; the ``day`` instead of times for one of an earlier day."""
    seen = overview(session, now)
    words = progress_words(session, seen, day)
    bar = gauge(seen.done, seen.total or 1, max(8, width - len(words) - 3))
    return Content.assemble((bar, "$success"), f"  {words}")


def progress_words(session: Session, seen: Overview, day: str = "") -> str:
    """``5 of 14 sets, 12 min gone, about 18 min left``; ``5 of 14 sets, on Fri 13 Nov``."""
    parts = [seen.words]
    if session.state != "open":
        parts.append(STATE_WORDS[session.state])
        if session.rpe is not None:
            parts.append(f"effort {session.rpe:g}")
    elif day:
        parts.append(f"on {day}")
    else:
        parts.append(f"{minutes_words(seen.elapsed_s)} gone")
        if seen.left_s:
            parts.append(f"about {max(1, whole_minutes(seen.left_s))} min left")
    return ", ".join(parts)


def minutes_words(elapsed_s: float) -> str:
    """Whole minutes, so that what shows a session does not change every second."""
    minutes = whole_minutes(elapsed_s)
    return duration_words(minutes * 60) if minutes else "0 min"
