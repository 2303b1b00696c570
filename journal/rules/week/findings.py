"""What of stop signs and self-tests belongs to a week, as values for its summary. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime

from journal.dates import Week
from journal.entries import CheckIn, SelfTest
from journal.rules.ankle import self_tests
from journal.rules.ankle.readings import instant
from journal.rules.week.summary import ClearedSign, SelfTestWeek
from journal.vocabulary import SELF_TESTS, SIGNS, label
from library.exercise import rounded


def cleared_in(week: Week, check_ins: Iterable[CheckIn], now: datetime) -> Iterable[ClearedSign]:
    """Signs ticked or cleared in the week that a person has cleared: a week is not silent about them afterwards."""
    for one in check_ins:
        at = one.stop_signs_cleared_at
        if at is None or instant(at) > instant(now) or week not in (Week.of(one.at.date()), Week.of(at.date())):
            continue
        for id in one.stop_signs:
            yield ClearedSign(label=label(id, SIGNS), ticked=one.at.date(), cleared=at.date())


def self_tests_in(week: Week, tests: Sequence[SelfTest], at: datetime) -> list[SelfTestWeek]:
    """The week's newest result of each test and side, with its change where it is beyond measurement error."""
    until = instant(at)
    known: dict[tuple[str, str, str], list[SelfTest]] = {}
    for one in tests:
        if instant(one.at) <= until:
            known.setdefault((one.test, one.side, one.scale), []).append(one)
    found = []
    for test, side in itertools.product(SELF_TESTS, ("left", "right", "both")):
        for key in sorted(key for key in known if key[:2] == (test, side)):
            newest = max(known[key], key=lambda one: instant(one.at))
            if Week.of(newest.at.date()) == week:
                found.append(_self_test(newest, known[key]))
    return found


def _self_test(newest: SelfTest, results: Sequence[SelfTest]) -> SelfTestWeek:
    change = self_tests.change(results)
    return SelfTestWeek(
        test=newest.test,
        name=newest.scale or SELF_TESTS[newest.test].label,
        side=newest.side,
        value=newest.value,
        unit=newest.unit or self_tests.PROTOCOLS[newest.test].unit,
        day=newest.at.date(),
        before=change.earlier.value if change else None,
        before_day=change.earlier.at.date() if change else None,
        change=rounded(change.by) if change and change.real else None,
        words=change.words if change else "first result of its kind",
    )
