"""A believable journal of twelve weeks that ends today, for ``surefoot demo``, pictures and tests.

The story: a left ankle sore since a summer sprain, a new pair of shoes whose heel slips, an episode that passes 72
hours, a visit to a physio, recovery, and a slow way up again. Pure and without chance: the same moment gives the same
entries. Days are numbered 0 to 83, the last being today.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from journal.demo import gear, story
from journal.demo.days import StoryDays
from journal.demo.sessions import strength_sessions
from journal.entries import (
    ANKLES,
    AnkleReport,
    Answer,
    Asked,
    CheckIn,
    E,
    Entry,
    Fact,
    Note,
    Run,
    SelfTest,
    Session,
    Support,
    day_of,
)

_EPOCH_MS = 1_577_836_800_000  # 2020-01-01T00:00Z, from which ids count
_MORNINGS_FROM = "06:40"


def demo_entries(today: datetime) -> list[Entry]:
    """Twelve weeks of entries up to ``today`` (an aware moment), oldest first, with ids, none of them later than it."""
    days = StoryDays(today)
    shoes = {key: _dated(shoe, at, n) for n, (key, shoe, at) in enumerate(gear.shoes(days), start=1)}
    told: list[Entry] = [*shoes.values()]
    shoe_ids = {key: shoe.id for key, shoe in shoes.items()}
    told += [_dated(entry, at, n) for n, (entry, at) in enumerate(_activities(days, shoe_ids), start=100)]
    runs = {day_of(entry): entry.id for entry in told if isinstance(entry, Run)}
    sessions = {day_of(entry): entry.id for entry in told if isinstance(entry, Session)}
    for n, check_in in enumerate(_check_ins(days), start=1000):
        bouts = {"run": runs, "session": sessions}.get(check_in.after)
        after = bouts[check_in.at.date()] if bouts else ""
        told.append(_dated(msgspec.structs.replace(check_in, after=after), check_in.at, n))
    return sorted((e for e in told if _written(e) <= today), key=lambda e: (_written(e), int(e.id)))


def _written(entry: Entry) -> datetime:
    assert entry.created_at is not None
    return entry.created_at


def _dated(entry: E, at: datetime, number: int) -> E:
    """The entry with an id of the journal's form, made from its moment and its number in the story."""
    id = (int(at.timestamp() * 1000) - _EPOCH_MS) << 22 | number
    dated: E = msgspec.structs.replace(entry, id=str(id), created_at=at, updated_at=entry.updated_at or at)
    return dated


def _activities(days: StoryDays, shoes: Mapping[str, str]) -> Iterator[tuple[Entry, datetime]]:
    """Everything but shoes and check-ins, each with the moment it was written."""
    yield from gear.plans(days)
    yield from gear.own(days)
    for bout in story.BOUTS:
        start = days.at(bout.day, bout.at)
        yield _run(bout, start, shoes), start + timedelta(minutes=bout.minutes + 5)
    for session in strength_sessions(days.at):
        yield session, session.started_at
    for check in gear.fit_checks(days, shoes):
        yield check, check.at
    for day, test, left, right, unit, conditions in story.SELF_TESTS:
        at = days.at(day, "17:10")
        for side, value in zip(ANKLES, (left, right), strict=True):
            yield SelfTest(at=at, test=test, side=side, value=value, unit=unit, conditions=conditions), at
    for day, score in story.CLINIC_SCORES.items():
        at = days.at(day, "11:20")
        yield SelfTest(at=at, test="clinic-score", value=score, unit="points", scale="VISA-A", conditions="physio"), at
    yield from _said(days)
    for day, text in story.NOTES.items():
        yield Note(day=days.day(day), text=text), days.at(day, "21:45")


def _said(days: StoryDays) -> Iterator[tuple[Entry, datetime]]:
    """What the runner said of themselves, and what the physio said on the day of the visit."""
    first, visit = days.at(0, "20:00"), days.at(26, "11:40")
    yield Fact(since=days.day(0), fact="stress-fracture", side="right", note="long ago"), first
    for question, value in (("usual-longest", 9.0), ("weights-owned", 2.5), ("body-kg", 68.0)):
        yield Answer(at=first, question=question, value=value), first
    yield (
        Asked(
            at=visit,
            side="left",
            who="physio",
            closes=("C1", "C2", "C5"),
            limit="no-impact",
            exercises="go-on",
            until=days.day(40),
            note="Walk, cycle, hold heel raises, no new shoes for now. Come back if it does not fall.",
        ),
        visit,
    )
    back = days.at(41, "20:00")
    yield Answer(at=back, question="still-so", side="left", value=False), back
    yield Support(type="sleeve", side="left", since=days.day(27), note="for the first walks"), days.at(27, "18:00")


def _run(bout: story.StoryRun, start: datetime, shoes: Mapping[str, str]) -> Run:
    return Run(
        started_at=start,
        activity=bout.activity,
        duration_s=bout.minutes * 60,
        distance_km=bout.km,
        shoe=shoes.get(bout.shoe, ""),
        surface=bout.surface,
        rpe=bout.rpe,
        note=bout.note,
    )


def _left(rating: int, day: int) -> AnkleReport:
    """The left ankle, with the spots and feels of that part of the story."""
    if rating == 0:
        return AnkleReport(rating=0)
    if day < 19:
        return AnkleReport(rating=rating, spots=("atfl",), feels=("stiff",))
    if day < 41:
        feels = ("rubbing", "tender") if rating < 4 else ("sharp", "tender", "swollen")[: rating - 2]
        return AnkleReport(rating=rating, spots=("achilles-insertion",), feels=feels)
    return AnkleReport(rating=rating, spots=("achilles-mid",), feels=("stiff", "ache")[: max(1, rating - 1)])


def _right(rating: int) -> AnkleReport:
    return AnkleReport(rating=rating, spots=("calf",), feels=("tight",)) if rating else AnkleReport(rating=0)


def _check_ins(days: StoryDays) -> Iterator[CheckIn]:
    """All check-ins; ``after`` holds ``run`` or ``session`` where one follows a bout of that day."""
    for day, (left, right) in enumerate(zip(story.LEFT, story.RIGHT, strict=True)):
        if left != ".":
            waking = days.at(day, _MORNINGS_FROM) + timedelta(minutes=day * 7 % 25)
            yield _check_in(waking, "on-waking", _left(int(left), day), _right(int(right)))
    for bout in story.BOUTS:
        if bout.left is not None:
            yield _check_in(
                days.at(bout.day, bout.at) + timedelta(minutes=bout.minutes + 15),
                "after",
                _left(bout.left, bout.day),
                _right(bout.right),
                triggers=bout.triggers,
                after="run",
                note=bout.asked,
            )
    for day, (left_rating, right_rating) in story.AFTER_SESSIONS.items():
        at = days.at(day, "19:55")
        left_report, right_report = _left(left_rating, day), _right(right_rating)
        yield _check_in(at, "after", left_report, right_report, after="session")
    for day, (left_rating, right_rating) in story.EVENINGS.items():
        at = days.at(day, "21:30")
        yield _check_in(at, "evening", _left(left_rating, day), _right(right_rating))


def _check_in(at: datetime, moment: str, left: AnkleReport, right: AnkleReport, **more: Any) -> CheckIn:
    """A check-in whose stop-sign question was answered at once, with none: the runner of the story is careful."""
    return CheckIn(at=at, moment=moment, left=left, right=right, stop_signs_answered_at=at, **more)
