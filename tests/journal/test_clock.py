"""The one place that reads the time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given

from journal.clock import FixedClock, SystemClock, clock_from_environment
from journal.errors import SurefootError
from tests.support.journals import NOW, fixed_clock
from tests.support.strategies import moments


@given(moments())
def test_a_fixed_clock_stands_still_at_the_millisecond(moment: datetime) -> None:
    """With the offset it was given."""
    clock = FixedClock(moment + timedelta(microseconds=499) if moment.microsecond < 999_000 else moment)
    assert clock.now() == clock.now() == moment
    assert clock.now().utcoffset() == moment.utcoffset()


def test_a_fixed_clock_moves_when_told() -> None:
    """By any span a timedelta knows."""
    clock = fixed_clock()
    clock.advance(days=1, minutes=5)
    assert clock.now() == datetime.fromisoformat(NOW) + timedelta(days=1, minutes=5)


def test_a_moment_without_offset_is_refused() -> None:
    """It names no moment."""
    with pytest.raises(SurefootError, match="has no UTC offset"):
        FixedClock(datetime.fromisoformat("2026-11-20T18:00:00"))


def test_the_systems_clock_tells_this_moment_here() -> None:
    """Aware, in the machine's zone, to the millisecond."""
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == now.astimezone().utcoffset()
    assert now.microsecond % 1000 == 0


def test_the_environment_can_set_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """For tests, pictures and demonstrations."""
    monkeypatch.setenv("SUREFOOT_NOW", NOW)
    assert clock_from_environment().now() == datetime.fromisoformat(NOW)
    monkeypatch.delenv("SUREFOOT_NOW")
    assert isinstance(clock_from_environment(), SystemClock)


@pytest.mark.parametrize("text", ["now", "2026-11-20", "2026-11-20T18:00:00", "18:00", "\x1b[2J", "2026-13-01T00:00Z"])
def test_a_clock_set_to_nonsense_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """It says what was expected."""
    monkeypatch.setenv("SUREFOOT_NOW", text)
    with pytest.raises(SurefootError) as refusal:
        clock_from_environment()
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+00:00", "1970-12-31T23:59:59Z", "9999-12-31T23:59:59+14:00"])
def test_a_clock_set_beyond_the_calendar_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Weeks before the first day, and ids after 2095, are not there."""
    monkeypatch.setenv("SUREFOOT_NOW", text)
    with pytest.raises(SurefootError, match="expected a moment of the years 1971 to 2090"):
        clock_from_environment()
    monkeypatch.setenv("SUREFOOT_NOW", "2090-12-31T23:59:59+00:00")
    assert clock_from_environment().now().year == 2090


def test_a_time_zone_that_no_place_has_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """``TZ`` may say anything; Python has no offset of a day."""
    monkeypatch.setenv("TZ", "XXX+25")
    time.tzset()
    try:
        with pytest.raises(SurefootError, match="time zone"):
            SystemClock().now()
    finally:
        monkeypatch.undo()
        time.tzset()
