"""Whether to run today: by the lights, by the morning, and by how the last bout went."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from journal.entries import ANKLES, CheckIn, Run
from journal.rules.ankle.light import Light
from journal.rules.ankle.soreness import light
from journal.rules.verdict.running import Running, logged_on_red, running, weekly
from tests.support.soreness import moment, ran, rated

NOW = moment("20 12:00")


def told(check_ins: Sequence[CheckIn], runs: Sequence[Run] = ()) -> Running:
    """What is said on Friday the 20th at noon."""
    verdicts = {side: light(side, check_ins, NOW, runs=runs) for side in ANKLES}
    return running(NOW, verdicts, check_ins, (), runs)


def morning(day: int, left: int, right: int | None = 0) -> CheckIn:
    """A check-in on waking."""
    return rated(f"{day} 07:00", left, right, moment_id="on-waking")


@pytest.mark.parametrize(
    ("check_ins", "stand", "words"),
    [
        ([], "unrated", "rate both ankles first"),
        ([morning(18, 1)], "unrated", "rate both ankles first"),
        ([morning(20, 1)], "usual", "as usual"),
        ([morning(20, 1, None)], "usual", "as usual"),
        ([morning(20, 4)], "easy", "short and easy at most, no longer than the last"),
        ([morning(20, 7)], "none", "none today: the left ankle is red, a day off"),
        ([morning(20, 7, 8)], "none", "none today: both ankles are red, a day off"),
        ([rated("10 07:00", 1, stop_signs=("pop-at-heel",)), morning(20, 0)], "none", "none while a stop sign is open"),
    ],
    ids=["never rated", "two days ago", "green", "one ankle known", "amber", "red", "both red", "stop sign"],
)
def test_the_light_says_whether_to_run(check_ins: list[CheckIn], stand: str, words: str) -> None:
    """None on red or with a stop sign, easy on amber, as usual on green, unknown without a rating."""
    assert (told(check_ins).stand, told(check_ins).text) == (stand, words)


def test_an_easy_run_is_no_longer_than_the_last() -> None:
    """Amber: the last run's distance stands beside it; a walk is no run."""
    walk = Run(id="w", started_at=moment("15 18:00"), activity="walk", distance_km=12.0)
    assert told([morning(20, 4)], [ran("12 18:00"), walk]).last_km == 8.0


@pytest.mark.parametrize(
    ("ran_on", "words"),
    [
        (20, "none before Mon 23 Nov: soreness grew during the run on Fri 20 Nov, two days off"),
        (19, "none before Sun 22 Nov: soreness grew during the run on Thu 19 Nov, two days off"),
        (18, "none today: the left ankle is red, a day off"),
    ],
)
def test_soreness_that_grew_during_a_run_takes_two_days_off(ran_on: int, words: str) -> None:
    """2 before the run, 6 just after it: the day of the run does not count, the two after it do."""
    bout = [rated(f"{ran_on} 08:00", 2, 0), rated(f"{ran_on} 09:45", 6, 0, moment_id="after")]
    assert told([*bout, rated("20 11:00", 6, 0)], [ran(f"{ran_on} 09:00")]).text == words


def test_a_morning_that_is_not_settled_takes_a_day_off_whatever_the_light() -> None:
    """3 on the morning after a run begun at 1: amber only, yet none today, then the last one again."""
    held = [rated("19 17:00", 1, 0), morning(20, 3)]
    assert {side: light(side, held, NOW, runs=[ran("19 18:00")]).light for side in ANKLES} == {
        "left": Light.AMBER,
        "right": Light.GREEN,
    }
    assert told(held, [ran("19 18:00")]).text == (
        "none today: not settled after the run on Thu 19 Nov; then repeat the last"
    )


def test_a_run_logged_on_a_red_ankle_is_answered_in_one_sentence() -> None:
    """Calm, for a run of today only; a ride, an old run and a green ankle are answered with nothing."""
    red = {side: light(side, [morning(20, 7)], NOW) for side in ANKLES}
    green = {side: light(side, [morning(20, 1)], NOW) for side in ANKLES}
    assert logged_on_red(ran("20 10:00"), NOW, red) == "The left ankle is red: a day off running comes next."
    ride = Run(id="c", started_at=moment("20 10:00"), activity="cycle", duration_s=600)
    assert [logged_on_red(ride, NOW, red), logged_on_red(ran("12 10:00"), NOW, red)] == ["", ""]
    assert logged_on_red(ran("20 10:00"), NOW, green) == ""


def test_the_week_says_it_too() -> None:
    """Red before amber; as usual only with both green and a run to be usual."""
    assert weekly({"left": Light.RED, "right": Light.AMBER}, ran=True) == (
        "Do not run while the left ankle is red: a day off at least.",
        ["left"],
    )
    amber = weekly({"left": Light.GREEN, "right": Light.AMBER}, ran=False)
    assert amber is not None and amber[0].startswith("Run short and easy at most")
    assert weekly({"left": Light.GREEN, "right": Light.GREEN}, ran=True) == ("Run as usual.", ["left", "right"])
    assert weekly({"left": Light.GREEN, "right": Light.GREEN}, ran=False) is None
    assert weekly({"left": Light.GREEN, "right": Light.NONE}, ran=True) is None
