"""What other programs wrote: ten thousand rows, a health export of a gigabyte, a zip of two."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import timedelta
from pathlib import Path

from journal.clock import FixedClock
from journal.entries import Run
from journal.exchange.bringing import read_others, take_in, terms_of
from journal.exchange.intake.packed import PackedFile, part_of_bytes
from journal.journal import Journal
from journal.settings.settings import Settings
from tests.benchmarks.table import Row
from tests.benchmarks.years import LAST_DAY
from tests.support.files import MORNING, strava

ROWS = 10_000
EXPORT_BYTES = 1_000_000_000
ZIP_BYTES = 2 << 30
_RECORD = (
    b'<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" unit="count/min" '
    b'startDate="2026-09-20 08:12:12 +0200" endDate="2026-09-20 08:22:12 +0200" value="120"/>\n'
)
_WORKOUT = (
    b'<Workout workoutActivityType="HKWorkoutActivityTypeRunning" duration="30" durationUnit="min" sourceName="Watch" '
    b'startDate="2026-09-20 08:12:12 +0200" endDate="2026-09-20 08:42:12 +0200"></Workout></HealthData>'
)


class _Export(io.RawIOBase):
    """A health export of a gigabyte, made as it is read."""

    def __init__(self) -> None:
        self._left = EXPORT_BYTES
        self._end = _WORKOUT
        self._block = _RECORD * 2000
        self._start = b"<HealthData>"

    def read(self, size: int = -1) -> bytes:
        if self._start:
            block, self._start = self._start, b""
        elif self._left > 0:
            block = self._block
            self._left -= len(block)
        else:
            block, self._end = self._end, b""
        return block


def health() -> None:
    """Read the export, and print the seconds and the most memory taken in MB. Run in a process of its own."""
    part = PackedFile("export.xml", "export.xml", _Export)  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal.open(Path(folder) / "journal.json", FixedClock(LAST_DAY))
        began = time.perf_counter()
        material = read_others([part], terms_of(journal, Settings()))
        spent = time.perf_counter() - began
    assert len(material.sources) == 1
    print(f"{spent:.1f} {_most_memory():.0f}")


def _most_memory() -> float:
    """The most that this process had in memory, in MB; on Linux not what ``make bench`` had when it started it."""
    import resource

    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _table() -> bytes:
    rows = []
    for number in range(ROWS):
        at = MORNING - timedelta(hours=9 * number)
        day = at.strftime("%b %d, %Y, %I:%M:%S %p")
        rows.append(
            {"date": day, "gear": "Red", "file": f"activities/{number}.fit.gz", "metres": f"{5000 + number // 10}.0"}
        )
    return strava(*rows).encode()


def rows() -> list[Row]:
    """The figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = _table()
        journal = Journal.open(folder / "journal.json", FixedClock(LAST_DAY))
        began = time.perf_counter()
        terms = terms_of(journal, Settings())
        take_in(journal, read_others([part_of_bytes("activities.csv", data)], terms), terms)
        spent = time.perf_counter() - began
        assert len(journal.of_kind(Run)) == ROWS
        big = folder / "big.zip"
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("activities.csv", strava({}))
        with big.open("wb") as file:  # a hole in place of the films
            file.write(b"PK\x03\x04")
            file.seek(ZIP_BYTES)
            file.write(packed.getvalue())
        began = time.perf_counter()
        read_others([big], terms)
        opened = time.perf_counter() - began
    done = subprocess.run(
        [sys.executable, "-c", "from tests.benchmarks.intake import health; health()"],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ,
    )
    seconds, memory = done.stdout.split()
    return [
        Row("intake", f"{ROWS:,} rows of Strava's table, in", f"{spent:.2f} s", "", "3 s", spent <= 3),
        Row(
            "intake", "a health export of 1 GB: memory", f"{memory} MB", f"{seconds} s", "150 MB", float(memory) <= 150
        ),
        Row("intake", "a zip of 2 GB opened and read", f"{opened:.2f} s", "", "0.5 s", opened <= 0.5),
    ]
