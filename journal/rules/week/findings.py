"""What the other rules say of a week, gathered as values for the summary. Pure; everything is as of the week's end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from journal.dates import Week, short_day
from journal.entries import ANKLES, Ankle, CheckIn, Plan, Run, SelfTest, Session
from journal.rules.ankle import self_tests
from journal.rules.ankle.advice import advice, self_care_times
from journal.rules.ankle.episodes import Episode
from journal.rules.ankle.guidance import asking_ankles, worth_asking
from journal.rules.ankle.readings import elapsed, instant
from journal.rules.ankle.soreness import Bands, light
from journal.rules.ankle.stop_signs import OpenStopSign, open_stop_signs
from journal.rules.training.plan import planned_in, room_in
from journal.rules.week.summary import ClearedSign, EpisodeWeek, Findings, Lights, LightWeek, NextStep, SelfTestWeek
from journal.rules.week.week import end_of
from journal.vocabulary import SELF_TESTS, STOP_SIGNS
from library.catalogue import Catalogue
from library.exercise import rounded


def findings(
    week: Week,
    now: datetime,
    *,
    check_ins: Sequence[CheckIn],
    episodes: Iterable[Episode],
    sessions: Sequence[Session],
    runs: Sequence[Run],
    plans: Sequence[Plan],
    tests: Sequence[SelfTest],
    catalogue: Catalogue,
    bands: Bands | None = None,
    began: date | None = None,
    weeks_in_a_row: int = 0,
    shoe_names: Mapping[str, str] | None = None,
    run_notices: Iterable[str] = (),
) -> Findings:
    """What other rules find.

    Args:
        week: which week.
        now: the present moment; a past week is judged at its last midnight.
        check_ins: those of the three weeks before the week's end, and all with a stop sign that is open.
        episodes: both ankles' episodes, all of them; trimmed here to what was known then.
        sessions, runs: those of the three weeks before the week's end, and of its open episodes.
        plans, tests: all.
        catalogue, bands, began, weeks_in_a_row, shoe_names, run_notices: as :class:`Findings` has them.
    """
    tests = [one for one in tests if one.at.date() <= week.sunday]
    at = end_of(week, now, [*check_ins, *sessions, *runs, *tests])
    then = [known for episode in episodes if (known := as_known(episode, at)) is not None]
    touching = [one for one in then if _touches(one, week)]
    signs = open_stop_signs(check_ins, at)
    lights = {side: _light(side, check_ins, at, sessions, runs, bands) for side in ANKLES}
    return Findings(
        planned=planned_in(week, plans, catalogue),
        room=room_in(week, plans, catalogue),
        began=began,
        weeks_in_a_row=weeks_in_a_row,
        lights=Lights(left=lights["left"], right=lights["right"]),
        stop_signs=tuple(one.sign.label for one in signs),
        cleared_signs=tuple(_cleared(week, check_ins, now)),
        episodes=tuple(_episode(one, at) for one in touching),
        self_tests=tuple(self_tests_in(week, tests, at)),
        run_notices=tuple(run_notices),
        shoe_names=shoe_names or {},
        retests=tuple(_retests(tests, at)),
        ask=tuple(_ask(signs, touching, check_ins, sessions, at)),
        asked=_asked(touching, check_ins, sessions, at),
    )


def _cleared(week: Week, check_ins: Iterable[CheckIn], now: datetime) -> Iterable[ClearedSign]:
    """Signs ticked or cleared in the week that a person has cleared: a week is not silent about them afterwards."""
    for one in check_ins:
        at = one.stop_signs_cleared_at
        if at is None or instant(at) > instant(now) or week not in (Week.of(one.at.date()), Week.of(at.date())):
            continue
        for id in one.stop_signs:
            label = STOP_SIGNS[id].label if id in STOP_SIGNS else id
            yield ClearedSign(label=label, ticked=one.at.date(), cleared=at.date())


def as_known(episode: Episode, at: datetime) -> Episode | None:
    """The episode as it stood at a moment; None if it had not begun."""
    until = instant(at)
    ratings = tuple(one for one in episode.ratings if one.instant <= until)
    if not ratings:
        return None
    closed = episode.closed_at if episode.closed_at and instant(episode.closed_at) <= until else None
    return msgspec.structs.replace(episode, ratings=ratings, closed_at=closed)


def _touches(episode: Episode, week: Week) -> bool:
    return episode.opened_at.date() <= week.sunday and (
        episode.closed_at is None or episode.closed_at.date() >= week.monday
    )


def _episode(episode: Episode, at: datetime) -> EpisodeWeek:
    return EpisodeWeek(
        side=episode.side,
        opened_at=episode.opened_at,
        closed_at=episode.closed_at,
        age_s=int(episode.length(at).total_seconds()),
        peak=episode.peak.rating,
        latest=episode.latest.rating if episode.is_open else 0,
        spots=episode.spots,
    )


def _light(
    side: Ankle,
    check_ins: Sequence[CheckIn],
    at: datetime,
    sessions: Sequence[Session],
    runs: Sequence[Run],
    bands: Bands | None,
) -> LightWeek:
    verdict = light(side, check_ins, at, sessions=sessions, runs=runs, bands=bands, dated=True)
    return LightWeek(light=verdict.light, reasons=verdict.reasons)


def self_tests_in(week: Week, tests: Sequence[SelfTest], at: datetime) -> list[SelfTestWeek]:
    """The week's newest result of each test and side, with its change where it is beyond measurement error."""
    known = [one for one in tests if instant(one.at) <= instant(at)]
    found = []
    for test in SELF_TESTS:
        for side in ("left", "right", "both"):
            for scale in sorted({one.scale for one in known if one.test == test and one.side == side}):
                results = [one for one in known if one.test == test and one.side == side and one.scale == scale]
                newest = max(results, key=lambda one: instant(one.at))
                if Week.of(newest.at.date()) == week:
                    found.append(_self_test(newest, results))
    return found


def _self_test(newest: SelfTest, results: Sequence[SelfTest]) -> SelfTestWeek:
    change = self_tests.change(results)
    label = newest.scale or SELF_TESTS[newest.test].label
    return SelfTestWeek(
        test=newest.test,
        name=label,
        side=newest.side,
        value=newest.value,
        unit=newest.unit or self_tests.PROTOCOLS[newest.test].unit,
        day=newest.at.date(),
        before=change.earlier.value if change else None,
        before_day=change.earlier.at.date() if change else None,
        change=rounded(change.by) if change and change.real else None,
        words=change.words if change else "first result of its kind",
    )


def _retests(tests: Sequence[SelfTest], at: datetime) -> Iterable[NextStep]:
    due = []
    dates = []
    for test, term in SELF_TESTS.items():
        results = [one for one in tests if one.test == test and instant(one.at) <= instant(at)]
        if test != "clinic-score" and self_tests.retest_due(results, at):
            due.append(term.label)
            dates.append(max((one.at for one in results), key=instant).date())
    if due:
        yield NextStep(
            text=f"Repeat the self-test{'s' if len(due) > 1 else ''} {', '.join(due)}.",
            reason=f"last done {short_day(max(dates), at.date())}; every four weeks is enough",
        )


def _asked(
    episodes: Iterable[Episode], check_ins: Sequence[CheckIn], sessions: Sequence[Session], at: datetime
) -> frozenset[Ankle]:
    """The ankles with 72-hour advice due, or with a feel that is always worth asking about."""
    due = {
        one.side
        for one in episodes
        if one.is_open and advice(one, one.side, at, self_care_times(sessions, one.side)).due
    }
    return frozenset(due | asking_ankles(check_ins, at))


def _ask(
    signs: Sequence[OpenStopSign],
    episodes: Sequence[Episode],
    check_ins: Sequence[CheckIn],
    sessions: Sequence[Session],
    at: datetime,
) -> Iterable[str]:
    for one in signs:
        yield f"{one.sign.label}. {one.sign.response}"
    for episode in episodes:
        if episode.is_open:
            yield from advice(episode, episode.side, at, self_care_times(sessions, episode.side)).sentences
    recent = [one for one in check_ins if timedelta(0) <= elapsed(one.at, at)]
    yield from worth_asking(recent, at)
