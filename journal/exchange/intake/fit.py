"""FIT, the files of watches: sessions, each a bout. Only the few messages that matter are taken apart.

The protocol as Garmin publishes it: a header of 12 or 14 bytes, records (definitions and data, in either byte order,
with developer fields and compressed times), a CRC. Several files may follow each other in one. Times count from
1989-12-31.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO

from msgspec import Struct

from journal.dates import zone_of
from journal.entries import Activity, Surface
from journal.exchange.intake.moments import NoMoment, in_zone
from journal.exchange.intake.values import (
    CHECKSUM,
    CUT,
    EARLY,
    Doubt,
    LeftOut,
    SourceRun,
    Terms,
    Told,
    Unreadable,
    unknown_kind,
)

FORMAT = "fit"
_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
_SINCE_ON = 0x10000000
"""Times below count from when the device was switched on."""
_FILE_ID, _SPORT, _SESSION, _RECORD, _ACTIVITY = 0, 12, 18, 20, 34
_WANTED = frozenset({_FILE_ID, _SPORT, _SESSION, _RECORD, _ACTIVITY})
_TIMESTAMP = 253
_OFTEN = 1 << 16
"""So many bytes are read between two looks whether to go on."""
_ACTIVITY_FILE = 4
_TYPES = {5: "a workout plan", 6: "a course to follow", 34: "a segment"}
_NONE = {1: 0xFF, 2: 0xFFFF, 4: 0xFFFFFFFF, 8: 0xFFFFFFFFFFFFFFFF}
_SPORTS: dict[int, Activity] = {
    1: "run", 2: "cycle", 5: "swim", 11: "walk", 15: "low-impact", 17: "walk", 21: "cycle", 84: "jump-rope",
}  # fmt: skip
_LOW_IMPACT = frozenset({14, 15, 16})
"""Sub sports: indoor rowing, elliptical, stair climbing."""
_MOBILITY = 86
_NO_CARDIO_SUB = frozenset({19, 20, 43, 44, 67})
"""Sub sports: flexibility, strength, yoga, pilates, breathing."""
_SURFACES: dict[int, Surface] = {1: "treadmill", 45: "treadmill", 58: "treadmill", 3: "trail", 4: "track"}
_TABLE = tuple((lambda c: [c := (c >> 1) ^ 0xA001 if c & 1 else c >> 1 for _ in range(8)][-1])(n) for n in range(256))


class _Definition(Struct, frozen=True):
    global_number: int
    order: str
    fields: tuple[tuple[int, int, int], ...]
    size: int


class _Found(Struct):
    """What one FIT file holds."""

    file_type: int | None = None
    serial: int = 0
    sport: int | None = None
    sub_sport: int | None = None
    sessions: list[dict[int, int]] = []
    first: int | None = None
    last: int | None = None
    metres: float | None = None
    offset: int | None = None
    cut: bool = False
    checksum: bool = True


def read_fit(stream: BinaryIO, name: str, terms: Terms) -> Told:
    """The sessions of a FIT file. Raises Unreadable: there is no activity in it."""
    told: list[SourceRun | LeftOut] = []
    why = ""
    for found in _files(stream, terms.going):
        try:
            told += _told(found, name, terms)
        except Unreadable as error:
            why = why or str(error)
    if not told:
        raise Unreadable(why or "it is a FIT file without an activity")
    if why:  # one of the files that follow each other in it
        told.append(LeftOut(name, why))
    bouts = tuple(one for one in told if isinstance(one, SourceRun))
    return Told(format=FORMAT, bouts=bouts, left_out=tuple(one for one in told if isinstance(one, LeftOut)))


def _files(stream: BinaryIO, going: Callable[[], object]) -> Iterator[_Found]:
    """Each of the files that follow each other in one."""
    while True:
        head = stream.read(12)
        if len(head) < 12 or head[8:12] != b".FIT" or head[0] < 12:
            return
        more = stream.read(head[0] - 12)
        yield (found := _file(stream, head + more, int.from_bytes(head[4:8], "little"), going))
        if found.cut:
            return


def _file(stream: BinaryIO, head: bytes, size: int, going: Callable[[], object]) -> _Found:
    found = _Found(sessions=[])
    data = stream.read(size)
    found.cut = len(data) < size
    if not found.cut:
        stored = stream.read(2)
        found.cut = len(stored) < 2
        if len(stored) == 2 and stored != b"\0\0":
            found.checksum = _crc(head + data, going) == int.from_bytes(stored, "little")
    try:
        _messages(data, found, going)
    except (struct.error, IndexError, KeyError):  # cut inside a record, or a record nothing has defined
        found.cut = True
    return found


def _crc(data: bytes, going: Callable[[], object]) -> int:
    table, crc = _TABLE, 0
    for at in range(0, len(data), _OFTEN):
        going()
        for byte in data[at : at + _OFTEN]:
            crc = (crc >> 8) ^ table[(crc ^ byte) & 0xFF]
    return crc


def _messages(data: bytes, found: _Found, going: Callable[[], object]) -> None:
    definitions: dict[int, _Definition] = {}
    at, end, clock, look = 0, len(data), 0, _OFTEN
    while at < end:
        if at > look:
            going()
            look = at + _OFTEN
        header = data[at]
        at += 1
        if header & 0x80:
            definition = definitions[header >> 5 & 0x03]
            clock += (header - clock) & 0x1F
        elif header & 0x40:
            at = _define(data, at, header, definitions)
            continue
        else:
            definition = definitions[header & 0x0F]
        if at + definition.size > end:
            raise IndexError
        if definition.global_number in _WANTED:
            values = _values(data, at, definition)
            if _TIMESTAMP in values:
                clock = values[_TIMESTAMP]
            elif header & 0x80:
                values[_TIMESTAMP] = clock
            _keep(definition.global_number, values, found)
        at += definition.size


def _define(data: bytes, at: int, header: int, definitions: dict[int, _Definition]) -> int:
    order = ">" if data[at + 1] == 1 else "<"
    (number,) = struct.unpack_from(f"{order}H", data, at + 2)
    count = data[at + 4]
    at += 5
    fields, size = [], 0
    for _ in range(count):
        field, length = data[at], data[at + 1]
        fields.append((field, size, length))
        size += length
        at += 3
    if header & 0x20:
        count = data[at]
        at += 1
        for _ in range(count):
            size += data[at + 1]
            at += 3
    if at > len(data):
        raise IndexError
    definitions[header & 0x0F] = _Definition(number, order, tuple(fields), size)
    return at


def _values(data: bytes, at: int, definition: _Definition) -> dict[int, int]:
    """The whole numbers of a message by field; those that say "none" are left out."""
    order = "big" if definition.order == ">" else "little"
    return {
        field: value
        for field, start, length in definition.fields
        if length in _NONE and (value := int.from_bytes(data[at + start : at + start + length], order)) != _NONE[length]  # type: ignore[arg-type]
    }


def _keep(number: int, values: dict[int, int], found: _Found) -> None:
    if number == _RECORD:
        if (when := values.get(_TIMESTAMP)) is not None:
            found.first = when if found.first is None else found.first
            found.last = when
        if 5 in values:
            found.metres = values[5] / 100
    elif number == _SESSION:
        found.sessions.append(values)
    elif number == _FILE_ID:
        found.file_type, found.serial = values.get(0), values.get(3, 0)
    elif number == _SPORT:
        found.sport, found.sub_sport = values.get(0), values.get(1)
    elif number == _ACTIVITY and 5 in values and _TIMESTAMP in values:
        offset = round((values[5] - values[_TIMESTAMP]) / 900) * 900
        found.offset = offset if abs(offset) <= 14 * 3600 else None


def _told(found: _Found, name: str, terms: Terms) -> list[SourceRun | LeftOut]:
    if found.file_type not in (None, _ACTIVITY_FILE):
        what = _TYPES.get(found.file_type or 0)
        raise Unreadable(f"it is a FIT file {f'of {what}' if what else 'without an activity'}; there is no run in it")
    doubts = []
    if found.cut:
        doubts.append(Doubt(CUT, "the file is cut short"))
    elif not found.checksum:
        doubts.append(Doubt(CHECKSUM, "the checksum is wrong: it may be damaged"))
    if not found.sessions:
        if found.first is None or found.last is None or found.last <= found.first:
            raise Unreadable("it is a FIT file without an activity")
        session = {2: found.first, 8: (found.last - found.first) * 1000}
        session |= {} if found.metres is None else {9: round(found.metres * 100)}
        session |= {5: found.sport} if found.sport is not None else {}
        session |= {6: found.sub_sport} if found.sub_sport is not None else {}
        found.sessions = [session]
        doubts = [Doubt(CUT, "cut short: it has no summary")]
    return [_bout(session, found, name, terms, tuple(doubts)) for session in found.sessions]


def _bout(
    session: dict[int, int], found: _Found, name: str, terms: Terms, doubts: tuple[Doubt, ...]
) -> SourceRun | LeftOut:
    sport, sub = session.get(5, found.sport), session.get(6, found.sub_sport)
    if sport == 3:
        return LeftOut(name, "a change between two sports")
    if sport == _MOBILITY or (sub in _NO_CARDIO_SUB and sport in (None, 0, 4, 10)):
        return LeftOut(name, "strength, yoga and the like are no cardio")
    timer, elapsed, length = session.get(8), session.get(7), session.get(9)
    if (start := session.get(2)) is None and (ended := session.get(_TIMESTAMP)) is not None:
        start = ended - (elapsed or timer or 0) // 1000  # a session is written when it ends
    if start is None:
        return LeftOut(name, "a session without a time")
    try:
        began = _EPOCH + timedelta(seconds=start)
        zone = timezone(timedelta(seconds=found.offset)) if found.offset is not None else zone_of(terms.now)
        started_at = in_zone(began, zone)
    except (NoMoment, OverflowError):
        return LeftOut(name, "a session at a time no calendar has")
    if start < _SINCE_ON:
        started_at = in_zone(began, zone_of(terms.now))
        doubts = (*doubts, Doubt(EARLY, "a watch without a clock"))
    activity: Activity = (
        "low-impact" if sport in (0, 4, None) and sub in _LOW_IMPACT else _SPORTS.get(sport or 0, "other")
    )
    if sport in (None, 0) and activity == "other":
        doubts = (*doubts, unknown_kind(""))
    return SourceRun(
        where=name,
        started_at=started_at,
        activity=activity,
        surface=_SURFACES.get(sub or 0, "") if activity in ("run", "walk") else "",
        duration_s=(timer or elapsed or 0) / 1000 or None,
        elapsed_s=elapsed / 1000 if elapsed else None,
        distance_km=round(length / 100_000, 3) or None if length else None,
        source_id=f"fit:{found.serial}:{(_EPOCH + timedelta(seconds=start)).isoformat()}",
        origin="fit",
        rank=1,
        doubts=doubts,
    )
