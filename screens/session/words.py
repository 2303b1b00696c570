"""What the screen Session says of a session and its sets, in words made from plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from journal.dates import duration_words, whole_minutes
from journal.entries import ANKLES, Ankle, Item, Session, Set, SideRating
from journal.rules.ankle.light import Light
from journal.rules.ankle.stop_signs import HIGH_RATING, URGENCY_WORDS, OpenStopSign
from journal.rules.training.one_line import set_words
from journal.rules.training.overview import Overview
from journal.units import LoadUnit, load_words
from journal.words.session import RESULT_WORDS as SAID_RESULTS
from journal.words.session import STATE_WORDS

RESULT_WORDS = {**SAID_RESULTS, "reduced": "less"}
"""As an entry says them, but for what has to stand in a column."""
STOPPED = "A stop sign is open: no suggestions. Soreness ({app.soreness}) says more, and clears it."
"""Like every text here that names a key, with its id in the key's place."""


def sized(one_set: Set, item: Item, unit: LoadUnit) -> str:
    """A set in words, its load in the runner's unit."""
    words = set_words(msgspec.structs.replace(one_set, load_kg=None), item.dose)
    if not one_set.load_kg:
        return words
    head, comma, band = words.partition(", ")
    return f"{head} at {load_words(one_set.load_kg, unit)}{comma}{band}"


def stop_words(signs: Sequence[OpenStopSign]) -> str:
    """How soon the most urgent open stop sign asks for help; empty without one."""
    return f"■ {URGENCY_WORDS[signs[0].sign.urgency]}." if signs else ""


def head_words(signs: Sequence[OpenStopSign], sore: Mapping[Ankle, int]) -> tuple[str, str]:
    """What stands above everything else: an open stop sign, an ankle too sore during the session; both empty else."""
    ankles = " and ".join(f"{ankle} {rating}" for ankle, rating in sore.items())
    if signs:
        ending = f"{ankles.capitalize()} during this session: end here. Soreness ({{app.soreness}}) says what to do."
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
    rest = "end here ({session.finish}), or go easier ({session.swap}); {session.skip} skips the rest."
    return f"{' and '.join(high)} is too much: {rest}" if high else ""


def ratings_words(left: int | None, right: int | None) -> str:
    """``left 2, right 0``; a side not asked is left out."""
    return ", ".join(f"{side} {rating}" for side, rating in (("left", left), ("right", right)) if rating is not None)


def progress_words(session: Session, seen: Overview, day: str = "") -> list[str]:
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
