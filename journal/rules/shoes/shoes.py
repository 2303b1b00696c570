"""What a pair of shoes has run, when that asks for a look at it, and how the pairs share the running.

Sources (docs/rules.md, "Shoes and runs"): advice on when to look at a pair again spreads from 300 to 500 miles (483 to
805 km) and beyond, without a strong trial behind it; hence a soft mark at 500 km and a strong one at 800 km (house
rule), both settings, the strong one also per pair. Runners with two or more pairs in use had fewer injuries in one
study of 264 runners over 22 weeks (Malisoux 2015): an association only. A new pair is watched for three weeks (house
rule).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from journal.entries import NOT_ON_FOOT, Run, Shoe
from journal.errors import InvalidEntry
from library.exercise import rounded
from library.folding import called

SOFT_KM = 500.0
STRONG_KM = 800.0
RATE_DAYS = 28
"""The present rate is that of the last four weeks."""
FORESEEN_DAYS = 730
"""A limit further off than two years is not dated."""
WATCH_DAYS = 21


class WearMark(StrEnum):
    """How far a pair has come."""

    BELOW = "below"
    SOFT = "soft"
    STRONG = "strong"


class Wear(Struct, frozen=True, kw_only=True):
    """One pair's wear, lengths in km. ``km`` counts earlier km too, ``runs`` does not."""

    shoe: Shoe
    km: float
    run_km: float
    runs: int
    first: date | None
    """Day it was first worn: as noted, or of its first run, whichever is earlier."""
    last: date | None
    soft_km: float
    strong_km: float
    month_km: float
    month_percent: int | None
    """Share of this calendar month's km on foot, in whichever pair or none; None when there are none."""
    week_km: float
    """Km a week at the present rate."""
    limit_on: date | None
    """Day the strong mark comes at the present rate; None when it is passed, not in sight, or the pair is retired."""

    @property
    def mark(self) -> WearMark:
        """Which mark it has reached."""
        if self.km >= self.strong_km:
            return WearMark.STRONG
        return WearMark.SOFT if self.km >= self.soft_km else WearMark.BELOW


class Rotation(Struct, frozen=True, kw_only=True):
    """All pairs: those in use, the default first, then the most recently worn; and the retired, newest first."""

    in_use: tuple[Wear, ...]
    retired: tuple[Wear, ...]
    pairs_this_week: int
    """Pairs worn from Monday to today: the week of the screen Week."""
    month_km: float
    """Km of this month on foot, in whichever pair or none."""

    @property
    def all(self) -> tuple[Wear, ...]:
        """Every pair, those in use first."""
        return self.in_use + self.retired


class Watch(Struct, frozen=True):
    """The first three weeks of a pair, both days included."""

    shoe: str
    name: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def on_foot(run: Run) -> bool:
    """Whether it wears a pair of shoes."""
    return run.activity not in NOT_ON_FOOT


def marks(shoe: Shoe, soft_km: float = SOFT_KM, strong_km: float = STRONG_KM) -> tuple[float, float]:
    """A pair's soft and strong mark in km.

    Its own limit is its strong mark, and its soft mark then lies at the same share of it as the general one does.
    """
    if shoe.limit_km:
        share = min(1.0, soft_km / strong_km)
        return rounded(shoe.limit_km * share), shoe.limit_km
    return min(soft_km, strong_km), strong_km


def first_worn(shoe: Shoe, runs: Iterable[Run]) -> date | None:
    """The earlier of the day noted and the day of its first run."""
    days = [run.started_at.date() for run in runs if run.shoe == shoe.id]
    if shoe.first_worn is not None:
        days.append(shoe.first_worn)
    return min(days, default=None)


def wear(
    shoe: Shoe,
    runs: Sequence[Run],
    today: date,
    *,
    soft_km: float = SOFT_KM,
    strong_km: float = STRONG_KM,
    month_km: float | None = None,
) -> Wear:
    """One pair's wear as of ``today``; later runs don't count yet. ``month_km`` is all of the month's on foot."""
    worn = [run for run in runs if run.shoe == shoe.id and on_foot(run) and run.started_at.date() <= today]
    return _wear(shoe, worn, today, marks(shoe, soft_km, strong_km), month_km)


def rotation(
    shoes: Sequence[Shoe], runs: Iterable[Run], today: date, *, soft_km: float = SOFT_KM, strong_km: float = STRONG_KM
) -> Rotation:
    """Every pair's wear as of ``today``, and how they share this month and week."""
    by_shoe: dict[str, list[Run]] = {}
    month_km = 0.0
    # Two machines may each have made another pair the default: one of them is.
    default = default_shoe(shoes)
    known = {shoe.id: shoe if shoe is default else replace(shoe, default=False) for shoe in shoes}
    for run in runs:
        day = run.started_at.date()
        if not on_foot(run) or day > today:
            continue
        if run.shoe in known:
            by_shoe.setdefault(run.shoe, []).append(run)
        if run.distance_km and (day.year, day.month) == (today.year, today.month):
            month_km += run.distance_km
    wears = [
        _wear(shoe, by_shoe.get(shoe.id, []), today, marks(shoe, soft_km, strong_km), month_km)
        for shoe in known.values()
    ]
    in_use = [each for each in wears if each.shoe.retired is None]
    retired = [each for each in wears if each.shoe.retired is not None]
    in_use.sort(key=lambda each: (not each.shoe.default, -(each.last or date.min).toordinal(), each.shoe.name))
    retired.sort(key=lambda each: (-(each.shoe.retired or date.min).toordinal(), each.shoe.name))
    monday = today - timedelta(days=today.weekday())
    return Rotation(
        in_use=tuple(in_use),
        retired=tuple(retired),
        pairs_this_week=sum(each.last is not None and each.last >= monday for each in wears),
        month_km=month_km,
    )


def _wear(shoe: Shoe, worn: Sequence[Run], today: date, pair: tuple[float, float], month_km: float | None) -> Wear:
    days = [run.started_at.date() for run in worn]
    first = min([*days, *([shoe.first_worn] if shoe.first_worn else [])], default=None)
    run_km = math.fsum(run.distance_km or 0.0 for run in worn)
    this_month = math.fsum(
        run.distance_km or 0.0
        for run, day in zip(worn, days, strict=True)
        if (day.year, day.month) == (today.year, today.month)
    )
    soft, strong = pair
    km = shoe.prior_km + run_km
    rate = _week_km(worn, days, first, today)
    return Wear(
        shoe=shoe,
        km=km,
        run_km=run_km,
        runs=len(worn),
        first=first,
        last=max(days, default=None),
        soft_km=soft,
        strong_km=strong,
        month_km=this_month,
        month_percent=int(rounded(100 * this_month / month_km, 0)) if month_km else None,
        week_km=rate,
        limit_on=None if shoe.retired else _limit_on(strong - km, rate, today),
    )


def _week_km(worn: Sequence[Run], days: Sequence[date], first: date | None, today: date) -> float:
    """Km a week over the last 28 days, or since it was first worn when that is shorter, but at least one week."""
    since = today - timedelta(days=RATE_DAYS - 1)
    if first is None:
        return 0.0
    span = min(RATE_DAYS, max(7, (today - first).days + 1))
    recent = math.fsum(run.distance_km or 0.0 for run, day in zip(worn, days, strict=True) if day >= since)
    return recent / (span / 7)


def _limit_on(left_km: float, week_km: float, today: date) -> date | None:
    if left_km <= 0 or week_km <= 0:
        return None
    # Rounded before it is rounded up: 10 km left at 10 km a week is a week, whatever the last bit of the division says.
    days = math.ceil(round(left_km / week_km * 7, 6))
    return today + timedelta(days=days) if days <= FORESEEN_DAYS else None


def watches(shoes: Iterable[Shoe], runs: Sequence[Run]) -> tuple[Watch, ...]:
    """The first three weeks of each pair whose beginning is known, oldest first: what the soreness chart marks.

    A pair that came with earlier km and without the day it was first worn has no known beginning.
    """
    firsts: dict[str, date] = {}
    for run in runs:
        day = run.started_at.date()
        if run.shoe and (run.shoe not in firsts or day < firsts[run.shoe]):
            firsts[run.shoe] = day
    found = []
    for shoe in shoes:
        known = [shoe.first_worn] if shoe.first_worn else []
        if shoe.id in firsts and (known or not shoe.prior_km):
            known.append(firsts[shoe.id])
        if known and (first := min(known)).year < MAXYEAR:
            found.append(Watch(shoe.id, shoe.name, first, first + timedelta(days=WATCH_DAYS - 1)))
    return tuple(sorted(found, key=lambda watch: (watch.first, watch.name)))


def default_shoe(shoes: Iterable[Shoe]) -> Shoe | None:
    """The pair a run is logged in unless another is named; never a retired one."""
    return next((shoe for shoe in shoes if shoe.default and shoe.retired is None), None)


def no_other_default(shoes: Iterable[Shoe], id: str) -> dict[str, Callable[[Shoe], Shoe]]:
    """The changes, by id, that leave no pair but this one the default."""
    return {one.id: partial(replace, default=False) for one in shoes if one.default and one.id != id}


def changed(before: Shoe, after: Shoe, runs: Iterable[Run]) -> Shoe:
    """A pair as it is after a change: a retired one is no default, and one in use has no reason why it was retired.

    Raises InvalidEntry: a day before one it cannot lie before, or no name is left; names the field.
    """
    is_dated = (after.bought, after.first_worn) != (before.bought, before.first_worn)
    if is_dated and after.bought and after.first_worn and after.first_worn < after.bought:
        raise InvalidEntry("shoe", "first_worn", f"cannot be before it was bought, {after.bought.isoformat()}")
    day = after.retired if after.retired != before.retired else None
    if day is not None and (problem := retirement_problem(day, first_worn(after, runs))):
        raise InvalidEntry("shoe", "retired", problem)
    if not (after.brand or after.model or after.nickname):
        raise InvalidEntry("shoe", "nickname", "a shoe needs a nickname, a brand or a model")
    if after.retired is None:
        return replace(after, retired_reason="")
    return replace(after, default=False)


def shoes_called(typed: str, shoes: Sequence[Shoe]) -> list[Shoe]:
    """The pairs that are meant by a name: its nickname, or brand and model, or else any part of them.

    Upper and lower case are alike. A retired pair is meant only where no pair in use is. More than one pair: the name
    says too little; none: there is no such pair.
    """
    meant = called(typed, {shoe.id: (shoe.name, f"{shoe.brand} {shoe.model}") for shoe in shoes})
    found = [shoe for shoe in shoes if shoe.id in meant]
    return [shoe for shoe in found if shoe.retired is None] or found


def retirement_problem(retired: date, first: date | None) -> str:
    """Why a pair cannot have been retired on that day, as a sentence without its end; empty when it can."""
    if first is not None and retired < first:
        return f"{retired.isoformat()} is before its first run or first day worn, {first.isoformat()}"
    return ""
