"""After a twist: five phases, opened by criteria and not by the calendar alone. Source: docs/rules.md, "After a twist".

A criterion that was met stays met until a new twist, which begins anew at day 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Concatenate, ParamSpec

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import Answer
from journal.rules.path.days import AnkleDays
from journal.rules.path.noted import GIVING, SWOLLEN, UNRATED

P = ParamSpec("P")

YEAR = 365
"""Days that a twist is followed for: a second one is about twice as likely."""
EARLY_FROM = 3
LADDER_FROM = 7
OLD = 42
BALANCE_SESSIONS, BALANCE_BLOCK = 12, 24
TRUSTED = 8
ASK_AGAIN = 3
"""Days after which a "no" is asked again."""
NEVER = -1
EARLY = ("T1", "T2")
"""The phases of care, before an ankle is built up again."""
WAY_BACK = (*EARLY, "T3", "T4")
"""The phases that say what is done in them; while one is under way nothing leaves the ground."""


class Twists(Struct, frozen=True):
    """What is known of one ankle's twists by a day. Places of days; ``NEVER`` where something has not happened.

    ``p1`` to ``p3`` are the days on which a criterion was met since the last twist, ``yes`` the days on which the walk
    was answered with yes, ``no1`` to ``no3`` the last no, ``ready2`` and ``ready3`` whether the last answer was yes.
    ``old`` marks a twist that nobody followed. ``before`` is what holds without a roll of which it may be told that it
    was the other ankle's, ``named`` what holds with one that was, as long as this ankle may be named after all.
    """

    days: tuple[int, ...] = ()
    p1: int = NEVER
    p2: int = NEVER
    p3: int = NEVER
    yes: tuple[int, ...] = ()
    no1: int = NEVER
    no2: int = NEVER
    no3: int = NEVER
    ready2: bool = False
    ready3: bool = False
    trust: float = -1.0
    trust_on: int = NEVER
    balance: int = 0
    old: bool = False
    before: Twists | None = None
    named: Twists | None = None

    @property
    def last(self) -> int:
        """The last twist's day; ``NEVER`` without one."""
        return self.days[-1] if self.days else NEVER

    def since(self, place: int) -> int | None:
        """Days since the last twist."""
        return place - self.days[-1] if self.days else None

    def clear(self, place: int, days: int) -> bool:
        """Whether there was no twist on the days before this one; one of the day itself silences nothing."""
        return not any(0 < place - one <= days for one in self.days)


def twisted(state: Twists, place: int, *, unsure: bool) -> Twists:
    """A twist on this day; ``unsure`` when both ankles were sore and nobody said which it was."""
    kept = tuple(one for one in state.days if place - one <= YEAR and one != place)
    earlier = state.before if state.last == place and state.before is not None else state
    return Twists(days=(*kept, place), before=earlier if unsure else None)


def spared(state: Twists, day: int) -> Twists:
    """The same once it is known that the roll of a day was the other ankle's."""
    if state.last == day and state.before is not None:
        return replace(state.before, named=replace(state, before=None, named=None))
    return replace(state, days=tuple(one for one in state.days if one != day))


def twisted_too(state: Twists, day: int) -> Twists:
    """The same once it is known that the roll of a day was this ankle's; nothing changes where it was held to be."""
    if day in state.days:
        return state
    if state.named is not None and state.named.last == day:
        return replace(state.named, before=replace(state, named=None))
    return replace(state, days=tuple(sorted((*state.days, day))))


def _however_told(change: Callable[Concatenate[Twists, P], Twists]) -> Callable[Concatenate[Twists, P], Twists]:
    """The same change to what holds if the last roll turns out to have been the other ankle's, or this one's."""

    @wraps(change)
    def each(state: Twists, /, *args: P.args, **named: P.kwargs) -> Twists:
        found = change(state, *args, **named)
        if state.before is not None:
            found = replace(found, before=each(state.before, *args, **named))
        return found if state.named is None else replace(found, named=each(state.named, *args, **named))

    return each


@_however_told
def answered(state: Twists, answer: Answer, place: int) -> Twists:
    """One answer about this ankle; the last by its own time counts, for the walk one a day."""
    yes = answer.value is True
    if answer.question == "trust":
        return replace(state, trust=float(answer.value), trust_on=place)
    if not state.days:
        return state
    if answer.question == "p1":
        days = tuple(day for day in state.yes if day != place)
        return replace(state, yes=(*days, place) if yes else days, no1=NEVER if yes else place)
    if answer.question == "p2":
        return replace(state, ready2=yes, no2=NEVER if yes else place)
    if answer.question == "p3":
        return replace(state, ready3=yes, no3=NEVER if yes else place)
    return state


def kept(state: Twists, met: Twists) -> Twists:
    """The same with what was met earlier that day, unless the ankle has rolled since: met stays met."""
    if state.last != met.last:
        return state
    return replace(state, p1=met.p1, p2=met.p2, old=met.old)


@_however_told
def practised(state: Twists, sessions: int) -> Twists:
    """So many more sessions with balance work on this side."""
    return replace(state, balance=state.balance + sessions)


def lacks_p2(side: AnkleDays, place: int, twist: int) -> tuple[str, ...]:
    """What still has to be noted before running, a few words each: 3 rated mornings at 2 or less, no swelling, no
    giving way; nothing where that holds.
    """
    mornings = [value for value in side.morning[twist + 1 : place + 1] if value != UNRATED][-3:]
    swollen = any(bits & SWOLLEN for bits in side.flags[max(place - 2, 0) : place + 1])
    gave = any(bits & GIVING for bits in side.flags[max(place - 6, 0) : place + 1])
    found = {
        "3 mornings at 2 of 10 or less": len(mornings) < 3 or max(mornings) > 2,
        "3 days without swelling": swollen,
        "7 days without giving way": gave,
    }
    return tuple(words for words, lacks in found.items() if lacks)


def knows_run(state: Twists, half_hour: int) -> bool:
    """Whether the 30 min run was tolerated and the balance work done since; ``half_hour`` is that run's last day."""
    return half_hour > state.last and state.balance >= BALANCE_SESSIONS


@_however_told
def stepped(state: Twists, side: AnkleDays, place: int, rated: Sequence[int], half_hour: int) -> Twists:
    """The criteria met by this day. ``rated`` are the places of the last rated days, oldest first."""
    since = state.since(place)
    if since is None or since > YEAR or state.p3 != NEVER:
        return state
    if state.p1 == NEVER and (len(state.yes) >= 2 or _quiet_days(side, place, state.last, rated)):
        state = replace(state, p1=place)
    if state.p2 == NEVER and _forgotten(state, side, place, since):
        state = replace(state, p1=place if state.p1 == NEVER else state.p1, p2=place, old=True)
    if (
        state.p1 != NEVER
        and state.p2 == NEVER
        and since >= LADDER_FROM
        and state.ready2
        and not lacks_p2(side, place, state.last)
    ):
        state = replace(state, p2=place)
    if state.p2 != NEVER and state.ready3:
        known = state.old or (knows_run(state, half_hour) and state.trust_on >= state.last and state.trust >= TRUSTED)
        if known:
            state = replace(state, p3=place)
    return state


def _quiet_days(side: AnkleDays, place: int, twist: int, rated: Sequence[int]) -> bool:
    last = rated[-5:]
    return len(last) == 5 and last[-1] == place and last[0] > twist and all(side.worst[one] <= 1 for one in last)


def _forgotten(state: Twists, side: AnkleDays, place: int, since: int) -> bool:
    """An old twist of which no question was ever answered, and 14 quiet days."""
    if since <= OLD or state.yes or state.ready2 or state.no1 != NEVER or state.no2 != NEVER:
        return False
    ratings = [value for value in side.worst[max(place - 13, 0) : place + 1] if value >= 0]
    return len(ratings) >= 5 and max(ratings) <= 2


def phase(state: Twists, side: AnkleDays, place: int) -> str:
    """T1 to T5 on this day; empty without a twist of the last year, or once it is over."""
    since = state.since(place)
    if since is None or since > YEAR:
        return ""
    if since < EARLY_FROM:
        return "T1"
    if state.p1 == NEVER:
        return "T2"
    if state.p2 == NEVER:
        return "T3"
    if state.p3 == NEVER:
        return "T4"
    if state.old:
        return ""
    after = sum(1 for value in side.worst[state.p3 + 1 : place + 1] if value >= 0)
    return "" if place - state.p3 >= 7 and after >= 4 else "T5"


def asks(state: Twists, side: AnkleDays, place: int, half_hour: int) -> tuple[str, ...]:
    """What is asked about the twist on this day; a no asks again three days later."""
    now = phase(state, side, place)
    if now == "T2":
        due = place not in state.yes and _again(state.no1, place)
        return ("p1",) if due else ()
    if now == "T3":
        due = place - state.last >= LADDER_FROM and not state.ready2 and _again(state.no2, place)
        return ("p2",) if due and not lacks_p2(side, place, state.last) else ()
    if now != "T4":
        return ()
    if not state.old:
        if not knows_run(state, half_hour):
            return ()
        told = state.trust_on >= state.last
        if not told or state.trust < TRUSTED:
            return ("trust",) if not told or place - state.trust_on >= ASK_AGAIN else ()
    return ("p3",) if not state.ready3 and _again(state.no3, place) else ()


def _again(no: int, place: int) -> bool:
    return no == NEVER or place - no >= ASK_AGAIN
