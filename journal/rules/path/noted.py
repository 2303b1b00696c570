"""A day's entries as what a rule can ask of them, and nothing of when they were typed.

Source: docs/rules.md, "Words".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from msgspec import Struct

from journal.entries import ANKLES, Ankle, Answer, Asked, CheckIn, Entry, Run, Session, time_of
from journal.rules.ankle.bouts import DONE, SELF_CARE_EXERCISES
from journal.rules.ankle.readings import MORNING_MOMENTS

UNRATED = -1
"""Stands where nobody rated: no rating is not 0."""

_EXERTED = frozenset({"warm-up", "during", "after"})
_EARLY = MORNING_MOMENTS | {"before"}
_AT_REST = frozenset({"night", "at-rest"})

HIGH_BONE = frozenset({"midfoot-top", "fifth-met-base", "med-malleolus", "shin-front", "big-toe"})
BONE = HIGH_BONE | {"metatarsals", "lat-malleolus", "heel-side", "shin-inner", "forefoot"}
MALLEOLI = frozenset({"lat-malleolus", "med-malleolus"})
POINT = frozenset({"sharp", "stabbing", "tender", "throbbing"})
TENDON = frozenset({"achilles-mid", "achilles-insertion", "calf", "fibular-tendons", "tarsal-tunnel"})
_TOLERANT = TENDON | {"heel-plantar"}

# What a day's check-ins said of an ankle, as bits.
NUMB, NUMB_WEAK, GIVING, LOCKING, SWOLLEN, LIMPING = 1, 2, 4, 8, 16, 32
HOT, SKIN, HIGH_SPRAIN, BONY, TENDINOUS, ROLLED_BONE = 64, 128, 256, 512, 1024, 2048
TROUBLE = LIMPING | GIVING | SWOLLEN
SKIN_FEELS = frozenset({"red", "warm", "swollen", "blister"})
_HOT_FEELS = frozenset({"red", "warm", "swollen"})

_Said = TypeVar("_Said", Asked, Answer)
BalanceOf = Callable[[str], int]
"""Balance level of an exercise id: 0 none, 1 two feet or supported, 2 one foot, 3 eyes closed or a board."""


class Rated(Struct, frozen=True, gc=False):
    """One rating: its instant (s since 1970), 0-10, whether of a morning, and what it signals of a bone (0-3)."""

    at: float
    rating: int
    morning: bool = False
    bone: int = 0
    bone_beside_ankle: int = 0
    """The signal with the two ankle bones left out, as after a twist."""


class SideDay(Struct, frozen=True, gc=False):
    """One ankle on one day; ratings 0-10, ``UNRATED`` where there is none.

    ``worst`` is the highest rating, ``morning`` the highest on waking, ``before`` before exercise, ``night`` at night,
    ``bone_during`` over a bone during exercise (0 counts). ``over`` says that a rating during or just after exercise
    passed what its spots tolerate, ``exerted`` the highest of them; ``trouble`` are ``TROUBLE`` bits noted after the
    morning, ``trouble_early`` those of the morning.
    """

    worst: int = UNRATED
    morning: int = UNRATED
    before: int = UNRATED
    night: int = UNRATED
    bone_during: int = UNRATED
    exerted: int = UNRATED
    over: bool = False
    trouble: int = 0
    trouble_early: int = 0
    flags: int = 0
    spots: frozenset[str] = frozenset()
    ratings: tuple[Rated, ...] = ()


class Roll(Struct, frozen=True, gc=False):
    """A check-in with the ankle rolled: its instant and which sides were sore in it."""

    at: float
    left: bool
    right: bool


def _nothing() -> None:
    """Of a day without a run."""


class BodyDay(Struct, frozen=True, gc=False):
    """What a day holds beside ratings. Lengths in km and min; None where not told."""

    ran: bool = False
    km: float | None = None
    minutes: float | None = None
    walked_min: float | None = None
    """Longest walk of the day; 0 for one of unknown length, None without one."""
    trained: bool = False
    balance: tuple[int, int] = (0, 0)
    """Sessions with balance work on the left, on the right."""
    rolls: tuple[Roll, ...] = ()
    signs: tuple[tuple[float, tuple[str, ...]], ...] = ()
    answered: float = 0.0
    """Up to which instant the day's check-ins answer the stop-sign question; 0 if they do not."""
    cleared: tuple[tuple[str, int], ...] = ()
    """Signs of this day that were seen, each with that day's ordinal."""
    asked: tuple[Asked, ...] = ()
    answers: tuple[Answer, ...] = ()
    before_run: Callable[[], DayNotes | None] = _nothing
    """The day as it stood when its first run began, where more than a 0 was noted of that run or after it."""


NOTHING, NO_BODY = SideDay(), BodyDay()


class DayNotes(Struct, frozen=True, gc=False):
    """All of a day that a rule can ask."""

    left: SideDay = NOTHING
    right: SideDay = NOTHING
    body: BodyDay = NO_BODY


EMPTY = DayNotes()


_Timed = tuple[float, CheckIn]
"""A check-in with its instant, which takes as long to tell as all else that a day asks of it."""


def notes_of(entries: Sequence[Entry], balance: BalanceOf) -> DayNotes:
    """One day's entries as what rules ask of it; the order they come in does not matter."""
    check_ins = [(one.at.timestamp(), one) for one in entries if isinstance(one, CheckIn)]
    if len(check_ins) > 1:
        check_ins.sort(key=lambda timed: (timed[0], timed[1].id))
    sessions = [one for one in entries if isinstance(one, Session)]
    sore = [one for one in sessions if any(item.soreness is not None for item in one.items)]
    return DayNotes(
        left=_side_day(check_ins, sore, "left"),
        right=_side_day(check_ins, sore, "right"),
        body=_body_day(entries, check_ins, sessions, balance),
    )


def instant_of(entry: Entry) -> float:
    """When it was, in s since 1970, for an entry that has an instant."""
    moment = time_of(entry)
    assert isinstance(moment, datetime)
    return moment.timestamp()


def _before(began: float, entries: Sequence[Entry], balance: BalanceOf) -> DayNotes | None:
    """What a day held when a run began; a rating of the run belongs to it, whenever it was typed."""
    later: list[Entry] = []
    earlier: list[Entry] = []
    for one in entries:
        of_run = isinstance(one, Run) or (isinstance(one, CheckIn) and one.moment in _EXERTED)
        (later if of_run or instant_of(one) > began else earlier).append(one)
    return None if all(_says_nothing(one) for one in later) else notes_of(earlier, balance)


def _says_nothing(entry: Entry) -> bool:
    """Whether it can take no running away."""
    if isinstance(entry, CheckIn):
        return not (entry.stop_signs or any(side.rating or side.feels for side in (entry.left, entry.right)))
    return isinstance(entry, Run)


def _signal(spots: Iterable[str], resting: bool, pointed: bool) -> int:
    bones = BONE.intersection(spots)
    if not bones or not (resting or pointed):
        return 0
    return 1 + bool(HIGH_BONE & bones) + resting


def _side_day(check_ins: Sequence[_Timed], sessions: Sequence[Session], side: Ankle) -> SideDay:
    ratings: list[Rated] = []
    worst = morning = before = night = bone_during = exerted = UNRATED
    flags = trouble = early = 0
    over = False
    spots: set[str] = set()
    for at, one in check_ins:
        report, moment = one.left if side == "left" else one.right, one.moment
        rating = report.rating
        told = _flags(report.feels) if report.feels else 0
        bony = False
        if rating and report.spots:
            spots.update(report.spots)
            bony = not BONE.isdisjoint(report.spots)
            told |= (BONY if bony else 0) | (0 if TENDON.isdisjoint(report.spots) else TENDINOUS)
            if rating >= 3 and "ankle-front-high" in report.spots:
                told |= HIGH_SPRAIN
            if bony and "ankle-roll" in one.triggers:
                told |= ROLLED_BONE
        if told:
            flags |= told
            if moment in MORNING_MOMENTS:
                early |= told & TROUBLE
            elif moment not in _EARLY:
                trouble |= told & TROUBLE
        if rating is None:
            continue
        worst = max(worst, rating)
        if moment in MORNING_MOMENTS:
            morning = max(morning, rating)
        elif moment == "before":
            before = max(before, rating)
        elif moment == "night":
            night = max(night, rating)
        elif moment in _EXERTED:
            exerted = max(exerted, rating)
            over = over or (rating > 0 and rating > tolerable(report.spots))
            if moment == "during" and (rating == 0 or bony):
                bone_during = max(bone_during, rating)
        signals = (0, 0)
        if rating and bony:
            resting, pointed = moment in _AT_REST, not POINT.isdisjoint(report.feels)
            held = frozenset(report.spots)
            signals = _signal(held, resting, pointed), _signal(held - MALLEOLI, resting, pointed)
        ratings.append(Rated(at, rating, moment in MORNING_MOMENTS, *signals))
    for session in sessions:
        for item in session.items:
            felt = None if item.removed or item.soreness is None else getattr(item.soreness, side)
            if felt is not None:
                worst = max(worst, felt)
                ratings.append(Rated(session.started_at.timestamp(), felt))
    if not ratings and not flags:
        return NOTHING
    if sessions:
        ratings.sort(key=lambda one: one.at)
    return SideDay(
        worst=worst,
        morning=morning,
        before=before,
        night=night,
        bone_during=bone_during,
        exerted=exerted,
        over=over,
        trouble=trouble,
        trouble_early=early,
        flags=flags,
        spots=frozenset(spots),
        ratings=tuple(ratings),
    )


def _flags(feels: Collection[str]) -> int:
    numb = "numb" in feels or "tingling" in feels
    return (
        NUMB * numb
        | NUMB_WEAK * (numb and "weak" in feels)
        | GIVING * ("giving-way" in feels)
        | LOCKING * ("locking" in feels)
        | SWOLLEN * ("swollen" in feels)
        | LIMPING * ("limping" in feels)
        | HOT * _HOT_FEELS.issubset(feels)
        | SKIN * (not SKIN_FEELS.isdisjoint(feels))
    )


def tolerable(spots: Iterable[str]) -> int:
    """The highest rating during a run that such spots tolerate: 0 over a bone, 5 in a tendon or heel, else 3."""
    spots = frozenset(spots)
    if spots & BONE:
        return 0
    return 5 if spots and spots <= _TOLERANT else 3


def _body_day(
    entries: Sequence[Entry], check_ins: Sequence[_Timed], sessions: Sequence[Session], balance: BalanceOf
) -> BodyDay:
    told = [
        (at, one)
        for at, one in check_ins
        if one.stop_signs or one.stop_signs_answered_at or "ankle-roll" in one.triggers
    ]
    if not told and len(entries) == len(check_ins):
        return NO_BODY
    runs = [one for one in entries if isinstance(one, Run)]
    ran = [one for one in runs if one.activity == "run"]
    done = [_done_sides(one, balance) for one in sessions if one.state != "postponed"]
    began = min((one.started_at.timestamp() for one in ran), default=None)
    signs = [(at, one) for at, one in told if one.stop_signs]
    return BodyDay(
        ran=bool(ran),
        km=max((one.distance_km for one in ran if one.distance_km), default=None),
        minutes=max((one.duration_s / 60 for one in ran if one.duration_s), default=None),
        walked_min=max(((one.duration_s or 0) / 60 for one in runs if one.activity == "walk"), default=None),
        trained=any(each is not None for each in done) or any(one.activity in ("run", "jump-rope") for one in runs),
        balance=(sum(bool(each and each[0]) for each in done), sum(bool(each and each[1]) for each in done)),
        rolls=tuple(
            Roll(at, bool(one.left.rating), bool(one.right.rating))
            for at, one in told
            if "ankle-roll" in one.triggers and (one.left.rating or one.right.rating)
        ),
        signs=tuple((at, one.stop_signs) for at, one in signs),
        answered=max((_answers_up_to(at, one) for at, one in told), default=0.0),
        cleared=tuple(
            (sign, one.stop_signs_cleared_at.date().toordinal())
            for _, one in signs
            if one.stop_signs_cleared_at is not None
            for sign in one.stop_signs
        ),
        asked=_by_instant(one for one in entries if isinstance(one, Asked)),
        answers=_by_instant(one for one in entries if isinstance(one, Answer)),
        before_run=_nothing if began is None else partial(_before, began, entries, balance),
    )


def _answers_up_to(at: float, one: CheckIn) -> float:
    """The instant up to which a check-in answers the stop-sign question; 0 if it does not."""
    if one.stop_signs_answered_at is not None:
        return max(at, one.stop_signs_answered_at.timestamp())
    return at if one.stop_signs else 0.0


def _by_instant(found: Iterable[_Said]) -> tuple[_Said, ...]:
    return tuple(sorted(found, key=lambda one: (one.at.timestamp(), one.id)))


def _done_sides(session: Session, balance: BalanceOf) -> tuple[bool, bool] | None:
    """Whether balance work was done on the left and the right; None where nothing was done but care for oneself."""
    found: list[bool] = [False, False]
    any_done = False
    for item in session.items:
        if item.removed or item.exercise in SELF_CARE_EXERCISES:
            continue
        if any_done and not balance(item.exercise):
            continue
        sides = {one.side for one in item.sets if not one.removed and one.result in DONE}
        any_done = any_done or bool(sides)
        if sides and balance(item.exercise):
            for place, side in enumerate(ANKLES):
                found[place] = found[place] or side in sides or "both" in sides
    return (found[0], found[1]) if any_done else None
