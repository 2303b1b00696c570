"""Guessing the moment of a check-in."""

from __future__ import annotations

import pytest

from journal.errors import InvalidEntry
from journal.rules.ankle.moments import Guess, Recent, refuse_future
from tests.support.soreness import moment, ran, rated, session


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("20 00:30", "evening"),
        ("20 01:00", "night"),
        ("20 03:59", "night"),
        ("20 04:00", "on-waking"),
        ("20 11:59", "on-waking"),
        ("20 12:00", "at-rest"),
        ("20 18:00", "evening"),
    ],
)
def test_with_nothing_before_the_hour_decides(at: str, expected: str) -> None:
    """Night from 1, morning from 4, rest from noon, evening from 18."""
    assert Recent().guess(moment(at)).moment == expected


def test_a_second_check_in_of_the_morning_is_at_rest() -> None:
    """On waking happens once a day; yesterday's does not count."""
    early = rated("20 06:30", 1, moment_id="on-waking")
    assert Recent([early]).guess(moment("20 09:00")).moment == "at-rest"
    assert Recent([early]).guess(moment("21 07:00")).moment == "on-waking"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("19 18:40", Guess("after", "r1", "the run ended at 18:40")),
        ("19 19:40", Guess("after", "r1", "the run ended at 18:40")),
        ("19 19:41", Guess("later-same-day", "r1", "the run ended at 18:40")),
        ("20 00:40", Guess("later-same-day", "r1", "the run ended at 18:40")),
        ("20 07:00", Guess("on-waking", "r1", "first of the morning")),
    ],
)
def test_what_came_before_goes_ahead_of_the_hour(at: str, expected: Guess) -> None:
    """After a run, later that day, and on the next morning the check-in is tied to it."""
    assert Recent(runs=[ran("19 18:00")]).guess(moment(at)) == expected


def test_a_session_under_way_is_before_or_during() -> None:
    """Before its first set, during after it; a session left open since yesterday is neither."""
    assert Recent(sessions=[session("19 18:00", state="open", done=False)]).guess(moment("19 18:10")).moment == "before"
    assert Recent(sessions=[session("19 18:00", state="open")]).guess(moment("19 18:10")).moment == "during"
    assert Recent(sessions=[session("19 18:00", state="open")]).guess(moment("20 18:10")).moment == "evening"


@pytest.mark.parametrize(
    ("moment_id", "at", "expected"),
    [
        ("on-waking", "20 07:00", "r1"),
        ("next-morning", "20 07:00", "r1"),
        ("on-waking", "21 07:00", ""),
        ("after", "19 19:00", "r1"),
        ("after", "20 12:00", ""),
        ("night", "20 02:00", ""),
        ("before", "19 19:00", ""),
    ],
)
def test_a_chosen_moment_is_tied_to_the_bout_it_can_follow(moment_id: str, at: str, expected: str) -> None:
    """The tie goes by the moment chosen, not by the one guessed."""
    assert Recent(runs=[ran("19 18:00")]).follows(moment_id, moment(at)) == expected


def test_the_future_is_refused_in_one_sentence() -> None:
    """Now is not the future; a minute later is, in whatever zone it is written."""
    now = moment("20 12:00")
    assert refuse_future(moment("2026-11-20T06:00:00-05:00"), now)
    with pytest.raises(InvalidEntry, match="Fri 20 Nov 06:01 is in the future"):
        refuse_future(moment("2026-11-20T06:01:00-05:00"), now)
