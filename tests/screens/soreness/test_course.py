"""Soreness that is under way, told as one thing: since when, how it began, its mornings, where it goes, what next."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from journal.clock import FixedClock
from journal.rules.verdict.verdicts import Verdicts
from screens.soreness.words import began_words, course_lines, opens_next
from tests.support.journals import app_over, open_journal
from tests.support.sight import painted
from tests.support.verdicts import at, check_in, day, days_of, noted, story

TWIST = ["d0 ev left 6 ankle-roll atfl", "d1 wk left 4", "d2-d9 wk left 2"]


def test_a_course_says_since_when_how_it_began_and_where_it_goes() -> None:
    """By the day it opened, not by the last 0 on one day."""
    found = Verdicts(days_of(story(TWIST))).on(day(9))
    course = found.left.course
    assert course is not None and found.right.course is None
    began = began_words([check_in(0, 6, 0, "evening", ["ankle-roll", "atfl"])], "left", day(0))
    assert course_lines(course, began, at(9)) == [
        "Sore since Mon 2 Mar; easing. Sore on 9 of 23 mornings",
        "Began at 6 of 10: rolled the ankle, front-outer ankle",
    ]
    assert len(course.mornings) == 28
    rising = Verdicts(days_of(story(["d0-d6 wk left 1", "d7-d13 wk left 3"]))).on(day(13)).left.course
    assert rising is not None and rising.going == "getting sorer"


@pytest.mark.parametrize(
    ("ratings", "going"),
    [
        ([3], ""),
        ([6, 6, 6], ""),
        ([1, 1, 1, 1], "about the same"),
        ([6, 4, 3, 2, 2, 1], "easing"),
        ([7, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1], "easing"),
        ([1] * 7 + [3] * 7, "getting sorer"),
        ([1, 1, 2, 2, 4, 4], "getting sorer"),
    ],
)
def test_where_it_goes_is_as_the_ratings_go(ratings: list[int], going: str) -> None:
    """After 14 days of 0: a week above them is no rise while each day is lower; in the first days nothing is said."""
    days = days_of(story([f"d{number} wk left {rating}" for number, rating in enumerate(ratings)]))
    course = Verdicts(days).on(day(len(ratings) - 1)).left.course
    assert course is not None and course.going == going
    assert course_lines(course, "", at(len(ratings) - 1))[0].startswith(
        f"Sore since Mon 2 Mar{going and '; '}{going}. S"
    )


def test_what_comes_next_after_a_twist_is_told() -> None:
    """Nothing without one: how long the verdict holds stands with it."""
    assert opens_next(Verdicts(days_of(story(TWIST))).on(day(5)))[0].startswith("Next, left: balance and raises, after")
    assert opens_next(Verdicts(days_of(story(["d0 wk left 4"]))).on(day(0))) == []


async def test_the_screen_tells_it_under_the_ankle(tmp_path: Path) -> None:
    """And what comes next under the verdict."""
    app = app_over(open_journal(tmp_path, story(TWIST), FixedClock(at(9, 20))))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        said = "\n".join(painted(app.screen))
        for words in ("Sore since Mon 2 Mar;", "Began at 6 of 10: rolled the ankle", "Next, left: balance"):
            assert words in said


async def test_both_ankles_mornings_are_in_sight_with_questions_open_in_a_small_window(tmp_path: Path) -> None:
    """They are the chart's columns; the days under it and the list give way, which the screen scrolls to."""
    lines = ["d0 run 8 km", "d0 after left 7 ankle-roll atfl swollen", "d1 wk left 4", "d2-d9 wk left 2"]
    lines += ["d5 answer left p1 yes", "d6 answer left p1 yes"]
    app = app_over(open_journal(tmp_path, story(lines), FixedClock(at(9, 20))))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        said = painted(app.screen)
        assert sum(line.lstrip("▌ ").startswith("? ") for line in said) == 2
        head = next(n for n, line in enumerate(said) if line.strip().startswith("Ankles "))
        below = "\n".join(said[head:])
        assert below.count("Left") == below.count("Right") == 1
        assert sum("▁" in line or "▄" in line or "▂" in line for line in said[head:]) >= 2


async def test_the_screen_says_nothing_of_a_roll_that_was_the_other_ankles(tmp_path: Path) -> None:
    """How its spell began is told without it."""
    rolled = check_in(0, 6, 2, "evening", ["ankle-roll"])
    said = next(iter(noted("d0 answer left which-side yes")))
    later = msgspec.structs.replace(said, at=at(0, 22))
    entries = [*story(["d1-d5 wk both 1"]), rolled, later]
    app = app_over(open_journal(tmp_path, entries, FixedClock(at(5, 20))))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        told = "\n".join(painted(app.screen))
        assert "Began at 6 of 10: rolled the ankle" in told
        assert "Began at 2 of 10" in told and "Began at 2 of 10:" not in told
