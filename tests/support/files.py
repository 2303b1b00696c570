"""Files of watches and programs, made for tests: FIT in either byte order, GPX, TCX, tables of Strava and Garmin."""

from __future__ import annotations

import csv
import io
import struct
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
MORNING = datetime(2026, 9, 20, 6, 12, 12, tzinfo=UTC)
"""08:12:12 in Berlin."""


def _crc(data: bytes) -> int:
    crc, of_byte = 0, _crc_of_byte
    for byte in data:
        crc = (crc >> 8) ^ of_byte((crc ^ byte) & 0xFF)
    return crc


@cache
def _crc_of_byte(crc: int) -> int:
    for _ in range(8):
        crc = (crc >> 1) ^ 0xA001 if crc & 1 else crc >> 1
    return crc


def fit_file(body: bytes, header: int = 14) -> bytes:
    """A FIT file round its records."""
    head = bytes([header, 0x20]) + struct.pack("<HI", 2132, len(body)) + b".FIT"
    head += struct.pack("<H", _crc(head)) if header == 14 else b""
    return head + body + struct.pack("<H", _crc(head + body))


def definition(
    local: int, number: int, fields: Sequence[tuple[int, int]], *, big: bool = False, developer: int = 0
) -> bytes:
    """The definition of a message: fields as number and size, and ``developer`` bytes of a developer's field."""
    order = ">" if big else "<"
    head = bytes([0x40 | (0x20 if developer else 0) | local, 0, int(big)]) + struct.pack(f"{order}H", number)
    more = bytes([1, 0, developer, 0]) if developer else b""
    return head + bytes([len(fields)]) + b"".join(bytes([n, size, 0]) for n, size in fields) + more


def session(
    at: datetime = MORNING,
    *,
    sport: int = 1,
    sub: int = 0,
    timer_s: float = 1790,
    km: float = 5.01,
    serial: int = 7,
    big: bool = False,
    developer: int = 0,
    file_type: int = 4,
) -> bytes:
    """The records of an activity with one session."""
    order = ">" if big else "<"
    start = int((at - FIT_EPOCH).total_seconds())
    body = definition(0, 0, [(0, 1), (3, 4)], big=big) + b"\0" + struct.pack(f"{order}BI", file_type, serial)
    body += definition(1, 18, [(2, 4), (5, 1), (6, 1), (8, 4), (9, 4)], big=big, developer=developer)
    values = struct.pack(f"{order}IBBII", start, sport, sub, round(timer_s * 1000), round(km * 100_000))
    return body + b"\1" + values + bytes(developer)


def records(at: datetime = MORNING, *, count: int = 60, every_s: int = 20, metres: int = 50) -> bytes:
    """The records of an activity without a session, all but the first with compressed times."""
    start = int((at - FIT_EPOCH).total_seconds())
    body = definition(0, 0, [(0, 1)]) + b"\0\4" + definition(3, 12, [(0, 1)]) + b"\3\1"
    body += definition(1, 20, [(253, 4), (5, 4)]) + b"\1" + struct.pack("<II", start, 0)
    body += definition(2, 20, [(5, 4)])
    for n in range(1, count + 1):
        body += bytes([0x80 | 2 << 5 | (start + n * every_s) & 31]) + struct.pack("<I", n * metres * 100)
    return body


def gpx(*tracks: str, version: str = "1.1") -> str:
    """A GPX file round its tracks."""
    space = f"http://www.topografix.com/GPX/{version.replace('.', '/')}"
    return f'<?xml version="1.0"?><gpx version="{version}" xmlns="{space}">{"".join(tracks)}</gpx>'


def track(
    at: datetime = MORNING, *, kind: str = "running", minutes: float = 30, degrees: float = 0.045, form: str = "Z"
) -> str:
    """A straight track along a meridian: 0.045 degrees are 5.004 km."""
    points = []
    for n in range(11):
        moment = (at + timedelta(minutes=minutes * n / 10)).isoformat().replace("+00:00", form)
        points.append(f'<trkpt lat="{52.5 + degrees * n / 10}" lon="13.4"><time>{moment}</time></trkpt>')
    named = f"<type>{kind}</type>" if kind else ""
    return f"<trk><name>N</name>{named}<trkseg>{''.join(points)}</trkseg></trk>"


STRAVA = [
    *("Activity ID", "Activity Date", "Activity Name", "Activity Type", "Activity Description", "Elapsed Time"),
    *("Distance", "Max Heart Rate", "Relative Effort", "Commute", "Activity Private Note", "Activity Gear", "Filename"),
    *("Athlete Weight", "Bike Weight", "Elapsed Time", "Moving Time", "Distance", "Max Speed", "Moon Phase", "Bike"),
    *("Gear", "Media"),
]
_PLACES = {
    "id": 0, "date": 1, "name": 2, "type": 3, "text": 4, "elapsed": 5, "distance": 6, "gear": 11, "file": 12,
    "elapsed_s": 15, "moving": 16, "metres": 17, "gear_id": 21,
}  # fmt: skip
STRAVA_RUN = {
    "id": "101", "date": "Sep 20, 2026, 6:12:12 AM", "type": "Run", "elapsed": "1800", "distance": "5.01",
    "file": "activities/101.fit.gz", "elapsed_s": "1800.0", "moving": "1790.0", "metres": "5010.0",
}  # fmt: skip


def strava(*rows: Mapping[str, str], headers: Sequence[str] = STRAVA, delimiter: str = ",") -> str:
    """A table of Strava's shape; each row is the usual run with what differs."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(headers)
    for number, row in enumerate(rows):
        cells = [""] * len(headers)
        for field, value in {**STRAVA_RUN, "id": str(101 + number), **row}.items():
            cells[_PLACES[field]] = value
        writer.writerow(cells)
    return out.getvalue()
