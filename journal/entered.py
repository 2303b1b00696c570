"""What a runner may say of an entry, by its form, by ``edit`` or by its own command. Pure; house rules.

A journal may hold more: an older one, or one that comes in. So only what is new is asked about.
"""

from __future__ import annotations

from datetime import datetime

from journal.entries import ANKLES, Answer, Asked, CheckIn, E, Entry, Fact, Note, Plan, Run, SelfTest, kind_of
from journal.errors import InvalidEntry
from journal.rules.ankle.tried import measured
from journal.rules.shoes.pace import mistyped
from journal.units import DistanceUnit
from journal.vocabulary import NUMBER_QUESTIONS, OF_A_SIDE
from library.exercise import number


def entered(after: E, before: Entry | None, now: datetime, unit: DistanceUnit = "km") -> E:
    """The entry, where it can be so; ``before`` is what it was, None for a new one.

    Raises InvalidEntry: names the field and what was expected.
    """

    def is_new(*fields: str) -> bool:
        return before is None or any(getattr(after, field) != getattr(before, field) for field in fields)

    def refuse(field: str, expected: str) -> None:
        raise InvalidEntry(kind_of(after), field, expected)

    match after:
        case CheckIn():
            rated = any(after.side(side).rating is not None for side in ANKLES)
            if is_new("left", "right", "stop_signs") and not rated and not after.stop_signs:
                refuse("left.rating", "rate at least one ankle: 0 is none, 10 the worst there is")
        case Run():
            if is_new("distance_km", "duration_s", "activity") and (problem := mistyped(after, unit)):
                refuse("distance_km", problem)
        case SelfTest():
            if is_new("test", "side", "value", "scale"):
                measured(after)
        case Asked():
            if is_new("at", "until") and after.until is not None and after.until < after.at.date():
                refuse("until", "the day is before the one it was said on")
        case Note() | Fact() | Plan():
            day = "day" if isinstance(after, Note) else "since"
            if is_new(day) and getattr(after, day) > now.date():
                refuse(day, "the day is still to come")
            if (
                isinstance(after, Fact)
                and is_new("fact", "side")
                and after.side != "body"
                and after.fact not in OF_A_SIDE
            ):
                refuse("side", f"only {' and '.join(OF_A_SIDE)} are of one ankle")
        case Answer():
            most = NUMBER_QUESTIONS.get(after.question)
            if most is not None and is_new("question", "value") and after.value > most:
                refuse("value", f"expected a number from 0 to {number(most)}")
    return after
