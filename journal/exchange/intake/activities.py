"""A table of activities read into bouts: Strava's, Garmin's, or any table whose columns the runner has named.

What no cell says by itself (which part of a date is the day, what a comma means, km or miles) is decided once, over the
whole table, by whatever proves it; where nothing does, the rows it matters to are doubtful and one question is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import cast

from msgspec.structs import replace

from journal.entries import ACTIVITIES, Activity
from journal.exchange.intake import strava
from journal.exchange.intake.looking import GENERIC, Layout
from journal.exchange.intake.measures import ActivityRow, Measures, without_unit
from journal.exchange.intake.moments import OrderFound
from journal.exchange.intake.numbers import NoNumber, is_ambiguous, is_nothing, number
from journal.exchange.intake.recipes import ActivityKind, kind_of, recipe
from journal.exchange.intake.rows import NotOffered, TableReader, hashed
from journal.exchange.intake.sheets import SheetRow
from journal.exchange.intake.values import (
    DECIMALS,
    ROUNDED,
    UNIT,
    DecimalMark,
    Doubt,
    SourceRun,
    Terms,
    Told,
    Unreadable,
    unknown_kind,
)
from journal.text import clean, one_line
from journal.units import KM_PER_MILE, DistanceUnit
from library.folding import folded

FORMATS = {"strava": "strava-csv", "garmin": "garmin-csv", GENERIC: "table"}
_RANKS = {"strava": 0, "garmin": 4, GENERIC: 5}
_KM_PER_NAUTICAL_MILE = 1.852
_LEAST_METRES = 25
"""A swim or track run of fewer was written in km or miles."""
_ENGLISH = frozenset(
    {"date", "time", "distance", "duration", "type", "activity", "sport", "shoe", "shoes", "start", "workout", "miles"}
)
_RAW = (
    *("date", "type", "kind", "time", "distance", "distance_km", "distance_mi"),
    *("duration", "duration_min", "duration_s"),
)
"""What a row without an id is known by, as it is written."""
_ROUNDED_ID = Doubt(ROUNDED, "its id was rounded by a spreadsheet")


class Activities(TableReader):
    """A table of activities."""

    def __init__(self, layout: Layout, terms: Terms) -> None:
        super().__init__(layout, terms)
        self.source = layout.source
        self.utc = self.source == "strava"
        if self.source == GENERIC:
            if "started_at" not in self.columns:
                raise Unreadable("no column is named as started_at; name one with --map started_at=COLUMN")
            self.columns = {**self.columns, "date": self.columns["started_at"]}

    def told(self) -> Told:
        sheet = self.sheet()
        if self.source == "strava":
            self.columns = strava.places(sheet.headers, self.layout.columns, sheet.rows)
        lines = []
        for row in sheet.rows:
            with self.reading(row):
                lines.append(ActivityRow(row, self.written(row), *self._kind(row)))
        days = self.days((line.date for line in lines), month_first=self._month_first())
        self.measures = Measures(self.source, self.layout.language, self.cell, lines, self.terms)
        bouts = []
        for line in lines:
            with self.reading(line.row):
                bouts.append(self._bout(line, days))
        return self.tells(FORMATS[self.source], bouts=_with_own_ids(bouts) if self.source == "strava" else bouts)

    def _kind(self, row: SheetRow) -> tuple[ActivityKind, str]:
        key = "kind" if self.source == GENERIC else "type"
        if key not in self.columns:
            return ActivityKind("run"), ""
        text = one_line(self.cell(row, key))[:60]
        if text.lower() in ACTIVITIES:
            return ActivityKind(cast(Activity, text.lower())), text
        return kind_of(text), text

    def _month_first(self) -> bool:
        if self.source == GENERIC:
            return any(word in _ENGLISH for header in self.layout.headers for word in folded(header).split())
        return self.layout.language in recipe(self.source).month_first

    def _bout(self, line: ActivityRow, days: OrderFound) -> SourceRun:
        row = line.row
        if line.kind.activity is None:
            raise NotOffered(f"{line.kind_text or 'it'} is no cardio")
        doubts = self.doubts(row)
        if not line.kind.sure:
            doubts.append(unknown_kind(line.kind_text))
        started_at = self.moment(line.date, days, doubts)
        duration, elapsed = self._durations(row)
        km = self._km(line, doubts)
        if not duration and not km:
            broken = any(cell.strip().casefold() == "#error#" for cell in row.cells)
            raise NotOffered("Strava itself marked it as broken" if broken else "it has neither time nor distance")
        name = self.cell(row, "id")
        if self.source != "strava":
            name = hashed(*(self.cell(row, field) for field in _RAW))
        elif "E+" in name.upper() or not name:
            doubts.append(_ROUNDED_ID)
            name = f"row-{hashed(started_at.astimezone(UTC).isoformat(), line.kind_text, duration, km)}"
        return SourceRun(
            where=row.where,
            started_at=started_at,
            activity=line.kind.activity,
            surface=line.kind.surface,
            duration_s=duration,
            elapsed_s=elapsed,
            distance_km=km,
            shoe=self._shoe(row),
            rpe=self._exertion(row),
            note=self._note(row),
            source_id=f"{self.source}:{one_line(name)[:100]}",
            origin=self.source,
            rank=_RANKS[self.source],
            doubts=tuple(doubts),
            day_only=line.date.time is None,
        )

    def _durations(self, row: SheetRow) -> tuple[float | None, float | None]:
        """How long it took, and how long with pauses."""
        read = self.measures
        if self.source == "strava":
            elapsed = read.exact(row, "elapsed_s") or read.exact(row, "elapsed")
            return read.exact(row, "moving") or elapsed, elapsed
        if self.source == "garmin":
            elapsed = read.seconds(row, "elapsed")
            return read.seconds(row, "time") or read.seconds(row, "moving") or elapsed, elapsed
        minutes = read.number(row, "duration_min")
        return read.number(row, "duration_s") or (minutes or 0) * 60 or read.seconds(row, "duration"), None

    def _km(self, line: ActivityRow, doubts: list[Doubt]) -> float | None:
        row = line.row
        if self.source == GENERIC:
            km, miles = (self._shown(line, field, doubts) for field in ("distance_km", "distance_mi"))
            return _rounded(km or (miles or 0) * KM_PER_MILE)
        if self.source == "strava" and (metres := self.measures.exact(row, "distance_m")):
            return _rounded(metres / 1000)
        if not (shown := self._shown(line, "distance", doubts)):
            return None
        if self._shows_metres(line, shown):
            return _rounded(shown / 1000)
        if self.source == "strava" and folded(line.kind_text).startswith("sail"):
            return _rounded(shown * _KM_PER_NAUTICAL_MILE)
        unit = self.measures.unit
        if not self.measures.unit_proven:
            other: DistanceUnit = "mi" if unit == "km" else "km"
            words = "km or miles: the file does not say"
            doubts.append(self.ask(UNIT, "Are its distances in km or in miles?", (unit, other), words))
        return _rounded(shown * (1 if unit == "km" else KM_PER_MILE))

    def _shows_metres(self, line: ActivityRow, shown: float) -> bool:
        """Whether a distance without a unit is in metres: by its pace, else by its kind."""
        kind = line.kind
        if self.source == "strava":
            return self.layout.language == "old" or kind.activity in ("swim", "low-impact")
        if kind.activity not in ("swim", "low-impact") and kind.surface != "track":
            return False
        proven = self.measures.in_metres(line.row, shown)
        return proven if proven is not None else kind.activity != "low-impact" and shown >= _LEAST_METRES

    def _shown(self, line: ActivityRow, field: str, doubts: list[Doubt]) -> float | None:
        """A distance as it is written; a mark that may mean two things makes the row doubtful.

        Thousands are proposed where metres are meant, for no other kind covers a thousand km.
        """
        text = without_unit(self.cell(line.row, field), field)
        mark = self.measures.decimal
        if mark is None and is_ambiguous(text):
            answer = self.terms.answers.get(DECIMALS)
            if answer in (".", ","):
                mark = cast(DecimalMark, answer)
            else:
                own: DecimalMark = "," if "," in text else "."
                other: DecimalMark = "." if own == "," else ","
                mark = other if self._shows_metres(line, 1000.0) else own
                choices = (mark, own if mark == other else other)
                asks = f"In {one_line(text)!r}, what stands before the decimals?"
                doubts.append(self.ask(DECIMALS, asks, choices, "thousands or a decimal fraction"))
        return number(text, mark)

    def _shoe(self, row: SheetRow) -> str:
        name = self.cell(row, "gear" if self.source == "strava" else "shoe")
        return "" if is_nothing(name) else one_line(name)[:200]

    def _exertion(self, row: SheetRow) -> float | None:
        try:
            value = self.measures.exact(row, "exertion")
        except NoNumber:
            return None
        return value if value is not None and 0 < value <= 10 else None

    def _note(self, row: SheetRow) -> str:
        if self.source == "strava":
            parts = [one_line(self.cell(row, "name")), clean(self.cell(row, "description")).strip()]
        else:
            parts = [clean(self.cell(row, "title" if self.source == "garmin" else "note")).strip()]
        return "\n".join(part for part in parts if part)[:20_000]


def _rounded(km: float) -> float | None:
    return round(km, 3) or None


def _with_own_ids(bouts: Sequence[SourceRun]) -> list[SourceRun]:
    """Equal ids with unequal times were rounded by a spreadsheet: such a row goes by its time and length, in doubt."""
    starts: dict[str, set[datetime]] = {}
    for bout in bouts:
        starts.setdefault(bout.source_id, set()).add(bout.started_at)
    done = []
    for bout in bouts:
        if len(starts[bout.source_id]) > 1:
            own = hashed(bout.started_at.astimezone(UTC).isoformat(), bout.activity, bout.duration_s, bout.distance_km)
            bout = replace(bout, source_id=f"strava:row-{own}", doubts=(*bout.doubts, _ROUNDED_ID))
        done.append(bout)
    return done
