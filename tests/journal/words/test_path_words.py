"""The way back after a twist in words: what to do on each day, what is counted, and what comes next."""

from __future__ import annotations

import re

from journal.entries import Entry, Item, Session, Set
from journal.rules.verdict.verdict import Verdict, Verdicts
from journal.words.path import STEPS, path_lines
from library.catalogue import Catalogue
from library.routine import PlannedDose
from tests.support.verdicts import at, day, days_of, story

TWIST = ["d0 ev left 4 ankle-roll atfl", "d1-d4 wk left 2", "d5-d400 wk left 0"]
WALKED = [*TWIST, "d3,d5 answer left p1 yes"]


def balanced(number: int) -> Session:
    """A session with balance work on the left."""
    done = Set(id="1", side="left", hold_s=20, result="done")
    item = Item(id="1", exercise="single-leg-balance", dose=PlannedDose(hold_s=20), sets=(done,))
    return Session(started_at=at(number, 18), state="finished", items=(item,))


def on(number: int, lines: list[str], *more: Entry) -> Verdict:
    """The verdict of a day of a story."""
    return Verdicts(days_of([*story(lines), *more])).on(day(number))


def told(number: int, lines: list[str], *more: Entry) -> dict[str, str]:
    """The lines of a day by their labels."""
    return {line.label: line.text for line in path_lines(on(number, lines, *more))}


def test_the_day_of_the_twist_is_day_0_and_says_what_to_do_now() -> None:
    """Protect, move, walk, raise, what to leave, and from when there is more."""
    found = told(0, TWIST)
    assert [*found] == ["Twist", "Protect", "Move", "Walk", "Raise", "Leave", "Next"]
    assert found["Twist"] == "Left, today: day 0. What to do now:"
    assert found["Next"] == "Left: gentle raises and balance on both feet from Thu 5 Mar."


def test_what_comes_next_says_what_it_waits_for() -> None:
    """Walks so far, the first day of running, balance sessions so far."""
    assert told(4, WALKED)["Next"].endswith("on 2 days, 1 of them done.")
    building = told(6, WALKED, balanced(5), balanced(6))
    assert building["Next"].startswith("Left: running by small steps, from Mon 9 Mar, after a 30 min brisk walk")
    assert building["Balance"] == "Left: three times a week, 2 of 24 sessions done."
    running = told(20, [*WALKED, "d8 answer left p2 yes"])
    assert running["Ground"] and running["Next"].startswith("Left: running as usual, after a 30 min run that went well")


def test_after_the_way_back_a_brace_stays_for_a_year() -> None:
    """One line, until day 365; the balance sessions until there are 24."""
    quiet = [*WALKED, "d8 answer left p2 yes", "d8-d28 run 4 km"]
    found = told(365, quiet, *(balanced(number) for number in range(10, 58, 2)))
    assert found["Support"] == "Left: a brace or tape for runs and jumps, until Tue 2 Mar 2027."
    assert "Balance" not in found
    assert told(366, quiet) == {}


def test_nothing_is_told_while_a_question_or_a_stop_sign_is_open() -> None:
    """First things first."""
    assert told(0, ["d0 ev left 4 ankle-roll atfl open"]) == {}
    assert told(0, ["d0 ev left 4 ankle-roll atfl sign:tender-bone"]) == {}


def test_of_two_ankles_the_steps_are_those_of_the_one_less_far_on() -> None:
    """Each has its own line of what comes next."""
    lines = path_lines(on(20, [*WALKED, "d20 ev right 5 ankle-roll atfl"]))
    assert [line.text.split()[0] for line in lines if line.label == "Twist"] == ["Right,"]
    assert [line.text.split()[0] for line in lines if line.label == "Next"] == ["Left:", "Right:"]


def test_every_step_is_plain_and_leads_to_a_routine_there_is() -> None:
    """No word of ours, and short enough for a line of 80 columns."""
    catalogue = Catalogue.built_in()
    for lines in STEPS.values():
        for line in lines:
            assert len(line.text) <= 69, line.text
            assert not re.search(r"\b(load|phase|rung|gate|bout|likely|safe|fine)s?\b", line.text)
            assert not line.routine or catalogue.routine(line.routine).items
