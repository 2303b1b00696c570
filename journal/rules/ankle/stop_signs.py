"""Stop signs (red flags): when to ask for them, which are open, how soon they ask for help.

They come first, whatever the ratings and the 72-hour clock say. They only ever send a person in: no tick at all says
nothing about the ankle. Source: docs/rules.md, "Stop signs" (Ottawa ankle rules, NHS and clinic pages; the Ottawa
rules have few false negatives in clinics, but self-use by patients was not shown to help).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from journal.entries import ANKLES, Ankle, CheckIn
from journal.errors import SurefootError
from journal.rules.ankle.readings import instant, readings
from journal.vocabulary import INFECTION_FEELS, INJURY_FEELS, STOP_SIGNS, StopSign, Urgency

HIGH_RATING = 6
"""From this rating on the question is asked (house rule: the pain-monitoring model's "too much" zone begins here)."""
RISE = 3
"""A rise by this much since the ankle's last rating asks too (house rule)."""
ASKING_FEELS = INJURY_FEELS | INFECTION_FEELS | {"numb", "tingling"}
"""Feels that stop signs are made of: the first time one is noted in an episode, the question is asked."""

URGENCIES = tuple(Urgency)
"""Most urgent first."""

URGENCY_WORDS: dict[Urgency, str] = {
    Urgency.EMERGENCY: "Emergency: get help now",
    Urgency.SAME_DAY: "Have it seen today",
    Urgency.URGENT: "Urgent: have it seen as soon as you can",
    Urgency.SOON: "Soon: have a professional look at it",
}


class OpenStopSign(msgspec.Struct, frozen=True):
    """A ticked sign nobody has cleared yet: which, since when, and in which check-in."""

    sign: StopSign
    since: datetime
    check_in: str
    sides: tuple[Ankle, ...]
    """The ankles that check-in rated above 0; both unknown when empty."""


def open_stop_signs(check_ins: Iterable[CheckIn], now: datetime) -> tuple[OpenStopSign, ...]:
    """Every sign ticked and not cleared, most urgent first, each once (its first tick counts as since when).

    While there is one, training suggestions are suspended; only a person clears it, time does not.
    """
    found: dict[str, OpenStopSign] = {}
    until = instant(now)
    for check_in in check_ins:
        if not check_in.stop_signs or check_in.stop_signs_cleared_at is not None or check_in.at > until:
            continue
        sides = tuple(side for side in ANKLES if check_in.side(side).rating)
        for id in check_in.stop_signs:
            known = found.get(id)
            if id in STOP_SIGNS and (known is None or instant(check_in.at) < instant(known.since)):
                found[id] = OpenStopSign(STOP_SIGNS[id], check_in.at, check_in.id, sides)
    return tuple(sorted(found.values(), key=lambda one: (URGENCIES.index(one.sign.urgency), instant(one.since))))


def highest_urgency(ids: Iterable[str]) -> Urgency | None:
    """The most urgent level among ticked signs; None without any."""
    levels = {STOP_SIGNS[id].urgency for id in ids if id in STOP_SIGNS}
    return next((level for level in URGENCIES if level in levels), None)


def training_suspended(check_ins: Iterable[CheckIn], now: datetime) -> bool:
    """Whether an open stop sign suspends training suggestions."""
    return bool(open_stop_signs(check_ins, now))


def cleared(check_in: CheckIn, now: datetime) -> CheckIn:
    """The check-in with its stop signs cleared by a person, now.

    Raises:
        SurefootError: it has none that are open.
    """
    if not check_in.stop_signs or check_in.stop_signs_cleared_at is not None:
        raise SurefootError("this check-in has no open stop sign")
    return msgspec.structs.replace(check_in, stop_signs_cleared_at=now)


def reasons_to_ask(check_in: CheckIn, earlier: Iterable[CheckIn]) -> tuple[str, ...]:
    """Why this check-in calls for the stop-sign question, in words; empty if it does not.

    A rating of 6 or more, soreness that is new (first above 0 after a 0 or ever), after an injury (the ankle rolled, or
    a feel of the injury or infection groups noted for the first time in this episode), or risen by 3. House rules over
    docs/rules.md.
    """
    before = [one for one in earlier if one.id != check_in.id or not one.id]
    told = {side: _Told() for side in ANKLES}
    for side in ANKLES:
        for reading in readings(before, side, check_in.at):
            told[side].hear(reading.rating, reading.feels)
    return _reasons(check_in, told)


class _Told(msgspec.Struct):
    """What an ankle's check-ins so far said: its last rating, and the feels noted since its last 0."""

    rating: int | None = None
    feels: frozenset[str] = frozenset()

    def hear(self, rating: int, feels: Iterable[str]) -> None:
        """Take in one more rating."""
        self.rating = rating
        self.feels = self.feels.union(feels) if rating else frozenset()


def _reasons(check_in: CheckIn, told: Mapping[Ankle, _Told]) -> tuple[str, ...]:
    found: list[str] = []
    for side in ANKLES:
        report, last = check_in.side(side), told[side].rating
        if report.rating is None:
            continue
        if report.rating >= HIGH_RATING:
            found.append(f"{side} {report.rating} is {HIGH_RATING} or more")
        if report.rating > 0 and not last:
            found.append(f"soreness is new on the {side}")
        elif last is not None and report.rating - last >= RISE:
            found.append(f"{side} rose from {last} to {report.rating}")
        fresh = [feel for feel in report.feels if feel in ASKING_FEELS and feel not in told[side].feels]
        if fresh:
            found.append(f"{side}: {', '.join(fresh).replace('-', ' ')}")
    if "ankle-roll" in check_in.triggers:
        found.append("the ankle was rolled")
    return tuple(found)


class Unanswered(msgspec.Struct, frozen=True):
    """The newest check-in that called for the stop-sign question, with why; nobody has answered it since."""

    check_in: CheckIn
    reasons: tuple[str, ...]


def unanswered(check_ins: Iterable[CheckIn], now: datetime) -> Unanswered | None:
    """The stop-sign question that was left for later; None when it was answered, or what called for it is gone.

    Closing the question is no answer: it stays asked. An answer covers every check-in before it. House rule: the
    question lapses when each ankle that was sore has been rated 0 since.
    """
    until = instant(now)
    held = sorted((one for one in check_ins if instant(one.at) <= until), key=lambda one: instant(one.at))
    answers = (one.stop_signs_answered_at or (one.at if one.stop_signs else None) for one in held)
    answered = max((instant(at) for at in answers if at is not None), default=None)
    told = {side: _Told() for side in ANKLES}
    asked: Unanswered | None = None
    sore: set[Ankle] = set()
    for one in held:
        if answered is None or instant(one.at) > answered:
            reasons = _reasons(one, told)
            if reasons:
                asked = Unanswered(one, reasons)
        for side in ANKLES:
            report = one.side(side)
            if report.rating is not None:
                told[side].hear(report.rating, report.feels)
                (sore.add if report.rating else sore.discard)(side)
        if asked is not None and not sore and asked.check_in is not one:
            asked = None
    return asked
