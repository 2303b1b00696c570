"""Mornings after days with one thing and without it: counted, from five and five on, and no more than that."""

from __future__ import annotations

from journal.entries import CheckIn, Run
from journal.rules.week.with_without import Thing, mornings_after, things
from tests.support.verdicts import at, check_in

HILLS = Thing("trigger", "hills")


def mornings(sore: int) -> list[CheckIn]:
    """Twelve mornings: the left sore after every odd day, on which hills are noted in the evening."""
    woke = [check_in(number, sore if number and number % 2 == 0 else 0, 0) for number in range(13)]
    return [*woke, *(check_in(number, 1, 0, "evening", ["hills"]) for number in range(1, 12, 2))]


def test_the_mornings_after_are_counted_and_their_means_told() -> None:
    """Of each ankle; a difference below half a point is none."""
    told = mornings(3)
    left, right = mornings_after(HILLS, things(told, (), ()), told)
    assert left.words == "3.0 after 6 days with, 0.0 after 6 without: higher by 3.0"
    assert right.words == "0.0 after 6 days with, 0.0 after 6 without: about the same"


def test_below_five_and_five_only_the_counts_are_told() -> None:
    """Days without a run are none without a shoe."""
    told = mornings(3)[:13]
    runs = [Run(started_at=at(number, 17), duration_s=600, shoe="1" if number < 5 else "2") for number in range(9)]
    days = things(told, runs, ())
    assert mornings_after(Thing("shoe", "2"), days, told)[0].words == (
        "4 rated mornings with, 5 without; 5 and 5 are needed"
    )
    assert mornings_after(Thing("activity", "run"), days, told)[0].without.count == 0
