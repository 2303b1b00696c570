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

from journal.changes.checked import from_document
from journal.demo.days import StoryDays
from journal.demo.sessions import strength_sessions
from journal.demo.story import FOUNDATION, STRENGTH, StoryRun, story
from journal.entries import (
    ANKLES,
    AnkleReport,
    CheckIn,
    E,
    Entry,
    Note,
    Plan,
    PlannedRoutine,
    Run,
    SelfTest,
    Session,
    day_of,
)
from journal.rules.shoes.fit import QUESTIONS
from journal.store.ids import first_of

_MORNINGS_FROM = "06:40"
_FIT_ANSWERS = {"y": "yes", "n": "no", "u": "unsure"}


def demo_entries(today: datetime) -> list[Entry]:
    """Twelve weeks of entries up to ``today`` (an aware moment), oldest first, with ids, none of them later than it."""
    days = StoryDays(today)
    shoes = {
        key: _dated(*_as_told({"kind": "shoe", **shoe}, days), number)
        for number, (key, shoe) in enumerate(story().shoes.items(), start=1)
    }
    told = [*shoes.values()]
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
    dated: E = msgspec.structs.replace(
        entry, id=str(first_of(at) + number), created_at=at, updated_at=entry.updated_at or at
    )
    return dated


def _as_told(document: Mapping[str, Any], days: StoryDays) -> tuple[Entry, datetime]:
    """The entry of a document of the story, and when it was written."""
    dated = days.dated(document)
    written = dated.pop("written", None)
    return from_document(dated), written or dated["at"]


def _activities(days: StoryDays, shoes: Mapping[str, str]) -> Iterator[tuple[Entry, datetime]]:
    """Everything but shoes and check-ins, each with the moment it was written."""
    yield from _plans(days)
    for run in story().runs:
        start = days.dated(run.at)
        yield _run(run, start, shoes), start + timedelta(minutes=run.minutes + 5)
    for session in strength_sessions(days):
        yield session, session.started_at
    for check in story().fit_checks:
        given = {one.id: _FIT_ANSWERS[key] for one, key in zip(QUESTIONS, check["answers"], strict=True)}
        yield _as_told({**check, "kind": "fit-check", "shoe": shoes[check["shoe"]], "answers": given}, days)
    for day, test, left, right, unit, conditions in story().self_tests:
        at = days.at(day, "17:10")
        for side, value in zip(ANKLES, (left, right), strict=True):
            yield SelfTest(at=at, test=test, side=side, value=value, unit=unit, conditions=conditions), at
    for document in story().entries:
        yield _as_told(document, days)
    for day, text in story().notes.items():
        yield Note(day=days.day(day), text=text), days.at(day, "21:45")


def _plans(days: StoryDays) -> Iterator[tuple[Entry, datetime]]:
    # The days trains on its second, fourth and last day of seven, whatever weekdays those are.
    weekdays = tuple(sorted(days.day(number).isoweekday() for number in (2, 4, 6)))
    for day, routine in ((0, FOUNDATION), (58, STRENGTH)):
        since = days.day(day)
        planned = PlannedRoutine(routine=routine, weekdays=weekdays, since=since)
        yield Plan(since=since, routines=(planned,)), days.at(day, "19:30")


def _run(run: StoryRun, start: datetime, shoes: Mapping[str, str]) -> Run:
    return Run(
        started_at=start,
        activity=run.activity,
        duration_s=run.minutes * 60,
        distance_km=run.km,
        shoe=shoes.get(run.shoe, ""),
        surface=run.surface,
        rpe=run.rpe,
        note=run.note,
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
    for day, (left, right) in enumerate(zip("".join(story().left), "".join(story().right), strict=True)):
        if left != ".":
            waking = days.at(day, _MORNINGS_FROM) + timedelta(minutes=day * 7 % 25)
            yield _check_in(waking, "on-waking", _left(int(left), day), _right(int(right)))
    for run in story().runs:
        if run.left is not None:
            start = days.dated(run.at)
            yield _check_in(
                start + timedelta(minutes=run.minutes + 15),
                "after",
                _left(run.left, days.number(start)),
                _right(run.right),
                triggers=run.triggers,
                after="run",
                note=run.asked,
            )
    for clock, moment, after, rated in (
        ("19:55", "after", "session", story().after_sessions),
        ("21:30", "evening", "", story().evenings),
    ):
        for day, (left_rating, right_rating) in rated.items():
            yield _check_in(days.at(day, clock), moment, _left(left_rating, day), _right(right_rating), after=after)


def _check_in(at: datetime, moment: str, left: AnkleReport, right: AnkleReport, **more: Any) -> CheckIn:
    """A check-in whose stop-sign question was answered at once, with none: the runner of the story is careful."""
    return CheckIn(at=at, moment=moment, left=left, right=right, stop_signs_answered_at=at, **more)
