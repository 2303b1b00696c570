"""What a runner gives to import, recognised by what is in it, never by its name, and read."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from journal.errors import system_said
from journal.exchange.intake.looking import GENERIC, Layout, first_row, layout_of, named, widest_header
from journal.exchange.intake.packed import (
    DEEPEST,
    LARGEST,
    PackedFile,
    Progress,
    files_below,
    go_on,
    is_zip,
    opened_zip,
    part_of,
    part_of_pipe,
    unpacked,
)
from journal.exchange.intake.signs import is_export, is_fit, kind_of_file, may_be_text, seen
from journal.exchange.intake.values import LeftOut, NamedShoe, Terms, Told, UnknownTable, Unreadable
from journal.paths import resolved
from journal.text import one_line

if TYPE_CHECKING:
    from journal.exchange.intake.rows import TableReader

READABLE = (
    "Surefoot's exports, Strava, Garmin Connect, FIT, GPX, TCX, Apple Health, Hevy, Strong, FitNotes, "
    "and any table whose columns you name with --map"
)
_CALLED = re.compile(r"\.(csv|fit|gpx|tcx|tsv)(\.gz)?$")
"""Names of files among others that say they are of a kind that can be read."""
_NAMED = 3
"""Files that an import is named by; more are counted."""


class Source(Struct, frozen=True):
    """One file that can be read: ``read`` gives what it tells by the terms, as often as it is asked.

    ``where`` is its name; ``place`` the path it has in what was given, which no other file has.
    """

    format: str
    where: str
    place: str
    read: Callable[[Terms], Told]


class Material(Struct, frozen=True):
    """All that was given, recognised: its sources, and files of a known kind that could not be read."""

    name: str
    sources: tuple[Source, ...]
    left_out: tuple[LeftOut, ...] = ()
    headers: tuple[str, ...] = ()
    mapping: Mapping[str, str] = {}
    """The header of a table whose columns the runner has named, and the columns by field: to be remembered."""

    @property
    def format(self) -> str:
        formats = {source.format for source in self.sources}
        return next(iter(formats)) if len(formats) == 1 else "mixed"


class Hints(Struct, frozen=True):
    """What the runner says of a file beforehand: ``source`` as ``--from`` has it, ``mapping`` columns by field."""

    source: str = ""
    mapping: Mapping[str, str] = {}
    recall: Callable[[Sequence[str]], Mapping[str, str]] = lambda _: {}
    """Columns that were named for this header before."""


def material_of(
    paths: Sequence[Path | PackedFile], terms: Terms, hints: Hints | None = None, progress: Progress | None = None
) -> Material:
    """Recognise and read what is at these paths.

    Streams are read here, once, by the terms; tables are kept and can be read again by other answers.
    Raises Unreadable: one sentence: what cannot be read, what was seen in it, and what can be read. Raises Stopped:
    ``progress`` said so; nothing was changed.
    """
    gathering = _Gathering(terms, hints or Hints(), progress)
    for path in paths:
        gathering.take(path)
    return gathering.material()


def told_apart(places: Iterable[str]) -> dict[str, str]:
    """By each path of a file its end, as short as tells it from the others of its name."""
    named: dict[str, list[list[str]]] = {}
    for place in dict.fromkeys(places):
        named.setdefault(place.rpartition("/")[2], []).append(place.split("/"))
    found: dict[str, str] = {}
    for paths in named.values():
        length = 1
        while len({tuple(path[-length:]) for path in paths}) < len(paths):
            length += 1
        found |= {"/".join(path): "/".join(path[-length:]) for path in paths}
    return found


class _Gathering:
    def __init__(self, terms: Terms, hints: Hints, progress: Progress | None) -> None:
        self._terms, self._hints = terms, hints
        self._of_all = progress
        self._progress = progress  # of the file that is read: how far it is in all, where it is one of many
        self._sources: list[Source] = []
        self._left_out: list[tuple[str, LeftOut]] = []  # each with the place of its file
        self._before = ""  # what leads to a file that is read, for its place
        self._headers: tuple[str, ...] = ()
        self._names: list[str] = []
        self._refusal: Unreadable | None = None

    def material(self) -> Material:
        if not self._sources and self._refusal is not None:
            raise self._refusal
        if not self._sources:
            raise Unreadable(
                f"{' and '.join(self._names) or 'it'}: nothing in it is known; what can be read is {READABLE}"
            )
        name = ", ".join(self._names) if len(self._names) <= _NAMED else f"{len(self._names)} files"
        sources = self._sources
        told = told_apart([*(source.place for source in sources), *(place for place, _ in self._left_out)])
        if len(sources) + len(self._left_out) > 1:
            sources = [replace(source, read=partial(_by_file, source, told[source.place])) for source in sources]
        left_out = [replace(one, where=told[place]) for place, one in self._left_out]
        return Material(name, tuple(sources), tuple(left_out), self._headers, self._hints.mapping)

    def take(self, given: Path | PackedFile) -> None:
        name = _name_of(given)
        self._names.append(name)
        self._before = "" if isinstance(given, PackedFile) else str(given).removesuffix(given.name)
        try:
            if isinstance(given, PackedFile):
                self._one(given, None)
            elif not given.exists():
                raise Unreadable("it is not there")
            elif given.is_dir():
                self._many(files_below(given), name)
            elif given.is_file():
                self._one(part_of(given), given)
            else:
                self._one(part_of_pipe(given), None)
        except OSError as error:
            self._refuse(name, Unreadable(f"it cannot be read: {system_said(error)}"))
        except Unreadable as error:
            self._refuse(name, error)

    def _refuse(self, name: str, error: Unreadable, path: str = "") -> None:
        """A file that cannot be read: left out by name; the first one is said where nothing can be read."""
        sentence = f"{name}: {error}"
        if self._refusal is None and isinstance(error, UnknownTable):
            self._refusal = UnknownTable(sentence, error.headers, error.first)
        self._refusal = self._refusal or Unreadable(sentence)
        self._left_out.append((one_line(self._before + (path or name)), LeftOut(name, str(error))))

    def _one(self, given: PackedFile, path: Path | None) -> None:
        """A file that was named: what it is, or a refusal."""
        part = unpacked(given)
        head = part.head()
        if is_zip(head):
            with opened_zip(part, path if part is given else None) as parts:
                self._many(parts, part.name)
            return
        if not self._known(part, head):
            self._table_or_refusal(part, head)

    def _table_or_refusal(self, part: PackedFile, head: bytes) -> None:
        if seen(head) is None:
            head = part.whole(self._progress)
            if (layout := self._layout(head)) is not None:
                self._add_table(layout, part, ())
                return
        what, headers = _unknown(head)
        if not headers:
            raise Unreadable(f"{what}; what can be read is {READABLE}")
        like = "--map started_at=COLUMN --map duration=COLUMN --map distance_km=COLUMN"
        raise UnknownTable(f"{what}; name some of them, like {like}", headers, first_row(head))

    def _layout(self, data: bytes) -> Layout | None:
        mapping = dict(self._hints.mapping)
        layout = layout_of(data, mapping, self._hints.source)
        if layout is None and not mapping and (recalled := self._hints.recall(widest_header(data))):
            layout = layout_of(data, recalled)
        if layout is not None and layout.source == GENERIC:
            self._headers = layout.headers
        return layout

    def _many(self, parts: Sequence[PackedFile], name: str, depth: int = 0) -> None:
        """The files of a folder or zip of this name."""
        before, self._before = self._before, f"{self._before}{name}/"
        try:
            self._each(parts, depth)
        finally:
            self._before = before

    def _each(self, parts: Sequence[PackedFile], depth: int) -> None:
        if any(part.path == "xl/workbook.xml" for part in parts):
            raise Unreadable("it is a workbook of a spreadsheet; save it as CSV first")
        before = len(self._sources), len(self._left_out)
        tables = [part for part in parts if part.name.lower() == "activities.csv"]
        folders = [table.path[: -len(table.name)] for table in tables if self._strava_folder(table, parts)]
        parts = [part for part in parts if not part.path.startswith(tuple(folders))]
        health = self._health_folder(parts)
        taken = [
            part
            for part in parts
            if health is None or not part.path.startswith(health) or not part.path.lower().endswith((".gpx", ".csv"))
        ]
        done, size = 0, sum(part.size for part in taken)
        for part in taken:
            if self._of_all is not None and not depth:
                self._progress = partial(_far_in, self._of_all, done, size)
            self._one_of_many(part, depth)
            done += part.size
        self._progress = self._progress if depth else self._of_all
        if not depth and (len(self._sources), len(self._left_out)) == before:
            raise Unreadable(f"it holds nothing that is known; what can be read is {READABLE}")

    def _health_folder(self, parts: Sequence[PackedFile]) -> str | None:
        """The folder of an Apple Health export: what else is in it is no workout. None where there is none."""
        for part in parts:
            if part.name.lower().endswith(".xml"):
                with contextlib.suppress(Unreadable):
                    if kind_of_file(part.head()) == "apple":
                        return part.path[: -len(part.name)]
        return None

    def _strava_folder(self, table: PackedFile, parts: Sequence[PackedFile]) -> bool:
        """Strava's export: its table tells all; the files beside it belong to the rows."""
        layout = layout_of(table.whole(self._progress))
        if layout is None or layout.source != "strava":
            return False
        folder = table.path[: -len(table.name)]
        shoes = next((part for part in parts if part.path.lower() == f"{folder}shoes.csv".lower()), None)
        self._add_table(layout, table, _shoes(shoes) if shoes is not None else ())
        return True

    def _one_of_many(self, part: PackedFile, depth: int) -> None:
        """A file among others: what cannot be read is left out by name, of no known kind where it says it is."""
        try:
            part = unpacked(part)
            head = part.head(512)
            if is_zip(head):
                if depth == DEEPEST:
                    raise Unreadable(f"it is packed more than {DEEPEST} times over; unpack it first")
                with opened_zip(part) as parts:
                    self._many(parts, part.path, depth + 1)
                return
            called = _CALLED.search(part.name.lower()) is not None or is_export(head)
            if not called and not is_fit(head) and not may_be_text(head):
                return
            head = part.head()
            if not self._known(part, head) and not self._table_of_many(part, head) and called:
                raise Unreadable(_unknown(_whole_lines(head))[0])
        except Unreadable as error:
            self._refuse(part.name, error, part.path)

    def _table_of_many(self, part: PackedFile, head: bytes) -> bool:
        """Read a table that is known; False for another one. Only one whose head is known is read whole.

        Raises Unreadable: it is known and cannot be read.
        """
        try:
            if seen(head) is not None or self._layout(_whole_lines(head)) is None:
                return False
        except Unreadable:  # a column that is named is in another table
            return False
        if (layout := self._layout(part.whole(self._progress))) is None:
            return False
        self._add_table(layout, part, ())
        return True

    def _known(self, part: PackedFile, head: bytes) -> bool:
        """Read a file that shows what it is; False when it does not.

        Raises Unreadable: it is known and cannot be read.
        """
        if (kind := kind_of_file(head)) is None:
            return False
        read, largest = _reader(kind)
        with part.streamed(largest, self._progress) as stream:
            told = read(stream, part.name, self._stoppable(part))
        self._sources.append(Source(told.format, part.name, self._place(part), lambda _: told))
        return True

    def _add_table(self, layout: Layout, part: PackedFile, shoes: Iterable[NamedShoe]) -> None:
        reader, first, beside = _table_reader(layout), self._terms, tuple(shoes)

        def read(terms: Terms) -> Told:
            return told if terms == first else replace(reader(layout, terms).told(), shoes=beside)

        told = replace(reader(layout, self._stoppable(part)).told(), shoes=beside)  # what cannot be read is refused now
        self._sources.append(Source(told.format, part.name, self._place(part), read))

    def _place(self, part: PackedFile) -> str:
        return one_line(self._before + part.path)

    def _stoppable(self, part: PackedFile) -> Terms:
        return replace(self._terms, going=partial(go_on, self._progress, part.size, part.size))


def _unknown(data: bytes) -> tuple[str, Sequence[str]]:
    """What is in a file of no known kind, and the columns of a table."""
    if (words := seen(data)) is not None:
        return f"it is {words}", ()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "it is neither text nor a file of a watch", ()
    if len(headers := widest_header(data)) < 2:
        return "it is text, but no table and no list of activities", ()
    return f"it is a table that is not known, with the columns {one_line(named(headers))}", headers


def _whole_lines(head: bytes) -> bytes:
    return head.rpartition(b"\n")[0] or head


def _far_in(progress: Progress, done: int, size: int, read: int, _: int) -> bool:
    """How far it is in many files, of which one is read."""
    return progress(done + read, size)


def _by_file(source: Source, label: str, terms: Terms) -> Told:
    """What one file of several tells, its lines and workouts by the file's name."""

    def named(where: str) -> str:
        return label if where == source.where else f"{label}, {where}"

    told = source.read(terms)
    return replace(
        told,
        bouts=tuple(replace(bout, where=named(bout.where)) for bout in told.bouts),
        workouts=tuple(
            replace(workout, sets=tuple(replace(row, where=named(row.where)) for row in workout.sets))
            for workout in told.workouts
        ),
        left_out=tuple(replace(one, where=named(one.where)) for one in told.left_out),
    )


def _reader(kind: str) -> tuple[Callable[[BinaryIO, str, Terms], Told], int]:
    """The reader of a kind, imported when it is used, and the largest file it takes."""
    if kind == "fit":
        from journal.exchange.intake.fit import read_fit

        return read_fit, LARGEST
    if kind == "apple":
        from journal.exchange.intake.apple import read_apple
        from journal.exchange.intake.packed import LARGEST_STREAMED

        return read_apple, LARGEST_STREAMED
    from journal.exchange.intake.tracks import read_tracks

    return partial(read_tracks, kind), LARGEST


def _table_reader(layout: Layout) -> type[TableReader]:
    """The reader of a table: rows of gym logs are sets."""
    if layout.source in ("hevy", "strong", "fitnotes"):
        from journal.exchange.intake.workouts import Workouts

        return Workouts
    from journal.exchange.intake.activities import Activities

    return Activities


def _name_of(given: Path | PackedFile) -> str:
    if isinstance(given, PackedFile):
        return given.name
    with contextlib.suppress(OSError):  # a link leads back to itself
        given = resolved(given)
    return one_line(given.name) or str(given)


def _shoes(part: PackedFile) -> Iterator[NamedShoe]:
    """Name, brand and model out of Strava's ``shoes.csv``, by their places: its header changes with the language."""
    from journal.exchange.intake import sheets

    with contextlib.suppress(Unreadable):
        text = next(sheets.texts(part.whole()))
        for row in sheets.sheet_of(text, ",", lambda _: True).rows:
            cells = [one_line(cell)[:200] for cell in [*row.cells, "", "", ""][:3]]
            if any(cells):
                yield NamedShoe(cells[0] or " ".join(cell for cell in cells[1:] if cell), cells[1], cells[2])
