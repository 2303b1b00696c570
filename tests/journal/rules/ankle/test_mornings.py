"""The morning after a day's training, settled or not; what counts as training; when Today asks for the morning."""

from __future__ import annotations

from datetime import date

import pytest

from journal.entries import CheckIn
from journal.rules.ankle.bouts import bouts
from journal.rules.ankle.mornings import Mornings, awaiting_morning
from tests.support.soreness import moment, ran, rated, session

NOW = moment("20 12:00")
DAY = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("held", "settled"),
    [
        ([], None),
        ([rated("20 07:00", 2, moment_id="on-waking")], True),
        ([rated("20 07:00", 3, moment_id="next-morning")], False),
        ([rated("20 07:00", 3)], None),
        ([rated("21 07:00", 3, moment_id="on-waking")], None),
        ([rated("19 08:00", 4, moment_id="before"), rated("20 07:00", 4, moment_id="on-waking")], True),
        ([rated("19 07:00", 4, moment_id="on-waking"), rated("20 07:00", 4, moment_id="on-waking")], False),
        ([rated("19 19:00", 5, moment_id="during"), rated("20 07:00", 3, moment_id="on-waking")], False),
    ],
    ids=["unrated", "2", "3", "no morning", "a day late", "as before", "waking is not before", "during is not before"],
)
def test_a_morning_is_settled_at_2_or_at_what_was_rated_before_training(
    held: list[CheckIn], settled: bool | None
) -> None:
    """By calendar days, of the left ankle."""
    assert Mornings(held).settled(DAY, ("left",)) is settled


def test_both_ankles_have_to_be_rated_and_one_unsettled_is_enough() -> None:
    """Where both are asked after."""
    assert Mornings([rated("20 07:00", 1, moment_id="on-waking")]).settled(DAY) is None
    assert Mornings([rated("20 07:00", 3, moment_id="on-waking")]).settled(DAY) is False
    mornings = Mornings([rated("20 07:00", 1, 2, moment_id="on-waking"), rated("20 20:00", 0, 4)])
    assert (mornings.settled(DAY), mornings.highest(DAY), mornings.worst(date(2026, 11, 20))) == (True, 2, 4)


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


def test_today_asks_for_the_morning_after_yesterday_until_an_ankle_is_rated() -> None:
    """A rating on waking of either answers; what was done today is not asked about."""
    run = bouts(runs=[ran("19 18:00")])
    assert [bout.id for bout in awaiting_morning([], run, moment("20 07:00"))] == ["r1"]
    assert awaiting_morning([rated("20 06:50", None, 1, moment_id="on-waking")], run, NOW) == ()
    assert [bout.id for bout in awaiting_morning([rated("20 06:50", 1)], run, NOW)] == ["r1"]
    assert awaiting_morning([], run, moment("21 01:00")) == ()
    assert awaiting_morning([], bouts(runs=[ran("20 01:30")]), moment("20 07:00")) == ()
