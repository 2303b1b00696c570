"""GPX and TCX: tracks with times, and laps. A stream of elements, nothing kept but sums."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from math import asin, cos, nan, radians, sin, sqrt
from typing import BinaryIO
from xml.parsers import expat

from msgspec import Struct

from journal.dates import zone_of
from journal.entries import Activity
from journal.exchange.intake.moments import NoMoment, in_zone
from journal.exchange.intake.numbers import NoNumber, number
from journal.exchange.intake.recipes import ActivityKind, kind_of
from journal.exchange.intake.values import (
    BACKWARDS,
    BY_SPEED,
    CHECKSUM,
    CUT,
    Doubt,
    LeftOut,
    SourceRun,
    Terms,
    Told,
    Unreadable,
)
from journal.exchange.intake.xml import Cut, local, parse
from journal.text import one_line

_RADIUS_M = 6_371_008.8
_STRAVAS = {"1": ActivityKind("cycle"), "9": ActivityKind("run"), "10": ActivityKind("walk"), "4": ActivityKind("walk")}
"""What Strava's older GPX files call a kind."""
_WALK_M_S, _RUN_M_S = 2.0, 6.0
"""Below, a track that does not say its kind is a walk, is a run; above it is a ride. House rule; always asked."""
_SAID: dict[Activity, str] = {"walk": "a walk", "run": "a run", "cycle": "a ride"}
_LONGEST_TEXT = 200


class _Track(Struct):
    """One track or activity on its way, lengths in m, times in s; ``parts`` are its points, or its laps."""

    planned: bool = False
    kind: str = ""
    name: str = ""
    start: datetime | None = None
    first: datetime | None = None
    last: datetime | None = None
    end: datetime | None = None
    seconds: float = 0.0
    metres: float = 0.0
    parts: int = 0
    backwards: bool = False
    place: tuple[float, float] | None = None
    lap_metres: bool = False
    track_metres: float = 0.0
    broken: str = ""


class _Reader(ABC):
    """What both formats share: the names of the open elements, and the text of those that matter."""

    format = ""
    texts: frozenset[str] = frozenset()

    def __init__(self) -> None:
        self.tracks: list[_Track] = []
        self.open: list[str] = []
        self.text: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = local(name)
        self.open.append(name)
        if len(self.open) > 200:
            raise Unreadable("its elements are nested too deeply")
        self.begun(name, attributes)
        self.text.clear()
        self.parser.CharacterDataHandler = self.text.append if name in self.texts else None

    def _end(self, _: str) -> None:
        name = self.open.pop()
        self.parser.CharacterDataHandler = None
        if self.tracks:
            self.ended(name, "".join(self.text).strip()[:_LONGEST_TEXT] if name in self.texts else "", self.tracks[-1])
        self.text.clear()

    @property
    def parent(self) -> str:
        return self.open[-1] if self.open else ""

    @abstractmethod
    def begun(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    @abstractmethod
    def ended(self, name: str, text: str, track: _Track) -> None:
        """An element of a track ends; its ``text`` where that matters."""


class _Gpx(_Reader):
    format = "gpx"
    texts = frozenset({"time", "type", "name"})

    def begun(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("trk", "rte"):
            self.tracks.append(_Track(planned=name == "rte"))
        elif name == "trkseg" and self.tracks:
            track = self.tracks[-1]
            track.place = track.first = track.last = None
        elif name == "trkpt" and self.tracks:
            self._point(attributes)

    def _point(self, attributes: dict[str, str]) -> None:
        track = self.tracks[-1]
        try:
            place = (float(attributes["lat"]), float(attributes["lon"]))
        except (KeyError, ValueError):
            place = (nan, nan)
        if not (abs(place[0]) <= 90 and abs(place[1]) <= 360):
            track.broken = track.broken or "it does not say where all of its points are"
            return
        if track.place is not None:
            track.metres += _between(track.place, place)
        track.place = place
        track.parts += 1

    def ended(self, name: str, text: str, track: _Track) -> None:
        if name == "time" and self.parent == "trkpt":
            if (moment := _moment(text)) is not None:
                _pass(track, moment)
        elif name == "trkseg":
            _close(track)
        elif name == "type" and self.parent == "trk":
            track.kind = text
        elif name == "name" and self.parent == "trk":
            track.name = text


class _Tcx(_Reader):
    format = "tcx"
    texts = frozenset({"Id", "TotalTimeSeconds", "DistanceMeters", "Time"})

    def begun(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Activity":
            self.tracks.append(_Track(kind=attributes.get("Sport", "")))
        elif name == "Lap" and self.tracks:
            track = self.tracks[-1]
            track.start = track.start or _moment(attributes.get("StartTime", ""))
            track.lap_metres = False
            track.place = (max(track.track_metres, track.metres), 0.0)
            track.parts += 1

    def ended(self, name: str, text: str, track: _Track) -> None:
        if name == "Id" and self.parent == "Activity":
            track.first = _moment(text)
        elif name == "TotalTimeSeconds" and self.parent == "Lap":
            track.seconds += _number(text, track)
        elif name == "DistanceMeters" and self.parent == "Lap":
            metres = _number(text, track)
            track.metres += metres
            track.lap_metres = metres > 0  # a lap of none is told by its points, as one that does not say
        elif name == "DistanceMeters" and self.parent == "Trackpoint":
            track.track_metres = max(track.track_metres, _number(text, track))
        elif name == "Time" and self.parent == "Trackpoint":
            if (moment := _moment(text)) is not None:
                track.start = track.start or moment
                track.end = moment
        elif name == "Lap" and not track.lap_metres and track.place is not None:
            track.metres += track.track_metres - track.place[0]
        elif name == "Activity":
            track.start = track.start or track.first


def read_tracks(kind: str, stream: BinaryIO, name: str, terms: Terms) -> Told:
    """The tracks of a GPX file that have times, or the activities of a TCX file.

    Raises Unreadable: it declares entities, is damaged, or a route without times.
    """
    reader, cut = _Gpx() if kind == "gpx" else _Tcx(), False
    try:
        parse(stream, reader.parser)
    except Cut:
        cut = True
        if reader.tracks and reader.tracks[-1].last is not None:
            _close(reader.tracks[-1])
    bouts: list[SourceRun] = []
    left_out: list[LeftOut] = []
    for n, track in enumerate(reader.tracks, start=1):
        cut_here = cut and n == len(reader.tracks)
        track.start = track.start or (track.first if reader.format == "tcx" else None)
        its_kind = _kind(track)
        if its_kind.activity is None:
            left_out.append(LeftOut(name, f"{one_line(track.kind)[:60]} is no cardio"))
        elif track.start is not None and (track.seconds or track.metres):
            bouts.append(_bout(track, its_kind, reader.format, name, terms, cut_here))
        else:
            what = "track" if reader.format == "gpx" else "activity"
            why = "is cut short" if cut_here else _no_run(track, reader.format)
            left_out.append(LeftOut(name, f"its {what} {n} {why}"))
    if not bouts and all(_kind(track).activity for track in reader.tracks):
        if cut:
            raise Unreadable(f"it is a {reader.format.upper()} file that is damaged or cut short")
        if not reader.tracks:
            raise Unreadable(f"it is a {reader.format.upper()} file without an activity")
        raise Unreadable("it " + _no_run(reader.tracks[0], reader.format))
    return Told(format=reader.format, bouts=tuple(bouts), left_out=tuple(left_out))


def _kind(track: _Track) -> ActivityKind:
    """What kind a track is by its own word."""
    return _STRAVAS.get(track.kind) or (kind_of(track.kind) if track.kind else ActivityKind("other", sure=False))


def _no_run(track: _Track, format: str) -> str:
    """Why a track or activity is no run: what is said of it."""
    if track.planned:
        return "is a planned route, so no run"
    part = "point" if format == "gpx" else "lap"
    if not track.parts:
        return f"has no {part}, so no run"
    if track.start is None:
        return f"has {'a route' if format == 'gpx' else 'an activity'} without times, so no run"
    if format == "gpx" and track.parts == 1:
        return "has one point only, so no run"
    return "has neither time nor distance, so no run"


def _bout(track: _Track, kind: ActivityKind, format: str, name: str, terms: Terms, cut: bool) -> SourceRun:
    assert track.start is not None and kind.activity is not None
    doubts = [Doubt(CUT, "the file is cut short")] if cut else []
    if track.broken:
        doubts.append(Doubt(CHECKSUM, track.broken))
    if track.backwards:
        doubts.append(Doubt(BACKWARDS, "its times run backwards"))
    activity = kind.activity
    if not kind.sure:
        activity = _by_speed(track)
        doubts.append(Doubt(BY_SPEED, f"its kind is not told; by its speed {_SAID[activity]}"))
    duration = track.seconds or None
    elapsed = (track.end - track.start).total_seconds() if track.end is not None else None
    try:
        started_at = in_zone(track.start, zone_of(terms.now))
    except NoMoment:
        started_at = track.start
    return SourceRun(
        where=name,
        started_at=started_at,
        activity=activity,
        surface=kind.surface,
        duration_s=duration,
        elapsed_s=elapsed if elapsed and elapsed > 0 else None,
        distance_km=round(track.metres / 1000, 3) or None,
        note=one_line(track.name),
        source_id=f"{format}:{track.start.astimezone(UTC).isoformat()}",
        origin=format,
        rank=3 if format == "gpx" else 2,
        doubts=tuple(doubts),
    )


def _by_speed(track: _Track) -> Activity:
    speed = track.metres / track.seconds if track.seconds else 0.0
    return "walk" if speed < _WALK_M_S else "run" if speed < _RUN_M_S else "cycle"


def _pass(track: _Track, moment: datetime) -> None:
    """One more point of a segment, at this moment."""
    track.start = track.start or moment
    track.first = track.first or moment
    if track.last is not None and moment < track.last:
        track.backwards = True
    track.last = track.end = moment


def _close(track: _Track) -> None:
    """The end of a segment: its time counts, the pause before the next one does not."""
    if track.first is not None and track.last is not None:
        track.seconds += max(0.0, (track.last - track.first).total_seconds())
    track.place = track.first = track.last = None


def _between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Metres between two places, over the sphere."""
    (lat1, lon1), (lat2, lon2) = ((radians(lat), radians(lon)) for lat, lon in (one, other))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _RADIUS_M * asin(min(1.0, sqrt(h)))


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _number(text: str, track: _Track) -> float:
    """A length or time of the track; one that is none counts nothing, and makes the track doubtful."""
    try:
        return number(text, ".") or 0.0
    except NoNumber as why:
        track.broken = track.broken or str(why)
        return 0.0
