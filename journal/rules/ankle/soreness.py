"""An ankle's light, with the reasons for it.

All plain functions of entries and ``now``. Sources beside each rule; the table of rules is docs/rules.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from journal.dates import Week, short_day
from journal.entries import Ankle, CheckIn, Run, Session
from journal.errors import SurefootError
from journal.rules.ankle.light import Light
from journal.rules.ankle.mornings import MORNING_UNTIL, Aftermath, Trend, aftermath, bouts, morning_trend
from journal.rules.ankle.readings import dated_words, instant, moment_words, readings, when_words
from journal.rules.ankle.stop_signs import open_stop_signs

LOOK_BACK = timedelta(hours=36)
"""The highest rating of this span decides a light (house rule: it always holds one waking)."""
REACHED = 3
"""A bout has to reach this for an unsettled morning to turn the light red (house rule: the amber band's start)."""


class Bands(msgspec.Struct, frozen=True):
    """Highest rating that is still green, and still amber. Sources differ (2/5, 3/5), so they are settings."""

    green: int = 2
    amber: int = 5

    def __post_init__(self) -> None:
        if not 0 <= self.green < self.amber <= 10:
            raise SurefootError(f"bands {self.green} and {self.amber}: expected 0 <= green < amber <= 10")

    def light(self, rating: int) -> Light:
        """The zone a rating falls in."""
        if rating <= self.green:
            return Light.GREEN
        return Light.AMBER if rating <= self.amber else Light.RED


class LightVerdict(msgspec.Struct, frozen=True):
    """An ankle's light and why, in words; ``highest`` is the rating that decided, None without one.

    ``suspended`` says an open stop sign suspends training suggestions altogether.
    """

    light: Light
    reasons: tuple[str, ...]
    highest: int | None = None
    suspended: bool = False
    unsettled: tuple[Aftermath, ...] = ()
    mornings_rising: bool = False


def light(
    side: Ankle,
    check_ins: Iterable[CheckIn],
    now: datetime,
    *,
    sessions: Iterable[Session] = (),
    runs: Iterable[Run] = (),
    bands: Bands | None = None,
    dated: bool = False,
) -> LightVerdict:
    """One ankle's light: may it progress (green), repeat (amber) or ease (red); none without a rating in 36 h.

    Source: pain-monitoring model (Thomee 1997, Silbernagel 2007): up to 2 safe, 3-5 acceptable while mornings settle
    and do not rise from week to week, above 5 too much. House rules: the order (a stop sign, then red, amber, green),
    that the highest rating of the last 36 h decides, soreness noted during a session included, and that a morning not
    settled after a bout that reached 3 is red. Entries older than three weeks are not needed.
    """
    zones = bands or Bands()
    held = list(check_ins)
    ratings = readings(held, side, now, within=timedelta(days=21))
    near = instant(now) - timedelta(days=7)
    done = [
        bout
        for bout in bouts(
            (one for one in sessions if one.started_at >= near), (one for one in runs if one.started_at >= near), now
        )
        if instant(now) - instant(bout.end) <= LOOK_BACK + MORNING_UNTIL
    ]
    since = instant(now) - LOOK_BACK
    said_when = dated_words if dated else when_words
    recent = [(one.rating, f"{moment_words(one.moment)}, {said_when(one.at, now)}", one.instant) for one in ratings]
    for bout in done:
        during = bout.during(side)
        if during is not None:
            recent.append((during, f"during {bout.words}", instant(bout.end)))
    recent = [one for one in recent if one[2] >= since]
    highest = max(recent, key=lambda one: (one[0], one[2]), default=None)

    signs = open_stop_signs(held, now)
    if signs:
        reasons = tuple(f"stop sign open since {short_day(one.since.date())}: {one.sign.label}" for one in signs)
        return LightVerdict(Light.RED, reasons, highest[0] if highest else None, suspended=True)
    if highest is None:
        return LightVerdict(Light.NONE, ("no rating in the last 36 h",))

    rating, where, _ = highest
    unsettled = tuple(
        one
        for one in (aftermath(bout, side, ratings) for bout in done)
        if one.settled is False
        and one.morning is not None
        and one.morning.instant >= since
        and (one.reached or 0) >= REACHED
    )
    rising = morning_trend(ratings, Week.of(now.date()))
    zone = zones.light(rating)
    said = f"highest in 36 h is {rating} ({where})"
    red = [f"{said}; red is above {zones.amber}"] if zone is Light.RED else []
    red += [
        f"not settled: {one.morning.rating} the morning after {one.bout.words}, "
        f"which reached {one.reached}; settled is {one.limit} or less"
        for one in unsettled
        if one.morning is not None
    ]
    amber = [f"{said}; amber is {zones.green + 1} to {zones.amber}"] if zone is Light.AMBER else []
    if rising.trend is Trend.RISING:
        amber.append(f"mornings are rising: mean {rising.mean:.1f} this week, {rising.last_mean:.1f} last week")
    decided = Light.RED if red else Light.AMBER if amber else Light.GREEN
    reasons = (*red, *amber) or (f"{said}; green is {zones.green} or less",)
    return LightVerdict(decided, reasons, rating, unsettled=unsettled, mornings_rising=rising.trend is Trend.RISING)
