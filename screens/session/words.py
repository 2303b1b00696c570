"""What the screen Session says of a session and its sets, in words made from plain values."""

from __future__ import annotations

import msgspec

from journal.dates import duration_words, whole_minutes
from journal.entries import Item, Session, Set
from journal.rules.training.one_line import set_words
from journal.rules.training.overview import Overview
from journal.rules.verdict.verdict import GLYPHS, Verdict
from journal.units import LoadUnit, load_words
from journal.words.session import RESULT_WORDS as SAID_RESULTS
from journal.words.session import STATE_WORDS

RESULT_WORDS = {**SAID_RESULTS, "reduced": "less"}
"""As an entry says them, but for what has to stand in a column."""


def sized(one_set: Set, item: Item, unit: LoadUnit) -> str:
    words = set_words(msgspec.structs.replace(one_set, load_kg=None), item.dose)
    if not one_set.load_kg:
        return words
    head, comma, band = words.partition(", ")
    return f"{head} at {load_words(one_set.load_kg, unit)}{comma}{band}"


def head_words(found: Verdict, barred: bool) -> str:
    """What stands above a session: the day's sentence, where it stops or ``barred`` something of it; else nothing."""
    return f"{GLYPHS[found.mark]} {found.headline}" if found.mark == "stop" or barred else ""


def progress_words(session: Session, seen: Overview, day: str) -> list[str]:
    """``5 of 14 sets``, ``12 min gone``, ``about 18 min left``; ``5 of 14 sets``, ``on Fri 13 Nov``."""
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
    return parts


def minutes_words(elapsed_s: float) -> str:
    """Whole minutes, so that what shows a session does not change every second."""
    minutes = whole_minutes(elapsed_s)
    return duration_words(minutes * 60) if minutes else "0 min"
