"""Runs and shoes from the ``activities.csv`` of a Strava export.

Parsing changes nothing: it answers with a plan, what would be added and what would not and why. Ids are made from the
activity's own, so that a file imported twice, or on two machines that merge later, is stored once.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from journal.dates import in_years, years_words
from journal.entries import LEAST_KM, LEAST_S, Entry, Run, Shoe, validated
from journal.errors import InvalidEntry, SurefootError
from journal.exchange.strava_words import Kind, columns_of, kind_of, moment, number, seconds
from journal.rules.shoes.shoes import on_foot
from journal.text import clean, one_line
from journal.units import KM_PER_MILE, DistanceUnit, to_km
from library.words import counted

SOURCE = "strava"
MEMBER = "activities.csv"
LARGEST = 256 << 20
"""Bytes of the largest file read; twenty years of activities are some ten million."""
SAME_START = timedelta(minutes=20)
SAME_DISTANCE = 0.05
"""A run already logged by hand is the same one when it starts within 20 minutes, or is within 5 % as long that day."""
_DAMAGED_ZIP = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError)
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_TITLES = {
    "id": "Activity ID",
    "date": "Activity Date",
    "type": "Activity Type",
    "elapsed": "Elapsed Time",
    "elapsed_s": "the second Elapsed Time",
    "moving": "Moving Time",
    "distance": "Distance",
    "distance_m": "the second Distance",
}
_NEEDED = ("id", "date", "type", "elapsed")
T = TypeVar("T")


class NotStrava(SurefootError):
    """The file is not the export's ``activities.csv``, or a line of it cannot be read."""


class _Unreadable(Exception):
    """A cell that cannot be read; says which and what it holds."""


class ImportPlan(Struct, frozen=True, kw_only=True):
    """What an import would do. ``add`` holds shoes first, then runs, ready for the journal, with their ids."""

    add: tuple[Entry, ...] = ()
    known: int = 0
    """Activities imported before."""
    logged: int = 0
    """Activities that were logged by hand already."""
    removed: int = 0
    """Activities imported before and removed since; they stay removed."""
    left_out: Mapping[str, int] = {}
    """Kinds of activity that are no cardio, and how many of each."""
    empty: int = 0
    """Activities without a time and a distance."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """The runs to add."""
        return tuple(entry for entry in self.add if isinstance(entry, Run))

    @property
    def shoes(self) -> tuple[Shoe, ...]:
        """The shoes to add."""
        return tuple(entry for entry in self.add if isinstance(entry, Shoe))

    def report(self) -> list[str]:
        """What the import does, a sentence each."""
        lines = [f"{counted(len(self.runs), 'run')} to add."]
        if self.runs:
            first, last = self.runs[0].started_at.date(), self.runs[-1].started_at.date()
            lines[0] = f"{counted(len(self.runs), 'run')} to add, from {first.isoformat()} to {last.isoformat()}."
        if self.shoes:
            names = ", ".join(shoe.name for shoe in self.shoes)
            lines.append(f"{counted(len(self.shoes), 'shoe')} to add: {names}.")
        for count, why in (
            (self.known, "imported before"),
            (self.logged, "logged by hand already"),
            (self.removed, "imported before and removed since"),
            (self.empty, "without time and distance"),
        ):
            if count:
                lines.append(f"{counted(count, 'activity', 'activities')} left out: {why}.")
        if self.left_out:
            kinds = ", ".join(f"{kind} {count}" for kind, count in self.left_out.items())
            lines.append(
                f"{counted(sum(self.left_out.values()), 'activity', 'activities')} left out: no cardio ({kinds})."
            )
        return lines


def read_activities(path: Path) -> str:
    """The text of ``activities.csv``, from that file or from the export's zip.

    Raises:
        NotStrava: it is neither, too large, or not UTF-8.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if data[:4] == b"PK\x03\x04":
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if archive.getinfo(MEMBER).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise NotImplementedError  # never Strava's, and each other way has errors of its own
                with archive.open(MEMBER) as member:
                    data = member.read(LARGEST + 1)
        except _DAMAGED_ZIP as error:
            raise NotStrava(f"{path.name} is a zip without a readable {MEMBER}") from error
    if len(data) > LARGEST:
        raise NotStrava(f"{path.name} is larger than {LARGEST >> 20} MB, too large for a list of activities")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotStrava(f"{path.name} is not UTF-8 text, at byte {error.start}") from None


def parse_strava(
    text: str,
    runs: Iterable[Run],
    shoes: Iterable[Shoe],
    now: datetime,
    *,
    unit: DistanceUnit = "km",
    removed: Container[str] = (),
    in_zone: Callable[[datetime], datetime] | None = None,
) -> ImportPlan:
    """What importing the text of an ``activities.csv`` would add to a journal with these runs and shoes.

    Args:
        unit: what the first Distance column is in where the file has no second one, in metres, to tell.
        removed: ids of entries removed from the journal.
        in_zone: gives a UTC moment the runner's offset; ``now``'s without it.

    Raises:
        NotStrava: the columns are not the export's, or a line cannot be read; names the line and the column, and leaves
            the file's name to who knows it.
    """
    rows = _rows(text)
    headers = next(rows, None)
    if headers is None:
        raise NotStrava(f"the file is empty; expected Strava's {MEMBER}")
    lines = list(rows)
    columns = columns_of(headers[1], lines[0][1] if lines else ())
    missing = [_TITLES[column] for column in _NEEDED if column not in columns]
    if missing:
        raise NotStrava(f"it is not Strava's {MEMBER}: no column {', '.join(missing)}")
    for line, row in lines:
        if len(row) < len(headers[1]):
            raise NotStrava(f"line {line} ends after {len(row)} of {len(headers[1])} columns")
    unit = _unit_of(lines, columns) or unit
    zone = in_zone or (lambda at: at.astimezone(now.tzinfo))
    return _Plan(runs, shoes, removed, zone, unit, columns, now.date()).of(lines)


Line = tuple[int, list[str]]


def _rows(text: str) -> Iterator[Line]:
    """Every row that is not blank, with the number of the line it ends on."""
    head = text.partition("\n")[0]
    delimiter = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as error:
        raise NotStrava(f"line {reader.line_num} cannot be read ({error})") from None


def _unit_of(lines: Sequence[Line], columns: Mapping[str, int]) -> DistanceUnit | None:
    """What the first Distance column is in, told by the second, which is in metres; None when it cannot be told."""
    votes: Counter[DistanceUnit] = Counter()
    for _, row in lines:
        try:
            shown, metres = (number(_cell(row, columns, name)) for name in ("distance", "distance_m"))
        except ValueError:
            continue
        if shown and metres:
            ratio = metres / shown
            if abs(ratio - 1000) < 60:
                votes["km"] += 1
            elif abs(ratio - 1000 * KM_PER_MILE) < 100:
                votes["mi"] += 1
    return votes.most_common(1)[0][0] if votes else None


def _cell(row: Sequence[str], columns: Mapping[str, int], column: str) -> str:
    index = columns.get(column)
    return row[index].strip() if index is not None and index < len(row) else ""


def _at_least(least: float, value: float | None) -> float | None:
    return value if value is not None and value >= least else None


class _Plan:
    """Builds one plan; knows what is in the journal, and what the file has told so far."""

    def __init__(
        self,
        runs: Iterable[Run],
        shoes: Iterable[Shoe],
        removed: Container[str],
        zone: Callable[[datetime], datetime],
        unit: DistanceUnit,
        columns: Mapping[str, int],
        today: date,
    ) -> None:
        self._today = today
        held = list(runs)
        self._sources = {run.source_id for run in held if run.source_id}
        self._by_hand: dict[date, list[Run]] = {}
        for run in held:
            if not run.source_id:
                self._by_hand.setdefault(run.started_at.date(), []).append(run)
        self._removed, self._zone, self._unit, self._columns = removed, zone, unit, columns
        self._shoe_ids: dict[str, str] = {}
        self._known_shoes: set[str] = set()
        for shoe in shoes:
            self._known_shoes.add(shoe.id)
            for name in (shoe.name, f"{shoe.brand} {shoe.model}"):
                self._shoe_ids.setdefault(_folded(name), shoe.id)
        self._new_shoes: dict[str, Shoe] = {}

    def of(self, lines: Sequence[Line]) -> ImportPlan:
        runs: list[Run] = []
        left_out: Counter[str] = Counter()
        skipped: Counter[str] = Counter()
        for line, row in lines:
            try:
                told = self._run(row, left_out)
            except _Unreadable as error:
                raise NotStrava(f"line {line}: {error}") from None
            except InvalidEntry as error:
                raise NotStrava(f"line {line}: {error.field}: {error.expected}") from None
            if isinstance(told, Run):
                runs.append(told)
            else:
                skipped[told] += 1
        runs.sort(key=lambda run: (run.started_at, run.source_id))
        for run in runs:
            if run.shoe in self._new_shoes and self._new_shoes[run.shoe].first_worn is None:
                worn = replace(self._new_shoes[run.shoe], first_worn=run.started_at.date())
                self._new_shoes[run.shoe] = worn
        return ImportPlan(
            add=(*self._new_shoes.values(), *runs),
            known=skipped["known"],
            logged=skipped["logged"],
            removed=skipped["removed"],
            empty=skipped["empty"],
            left_out=dict(sorted(left_out.items())),
        )

    def _run(self, row: Sequence[str], left_out: Counter[str]) -> Run | str:
        """The run of one row, or the word for why there is none."""
        source = self._cell(row, "id")
        if not source:
            raise _Unreadable("Activity ID is empty")
        source_id = f"{SOURCE}:{one_line(source)}"
        if source_id in self._sources:
            return "known"
        self._sources.add(source_id)
        kind = kind_of(self._cell(row, "type"))
        if kind.activity is None:
            left_out[one_line(self._cell(row, "type"))[:40]] += 1
            return "kind"
        started_at = self._started_at(row)
        id = _id(source_id, started_at)
        if id in self._removed:
            return "removed"
        # Less than a second or a metre is a watch that was started and stood still.
        duration = _at_least(LEAST_S, self._first(row, seconds, "moving", "elapsed_s", "elapsed"))
        km = _at_least(LEAST_KM, self._km(row, kind))
        if not duration and not km:
            return "empty"
        run = validated(
            Run(
                id=id,
                started_at=started_at,
                activity=kind.activity,
                duration_s=duration,
                distance_km=km,
                surface=kind.surface,
                rpe=self._exertion(row),
                note=_note(self._cell(row, "name"), self._cell(row, "description")),
                source_id=source_id,
            )
        )
        if any(_same(run, other) for other in self._by_hand.get(run.started_at.date(), ())):
            return "logged"
        gear = one_line(self._cell(row, "gear"))
        return replace(run, shoe=self._shoe(gear)) if gear and on_foot(run) else run

    def _started_at(self, row: Sequence[str]) -> datetime:
        at = self._read(row, "date", moment)
        if in_years(at, self._today):  # before the zone: the first day there is has no evening before it
            started_at = self._zone(at)
            if in_years(started_at, self._today):
                return started_at
        raise _Unreadable(f"{_TITLES['date']} is {at.date()}, which is not of the years {years_words(self._today)}")

    def _shoe(self, gear: str) -> str:
        """The id of the shoe of that name, new or known; empty when the runner has removed it."""
        known = self._shoe_ids.get(_folded(gear))
        if known is not None:
            return known
        id = str(_hash(f"{SOURCE}:gear:{_folded(gear)}"))
        if id in self._removed:
            return ""
        if id not in self._known_shoes:
            self._new_shoes[id] = validated(Shoe(id=id, nickname=gear, note="From a Strava export."))
        self._shoe_ids[_folded(gear)] = id
        return id

    def _km(self, row: Sequence[str], kind: Kind) -> float | None:
        metres, shown = self._read(row, "distance_m", number), self._read(row, "distance", number)
        swim = kind.activity == "swim"
        if metres is not None and (swim or not shown or abs(metres / shown - 1) > 0.02):
            return round(metres / 1000, 3)
        if not shown:
            return None
        # A swim's first distance is in metres already.
        return round(shown / 1000 if swim else to_km(shown, self._unit), 3)

    def _exertion(self, row: Sequence[str]) -> float | None:
        try:
            value = number(self._cell(row, "exertion"))
        except ValueError:
            return None
        return value if value is not None and 0 < value <= 10 else None

    def _cell(self, row: Sequence[str], column: str) -> str:
        return _cell(row, self._columns, column)

    def _first(self, row: Sequence[str], reader: Callable[[str], float | None], *columns: str) -> float | None:
        """The first of these columns that holds something above 0."""
        return next((value for column in columns if (value := self._read(row, column, reader))), None)

    def _read(self, row: Sequence[str], column: str, reader: Callable[[str], T]) -> T:
        text = self._cell(row, column)
        try:
            return reader(text)
        except (ValueError, OverflowError):
            raise _Unreadable(f"{_TITLES[column]} is {one_line(text)[:40]!r}, which cannot be read") from None


def _note(name: str, description: str) -> str:
    parts = [one_line(name), clean(description).strip()]
    return "\n".join(part for part in parts if part)[:20_000]


def _same(run: Run, other: Run) -> bool:
    """Whether a run logged by hand on the same day is this one."""
    if run.activity != other.activity:
        return False
    if abs(run.started_at - other.started_at) <= SAME_START:
        return True
    if not run.distance_km or not other.distance_km:
        return False
    return abs(run.distance_km / other.distance_km - 1) <= SAME_DISTANCE


def _folded(name: str) -> str:
    return one_line(name).casefold()


def _hash(text: str) -> int:
    """40 bits that depend on the text alone, never 0 to 2, which the file keeps for itself."""
    return int.from_bytes(blake2b(text.encode(), digest_size=5).digest(), "big") | 4


def _id(source_id: str, started_at: datetime) -> str:
    """An id of the journal's form that depends on the activity alone: its time, then bits of its own id."""
    milliseconds = int((started_at - _EPOCH).total_seconds() * 1000)
    if milliseconds <= 1 << 18:
        return str(_hash(source_id))
    return str(milliseconds << 22 | _hash(source_id) & (1 << 22) - 1)
