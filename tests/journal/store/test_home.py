"""The home time zone: in the journal, taken by every way in, and no entry is moved by it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal import dates
from journal.clock import FixedClock, SystemClock
from journal.dates import BadDate, parse_moment
from journal.entries import CheckIn
from journal.errors import SurefootError
from journal.exchange.intake.moments import in_zone, local
from journal.journal import Journal
from journal.quick import append_once
from journal.store.home import clock_for, zone_named, zone_of
from tests.support.entries import check_in

EVENING = datetime(2026, 11, 21, 0, 30, tzinfo=UTC)
"""Half past four in the afternoon in Los Angeles."""


@pytest.fixture
def server(tmp_path: Path) -> Journal:
    """A journal on a machine that is on UTC."""
    return Journal.open(tmp_path / "journal.json", FixedClock(EVENING))


def test_an_afternoon_in_los_angeles_is_no_longer_tomorrow(server: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal has a home, whoever enters; what was entered before stays where it was."""
    before = server.add(check_in(FixedClock(EVENING)))
    server.set_zone("America/Los_Angeles")
    assert server.zone == zone_of(server.path) == "America/Los_Angeles"
    after = server.add(check_in(server.clock))  # type: ignore[arg-type]
    assert (before.at.date().day, after.at.date().day) == (21, 20) and after.at.hour == 16
    monkeypatch.setenv("SUREFOOT_NOW", EVENING.isoformat())
    clock = clock_for(server.path)
    (once,) = append_once(server.path, clock, [CheckIn(at=clock.now(), moment="after", left=before.left)])
    with Journal.open(server.path, clock) as later:
        assert [entry.id for entry in later.of_kind(CheckIn, clock.now().date(), clock.now().date())] == [
            after.id,
            once.id,
        ]
        assert later.get(before.id) == before and before.at == after.at == once.at
    server.set_zone("Asia/Tokyo")
    server.refresh()
    assert server.get(after.id) == after
    server.set_zone("")
    assert server.zone == "" and clock_for(server.path).home is None and server.clock.now() == EVENING


def test_it_survives_what_rewrites_the_file_and_is_seen_by_another_login(server: Journal) -> None:
    """It stands in the first line; undo has nothing to do with it."""
    server.add(check_in(FixedClock(EVENING)))
    with Journal.open(server.path, FixedClock(EVENING)) as other:
        server.set_zone("Europe/Berlin")
        other.refresh()
        assert other.zone == "Europe/Berlin"
        other.compact()
        other.add(check_in(FixedClock(EVENING)))
        other.undo()
    assert server.refresh() and zone_of(server.path) == "Europe/Berlin"


@pytest.mark.parametrize("name", ["Berlin", "../../etc/passwd", "/etc/localtime", "Europe", "x" * 300, "a\0b"])
def test_a_name_that_no_zone_has_is_refused(server: Journal, name: str) -> None:
    """In one sentence; nothing is changed."""
    with pytest.raises(SurefootError, match="is not the name of a time zone; expected one like Europe/Berlin"):
        server.set_zone(name)
    assert server.zone == "" and not server.path.exists()


def test_a_journal_whose_zone_this_machine_does_not_know_is_on_the_machines(
    server: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing stops for it; a file that is none, or is not there, has none."""
    monkeypatch.delenv("SUREFOOT_NOW")
    server.add(check_in(FixedClock(EVENING)))
    server._store.set_zone("Mars/Olympus")
    assert isinstance(clock_for(server.path), SystemClock) and clock_for(server.path).home is None
    assert zone_of(server.path.with_name("none")) == zone_of(server.path.parent) == zone_of(Path("a\0b")) == ""


def test_a_span_at_home_is_of_moments_not_of_what_clocks_show() -> None:
    """Over the end of summer time an hour is an hour."""
    clock = FixedClock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    clock.home = zone_named("Europe/Berlin")
    first = clock.now()
    clock.advance(hours=1)
    assert (first.hour, clock.now().hour) == (2, 2) and (clock.now() - first).total_seconds() == 3600


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ("2026-07-01 07:00", "2026-07-01T07:00:00+02:00"),
        ("2026-03-29 01:59", "2026-03-29T01:59:00+01:00"),
        ("2026-03-29 03:00", "2026-03-29T03:00:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("07:00", "2026-11-21T07:00:00+01:00"),
    ],
)
def test_a_time_typed_at_home_has_homes_offset_on_its_own_day(typed: str, at: str) -> None:
    """Not today's: what was noted in winter of a summer morning was an hour late."""
    clock = FixedClock(datetime(2026, 11, 21, 11, 0, tzinfo=UTC))
    clock.home = zone_named("Europe/Berlin")
    assert parse_moment(typed, clock.now()).isoformat() == at


def test_the_hour_that_home_skips_is_refused_on_a_machine_that_has_it() -> None:
    """And one that came twice is in doubt where a table tells it."""
    clock = FixedClock(datetime(2026, 11, 21, 11, 0, tzinfo=UTC))
    clock.home = zone_named("Europe/Berlin")
    with pytest.raises(BadDate, match="the clocks went forward over it"):
        parse_moment("2026-03-29 02:30", clock.now())
    for wall, sure in (("2026-03-29T02:30", False), ("2026-10-25T02:30", False), ("2026-10-25T03:30", True)):
        assert local(datetime.fromisoformat(wall), clock.now())[1] is sure


def test_what_a_watch_recorded_in_another_season_is_of_homes_day() -> None:
    """Half past ten in the evening of UTC is tomorrow in a summer of Berlin, imported in winter too."""
    clock = FixedClock(datetime(2026, 11, 21, 11, 0, tzinfo=UTC))
    clock.home = zone_named("Europe/Berlin")
    recorded = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert in_zone(recorded, dates.zone_of(clock.now())).isoformat() == "2026-07-02T00:30:00+02:00"
