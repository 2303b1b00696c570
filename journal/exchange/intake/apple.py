"""Apple Health's ``export.xml``: its workouts, read as a stream however large it is. Records are passed over."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import datetime
from typing import BinaryIO
from xml.parsers import expat
from zoneinfo import ZoneInfo

from journal.dates import zone_of
from journal.exchange.intake.moments import NoMoment, in_zone
from journal.exchange.intake.numbers import NoNumber, number
from journal.exchange.intake.recipes import JOINED, kind_of
from journal.exchange.intake.rows import hashed
from journal.exchange.intake.values import (
    CHECKSUM,
    Doubt,
    LeftOut,
    SourceRun,
    Terms,
    Told,
    Unreadable,
    unknown_kind,
)
from journal.exchange.intake.xml import Cut, local, parse
from journal.text import one_line
from journal.units import KM_PER_MILE

FORMAT = "apple-health"
_KM = {"km": 1.0, "m": 0.001, "mi": KM_PER_MILE, "yd": 0.0009144, "ft": 0.0003048, "cm": 0.00001}
_SECONDS = {"min": 60.0, "s": 1.0, "sec": 1.0, "hr": 3600.0, "h": 3600.0}
_MOMENTS = ("%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %I:%M:%S %p %z", "%Y-%m-%dT%H:%M:%S%z")
"""A phone that counts to twelve writes AM and PM."""


class _Workouts:
    def __init__(self, name: str, terms: Terms) -> None:
        self._name, self._terms = name, terms
        self._attributes: dict[str, str] | None = None
        self._km = [0.0, 0.0]
        """By itself, and in its parts: the intervals of a run stand in it since iOS 16, and are told again in all."""
        self._in_part = False
        self._broken = ""
        self._meta: dict[str, str] = {}
        self.count = 0
        self.bouts: list[SourceRun] = []
        self.left_out: list[LeftOut] = []
        self.parser = expat.ParserCreate()
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: list[str]) -> None:
        if name == "Record":
            return
        if local(name) == "Workout":
            self._attributes = _paired(attributes)
            self._km, self._in_part, self._broken, self._meta = [0.0, 0.0], False, "", {}
            self.count += 1
        elif self._attributes is not None:
            if name == "WorkoutStatistics":
                told = _paired(attributes)
                if "Distance" in told.get("type", ""):
                    self._km[self._in_part] += self._amount(told.get("sum"), told.get("unit"), _KM)
            elif name == "MetadataEntry":
                told = _paired(attributes)
                self._meta.setdefault(told.get("key", ""), told.get("value", ""))
            elif name == "WorkoutActivity":
                self._in_part = True

    def _end(self, name: str) -> None:
        if name == "WorkoutActivity":
            self._in_part = False
        if self._attributes is not None and local(name) == "Workout":
            told, self._attributes = self._attributes, None
            where = f"workout {self.count}"
            found = self._bout(where, told)
            if isinstance(found, SourceRun):
                self.bouts.append(found)
            else:
                self.left_out.append(LeftOut(where, found))

    def _bout(self, where: str, told: dict[str, str]) -> SourceRun | str:
        words = JOINED.sub(" ", told.get("workoutActivityType", "").removeprefix("HKWorkoutActivityType"))
        kind = kind_of(words)
        if kind.activity is None:
            return f"{one_line(words)[:60]} is no cardio"
        if (began := _moment(told.get("startDate", ""))) is None:
            return "it has no time"
        ended = _moment(told.get("endDate", ""))
        duration = self._amount(told.get("duration"), told.get("durationUnit", "min"), _SECONDS)
        elapsed = (ended - began).total_seconds() if ended is not None else 0.0
        in_all, in_parts = self._km
        km = in_all or self._amount(told.get("totalDistance"), told.get("totalDistanceUnit"), _KM) or in_parts
        try:
            zone = ZoneInfo(self._meta["HKTimeZone"]) if "HKTimeZone" in self._meta else zone_of(self._terms.now)
        except (KeyError, ValueError, OSError):
            zone = zone_of(self._terms.now)
        try:
            started_at = in_zone(began, zone)
        except NoMoment:
            return "it is at a time no calendar has"
        source = one_line(told.get("sourceName", ""))[:80]
        doubts = [] if kind.sure else [unknown_kind(one_line(words)[:60])]
        if self._broken:
            doubts.append(Doubt(CHECKSUM, self._broken))
        indoors = self._meta.get("HKIndoorWorkout") == "1" and kind.activity == "run"
        return SourceRun(
            where=where,
            started_at=started_at,
            activity=kind.activity,
            surface="treadmill" if indoors else kind.surface,
            duration_s=duration or (elapsed if elapsed > 0 else None),
            elapsed_s=elapsed if elapsed > 0 else None,
            distance_km=round(km, 3) or None,
            source_id=f"apple:{hashed(told.get('startDate'), told.get('duration'), source)}",
            origin=f"apple:{source}",
            rank=3,
            doubts=tuple(doubts),
        )

    def _amount(self, text: str | None, unit: str | None, units: dict[str, float]) -> float:
        """A length or time in what ``units`` are counted in; one that is none counts nothing, and is told of."""
        try:
            found = number(text or "", ".") or 0.0
            return found and found * units[(unit or "").lower()]
        except NoNumber as why:
            self._broken = self._broken or str(why)
        except KeyError:
            self._broken = self._broken or f"{one_line(unit or '')[:30]!r} is not a unit known here"
        return 0.0


def read_apple(stream: BinaryIO, name: str, terms: Terms) -> Told:
    """The workouts of an Apple Health export. Raises Unreadable: it declares entities, or holds no workout."""
    workouts = _Workouts(name, terms)
    try:
        parse(stream, workouts.parser)
    except Cut:
        if not workouts.count:
            raise Unreadable("it is an Apple Health export that is damaged or cut short") from None
        workouts.left_out.append(LeftOut(name, f"the file is damaged or cut short after workout {workouts.count}"))
    if not workouts.count:
        raise Unreadable("it is an Apple Health export without a workout")
    return Told(format=FORMAT, bouts=tuple(workouts.bouts), left_out=tuple(workouts.left_out))


def _paired(attributes: list[str]) -> dict[str, str]:
    return dict(zip(attributes[::2], attributes[1::2], strict=True))


def _moment(text: str) -> datetime | None:
    plain = unicodedata.normalize("NFKC", text)
    for form in _MOMENTS:
        with contextlib.suppress(ValueError):
            return datetime.strptime(plain, form)  # noqa: DTZ007 (each form has an offset)
    return None
