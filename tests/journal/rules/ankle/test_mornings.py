"""The next morning tied to the bout before it, settled or not, and the weekly test."""

from __future__ import annotations

import pytest

from journal.dates import Week
from journal.entries import SideRating
from journal.rules.ankle.mornings import Trend, aftermath, awaiting_morning, bouts, morning_trend
from journal.rules.ankle.readings import readings
from tests.support.soreness import moment, ran, rated, session

NOW = moment("20 12:00")


@pytest.mark.parametrize(
    ("run_at", "morning_at", "tied"),
    [
        ("19 18:00", "20 07:00", True),
        ("19 06:00", "20 07:00", True),
        ("19 00:20", "19 07:00", True),
        ("20 05:30", "20 07:00", False),
        ("18 18:00", "20 07:00", False),
        ("2026-10-24T19:00:00+02:00", "2026-10-25T07:00:00+01:00", True),
        ("2026-11-18T21:00:00+01:00", "2026-11-19T06:30:00-05:00", True),
    ],
    ids=["evening", "morning before", "after midnight", "dawn, same morning", "two nights", "DST night", "flight west"],
)
def test_the_first_on_waking_rating_3_to_30_hours_after_is_the_next_morning(
    run_at: str, morning_at: str, tied: bool
) -> None:
    """Hours are real hours; a morning missed is not made up by the one after."""
    now = moment("21 12:00")
    (bout,) = bouts(runs=[ran(run_at)])
    found = aftermath(bout, "left", readings([rated(morning_at, 1, moment_id="on-waking")], "left", now))
    assert (found.morning is not None) is tied
    assert found.settled is (True if tied else None)


def test_only_on_waking_and_next_morning_answer() -> None:
    """An evening rating is not a morning; a 'next morning' one is."""
    (bout,) = bouts(runs=[ran("19 08:00")])
    held = [rated("19 20:00", 5, moment_id="evening"), rated("20 07:00", 2, moment_id="next-morning")]
    found = aftermath(bout, "left", readings(held, "left", NOW))
    assert (found.reached, found.settled) == (5, True)
    assert found.morning is not None and found.morning.rating == 2


def test_before_is_the_newest_rating_of_36_hours_or_one_that_names_the_bout() -> None:
    """A 'before' rating given after the session was opened belongs before it when it names it."""
    held = [rated("17 08:00", 5), rated("19 08:00", 1), rated("19 18:05", 3, moment_id="before", after="s1")]
    (bout,) = bouts([session("19 18:00", "19 18:40", during=SideRating(left=4))])
    found = aftermath(bout, "left", readings(held, "left", NOW))
    assert (found.before, found.during, found.reached, found.limit) == (3, 4, 4, 3)
    assert aftermath(bout, "right", readings(held, "right", NOW)).before is None


def test_two_bouts_share_a_morning_and_are_judged_each() -> None:
    """A run at noon and a session in the evening are both answered by the next waking."""
    held = [rated("20 07:00", 3, moment_id="on-waking")]
    found = [
        aftermath(bout, "left", readings(held, "left", NOW))
        for bout in bouts([session("19 18:00", "19 18:40")], [ran("19 12:00")])
    ]
    assert [(one.bout.kind, one.settled) for one in found] == [("run", False), ("session", False)]


def test_what_counts_as_a_bout() -> None:
    """Runs, and sessions with a set done; not self-care, not postponed or untouched ones."""
    sessions = [
        session("19 08:00", id="done"),
        session("19 09:00", id="care", exercise="rice-self-care"),
        session("19 10:00", id="later", state="postponed", done=False),
        session("19 11:00", id="untouched", state="abandoned", done=False),
        session("19 12:00", "19 12:20", id="part", state="short"),
        session("19 13:00", id="open", state="open"),
    ]
    assert [bout.id for bout in bouts(sessions, [ran("19 18:00", id="r")])] == ["done", "part", "open", "r"]


def test_today_asks_for_the_morning_until_either_ankle_is_rated() -> None:
    """Asked from the end of the run until 30 h after it; a rating on waking answers."""
    run = ran("19 18:00")
    assert [bout.id for bout in awaiting_morning([], [], [run], moment("20 07:00"))] == ["r1"]
    assert awaiting_morning([rated("20 06:50", None, 1, moment_id="on-waking")], [], [run], NOW) == ()
    assert [bout.id for bout in awaiting_morning([rated("20 06:50", 1)], [], [run], NOW)] == ["r1"]
    assert awaiting_morning([], [], [run], moment("21 01:00")) == ()


@pytest.mark.parametrize(
    ("last_week", "this_week", "trend"),
    [
        ((1, 1, 1), (2, 2, 2), Trend.RISING),
        ((2, 2, 2), (1, 1, 1), Trend.FALLING),
        ((2, 2, 2), (2, 2, 3), Trend.STEADY),
        ((2, 2, 2), (2, 2, 3, 3), Trend.STEADY),
        ((1, 2, 2, 2, 2, 2), (2, 2, 3), Trend.STEADY),
        ((2, 2), (5, 5, 5), Trend.NOT_ENOUGH),
        ((), (), Trend.NOT_ENOUGH),
    ],
)
def test_the_weekly_test_needs_three_mornings_in_each_week(
    last_week: tuple[int, ...], this_week: tuple[int, ...], trend: Trend
) -> None:
    """More than 0.5 up or down of the mean; exactly 0.5 is steady."""
    held = [rated(f"{9 + n} 07:00", value, moment_id="on-waking") for n, value in enumerate(last_week)]
    held += [rated(f"{16 + n} 07:00", value, moment_id="on-waking") for n, value in enumerate(this_week)]
    found = morning_trend(readings(held, "left", NOW), Week(2026, 47))
    assert (found.trend, found.count, found.last_count) == (trend, len(this_week), len(last_week))


def test_minutes_after_a_bout_at_night_no_morning_is_asked_for() -> None:
    """A run that ended at two in the morning is not followed by its next morning at once."""
    run = ran("20 01:30")
    assert awaiting_morning([], [], [run], moment("20 02:40")) == ()
    assert [bout.id for bout in awaiting_morning([], [], [run], moment("20 07:00"))] == [run.id]


@pytest.mark.parametrize("at_moment", ["warm-up", "during", "after"])
def test_how_a_bout_went_is_never_the_rating_before_it(at_moment: str) -> None:
    """A session entered to begin after its own "just after" of 5, or after that of a run: the morning's 1 is before."""
    held = [
        rated("19 07:00", 1, moment_id="on-waking"),
        rated("19 18:00", 5, moment_id=at_moment, after="s1"),
        rated("19 18:10", 5, moment_id=at_moment),
        rated("20 07:00", 4, moment_id="on-waking"),
    ]
    (bout,) = bouts([session("19 18:30", "19 19:00")])
    found = aftermath(bout, "left", readings(held, "left", NOW))
    assert (found.before, found.settled) == (1, False)
