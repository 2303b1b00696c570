"""tick, commands, export: what a durable tick, a command and an export cost, from an empty journal to 30 years."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from journal.clock import SystemClock
from journal.entries import AnkleReport, CheckIn, Session
from journal.exchange import exporting
from journal.exchange.exporting import Export
from journal.journal import Journal
from journal.words.names import Names
from tests.benchmarks.table import Row, median, ms, side_by_side
from tests.benchmarks.years import LAST_DAY, write_journal

ROOT = Path(__file__).parents[2]
YEARS = (0, 1, 10, 30)
_ITEMS = 3
"""Of the session ticked: its 15 sets are as many as those of Foundation, the first routine offered (16)."""


def rows() -> Iterable[Row]:
    """The rows of section 13 that the store answers for."""
    with tempfile.TemporaryDirectory(prefix="surefoot-bench-") as name:
        folder = Path(name)
        for years in YEARS:
            write_journal(folder, years)
        yield from _ticks(folder)
        yield from _openings(folder)
        yield from _commands(folder)
        yield from _export(folder)


_RATED = CheckIn(at=LAST_DAY, moment="on-waking", left=AnkleReport(rating=2), right=AnkleReport(rating=0))


class _Raw:
    """What a tick is held against: 200 bytes appended to a file and synced."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def append(self) -> None:
        os.write(self._fd, b"x" * 200)
        getattr(os, "fdatasync", os.fsync)(self._fd)


def _ticks(folder: Path) -> Iterable[Row]:
    raw = _Raw(folder)
    for years in YEARS:
        path = folder / f"journal-{years}.json"
        before = path.read_bytes()
        with Journal.open(path, SystemClock(), state=folder / "state") as journal:
            session = journal.add(_open_session())
            ids = [(item.id, one.id) for item in session.items for one in item.sets]
            done = iter(ids * 20)

            def tick(journal: Journal = journal, id: str = session.id, done: Iterator[tuple[str, str]] = done) -> None:
                item_id, set_id = next(done)
                journal.change(id, lambda found: _ticked(found, item_id, set_id))

            tick()
            ours, theirs = side_by_side(tick, raw.append, 20 * len(ids) - 1)
            rated, theirs_too = side_by_side(lambda journal=journal: journal.add(_RATED), raw.append, 300)  # type: ignore[misc]
        path.write_bytes(before)
        yield Row(
            "tick",
            f"a set of a session of {len(ids)} ticked, {years} years",
            ms(ours),
            f"{ms(theirs)} = {ours / theirs:.2f}x",
            "<= 3x, flat",
            ours / theirs <= 3,
        )
        yield Row(
            "tick",
            f"both ankles rated, {years} years",
            ms(rated),
            f"{ms(theirs_too)} = {rated / theirs_too:.2f}x",
            "<= 3x, flat",
            rated / theirs_too <= 3,
        )


def _open_session() -> Session:
    from tests.benchmarks.years import entries_of

    session = next(entry for entry in entries_of(1) if isinstance(entry, Session))
    items = tuple(
        msgspec.structs.replace(
            item,
            sets=tuple(msgspec.structs.replace(one, done_at=None, result=None, updated_at=None) for one in item.sets),
        )
        for item in session.items[:_ITEMS]
    )
    return msgspec.structs.replace(session, started_at=LAST_DAY, finished_at=None, state="open", items=items)


def _ticked(entry: Session, item_id: str, set_id: str) -> Session:
    def reps(now: int | None) -> int:
        return (now or 0) % 20 + 1

    items = tuple(
        item
        if item.id != item_id
        else msgspec.structs.replace(
            item,
            sets=tuple(
                one
                if one.id != set_id
                else msgspec.structs.replace(one, reps=reps(one.reps), result="done", done_at=LAST_DAY)
                for one in item.sets
            ),
        )
        for item in entry.items
    )
    return msgspec.structs.replace(entry, items=items)


def _openings(folder: Path) -> Iterable[Row]:
    for years in YEARS:
        path = folder / f"journal-{years}.json"

        def opened(path: Path = path) -> None:
            Journal.open(path, SystemClock(), state=folder / "state").close()

        yield Row("open", f"{years} years, {path.stat().st_size / 1e6:.1f} MB", ms(median(opened, 7)))


def _commands(folder: Path) -> Iterable[Row]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        environment[variable] = str(folder / variable)

    def said(*command: str) -> float:
        """Milliseconds of the processor until the first line is said; of the clock where no system tells them."""
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, *command], cwd=folder, env=environment, stdout=subprocess.PIPE, bufsize=0
        ) as running:
            assert running.stdout is not None
            running.stdout.readline()
            try:
                spent = int(Path(f"/proc/{running.pid}/schedstat").read_text().split()[0]) / 1e6
            except OSError:
                spent = (time.perf_counter() - begun) * 1000
            running.stdout.read()
        return spent

    bare, version = ("-c", "print()"), ("-m", "screens", "--version")
    for years in YEARS:
        begun = ("-m", "screens", "--journal", str(folder / f"journal-{years}.json"))
        for most, than, command in (
            *(((2.5, bare, version),) if not years else ()),
            (5, bare, (*begun, "note", "calf tight")),
            (5, bare, (*begun, "rate", "--left", "2", "--right", "0")),
            (1.5, version, (*begun, "completion", "names", "shoes")),
        ):
            times = [(said(*command), said(*than)) for _ in range(15)]
            ours, theirs = (statistics.median(side) for side in zip(*times, strict=True))
            named = next(word for word in command if word not in begun)
            yield Row(
                "commands",
                f"surefoot {named} to what it says first, {years} years",
                f"{ours:.3g} ms",
                f"python {than[0]} {than[-1]!r} {theirs:.3g} ms = {ours / theirs:.2f}x",
                f"<= {most}x, flat",
                ours / theirs <= most,
            )


def _export(folder: Path) -> Iterable[Row]:
    path = folder / "journal-10.json"

    def ours() -> None:
        with Journal.open(path, SystemClock(), create=False, state=folder / "state") as journal:
            sum(map(len, exporting.stream(journal, Export("json"), Names)))

    def theirs() -> None:
        _dumps(msgspec.json.decode(path.read_bytes()))

    one, other = side_by_side(ours, theirs, 5)
    yield Row(
        "export",
        "JSON, 10 years",
        ms(one),
        f"{_DUMPS_NAME} and load {ms(other)} = {one / other:.2f}x",
        "<= 3x",
        one / other <= 3,
    )


try:  # orjson is what the figure names; msgspec, which comes with the program, writes as fast
    from orjson import dumps as _dumps

    _DUMPS_NAME = "orjson.dumps"
except ImportError:
    from msgspec.json import encode as _dumps

    _DUMPS_NAME = "msgspec.json.encode"
