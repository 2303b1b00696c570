"""A verdict in words: how long it holds by the step that shows, and what of a run is more than the day allows."""

from __future__ import annotations

import re
from typing import Any

import pytest
from msgspec.structs import replace

from journal.dates import short_day
from journal.entries import Activity, Asked, Entry, Run
from journal.rules.training.offered import no_run
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.words.names import Names
from journal.words.verdict import how_long, lines, more_than_allowed, run_words
from tests.support.verdicts import at, day, days_of, fact, story


def on(number: int, lines: list[str], *more: Entry) -> Verdict:
    """The verdict of a day of a story."""
    return Verdicts(days_of([*story(lines), *more])).on(day(number))


@pytest.mark.parametrize(
    ("noted", "number", "lasts"),
    [
        ("operation d0 left", 90, "until 90 days after it, and then until two runs of 30 min went well"),
        ("operation d0 left", 91, "until two runs of 30 min went well"),
        ("pregnant d0", 10, "while pregnant"),
        ("after-birth d0", 84, "until 12 weeks after birth"),
    ],
)
def test_how_long_goes_by_the_step_that_shows(noted: str, number: int, lasts: str) -> None:
    """A day that is over, and what was never so, is not told."""
    assert how_long(on(number, [f"d0-d{number} wk both 0"], fact(noted))) == lasts


@pytest.mark.parametrize("noted", ["blood-thinner d-9", "under-18 d-9"])
@pytest.mark.parametrize("number", [1, 4])
def test_nobody_is_told_to_move_a_twisted_ankle_that_is_to_be_seen_today(noted: str, number: int) -> None:
    """It may bleed, or be broken: that it was twisted is told, and where to go."""
    rolled = ["d0 ev left 5 lat-malleolus ankle-roll", f"d1-d{number} wk left 5"]
    found = on(number, rolled, fact(noted))
    said = " ".join(line.text for line in lines(found, "", ""))
    assert found.help == "today" and "today" in said and not re.search(r"\b[Mm]ove\b", said), said


RAN = [Run(started_at=at(number, 10), distance_km=7, duration_s=2_520) for number in (0, 2, 4)]
"""Three runs of 7 km in 42 min: the most is 7.7 km, or 46 min."""
QUIET = ["d0-d6 wk both 0"]


@pytest.mark.parametrize(
    ("lines", "fields", "said"),
    [
        (QUIET, {"duration_s": 3_600}, "More than today allows: as usual, 46 min at most."),
        (QUIET, {"duration_s": 2_700}, ""),
        (QUIET, {"duration_s": 3_600, "distance_km": 7.0}, ""),
        (QUIET, {"duration_s": 3_600, "activity": "jump-rope"}, ""),
        (["d1 wk left 3 achilles-mid"], {"duration_s": 60, "activity": "jump-rope"}, "Today allows no jumps."),
        (["d6 wk left 3"], {"duration_s": 60, "activity": "jump-rope"}, "Today allows no jumps."),
        (["d6 wk left 7"], {"duration_s": 3_600, "activity": "walk"}, "short walks at 2 of 10 or less, no limp."),
        (["d6 wk left 7"], {"duration_s": 1_500, "activity": "walk"}, ""),
        (
            ["d6 wk left 7 sign:pop-at-heel"],
            {"duration_s": 3_600, "activity": "walk"},
            "no walk unless you were told to.",
        ),
        (
            ["d6 wk left 7 sign:pop-at-heel"],
            {"duration_s": 600, "activity": "cycle"},
            "no ride unless you were told to.",
        ),
        (["d6 wk left 7"], {"duration_s": 600, "activity": "cycle"}, ""),
        (["d6 wk left 7"], {"duration_s": 600}, "Today allows no run."),
        (QUIET, {"duration_s": 600, "surface": "trail"}, ""),
        (["d2 wk left 0 giving-way"], {"duration_s": 600}, ""),
        (
            ["d2 wk left 0 giving-way"],
            {"duration_s": 600, "surface": "trail"},
            "More than today allows: even ground only.",
        ),
    ],
)
def test_more_than_the_day_allows_is_said_by_what_was_noted(
    lines: list[str], fields: dict[str, Any], said: str
) -> None:
    """A run without km goes by its minutes; a long walk is more where even less than a walk is allowed."""
    found = on(6, lines, *RAN)
    run = Run(started_at=at(6, 17), **fields)
    told = more_than_allowed(run, found, Names(), day(6))
    assert told.endswith(said) and bool(told) == bool(said)
    later = more_than_allowed(run, found, Names(), day(7))
    assert later == told.replace("Today allows", "That day allowed").replace("today allows", "that day allowed")


@pytest.mark.parametrize(
    ("ran", "said"),
    [
        ([], "easy, at talking pace, 30 min at most, no new hills"),
        (RAN, "no further than 7 km, no faster, no new hills"),
    ],
)
def test_who_ran_nowhere_lately_runs_easy(ran: list[Run], said: str) -> None:
    """There is nothing that they could run no further or no faster than."""
    assert run_words(on(6, ["d5-d6 wk left 0 numb"], *ran), Names()) == said


STEPS = Asked(at=at(0), who="physio", limit="ladder")
STEP = Run(started_at=at(5, 10), duration_s=1_500, activity="run")


@pytest.mark.parametrize(
    ("more", "activity", "said"),
    [
        ((STEPS,), "run", ""),
        ((STEPS, STEP), "run", "not before Mon 9 Mar, then step 3 of 12: 5 x 1 min run, 4 min walk."),
        ((STEPS, replace(STEP, started_at=at(6, 10))), "run", "done for today; tomorrow morning says how it went."),
        ((fact("operation d-100 left"),), "run", "step 1 of 12: walk 20 min, flat."),
        ((fact("operation d-100 left"),), "walk", ""),
    ],
)
def test_on_the_way_back_a_run_on_a_free_day_or_a_walk_s_is_more(
    more: tuple[Entry, ...], activity: Activity, said: str
) -> None:
    """However short it is: the step says a walk, or a day lies between."""
    run = Run(started_at=at(6, 17), duration_s=1_200, activity=activity)
    told = more_than_allowed(run, on(6, QUIET, *more), Names(), day(6))
    assert told == (f"More than today allows: {said}" if said else "")


@pytest.mark.parametrize(
    ("number", "ran", "not_before"),
    [(23, (), 24), (24, (), None), (25, (24,), 26), (51, (50,), None)],
)
def test_who_is_back_from_the_steps_has_a_day_between_runs_for_four_weeks(
    number: int, ran: tuple[int, ...], not_before: int | None
) -> None:
    """Twelve runs of 28 min, every other day, led from the sixth step to the usual; a pre-run routine waits, too."""
    runs = [Run(started_at=at(one, 10), duration_s=1_680) for one in (-40, *range(0, 24, 2), *ran)]
    found = on(number, [f"d0-d{number} wk both 0"], *runs)
    said = run_words(found, Names())
    assert (found.run, found.not_before) == ("usual", None if not_before is None else day(not_before))
    assert said.startswith(
        "as usual" if not_before is None else f"not before {short_day(day(not_before), day(number))}, "
    )
    assert bool(no_run(found)) == (not_before is not None)
    told = more_than_allowed(Run(started_at=at(number, 17), duration_s=600), found, Names(), day(number))
    assert bool(told) == (not_before is not None)


@pytest.mark.parametrize(("sore", "said"), [(0, "as usual on even ground"), (1, "on even ground, no")])
def test_how_to_run_says_where_an_ankle_gave_way(sore: int, said: str) -> None:
    """Though somebody who saw it lets it run as usual: trails are barred all the same."""
    word = Asked(at=at(3), who="physio", side="left", closes=("I",), limit="usual")
    found = on(6, ["d2 wk left 0 giving-way", f"d3-d6 wk left {sore}"], word)
    assert said in run_words(found, Names())


@pytest.mark.parametrize(("number", "when"), [(0, "today"), (1, "yesterday"), (6, "on Mon"), (7, "on 2 Mar")])
def test_when_it_was_that_sore_stands_without_a_number_beside_the_rating(number: int, when: str) -> None:
    """Two numbers read as one: 'of 10 7 days ago'."""
    found = Verdicts(days_of(story(["d0 wk left 7"], unrated=[f"d1-d{number + 1}"]))).on(day(number))
    assert next(row.says for row in found.rows if row.id == "R2").endswith(f"Left was 7 of 10 {when}.")


ROLLED = ["d0 ev left 5 atfl ankle-roll", "d1-d9 wk left 1", "d5,d6 answer left p1 yes"]
"""Walked without a limp by the sixth day: to walk and balance from there on."""


@pytest.mark.parametrize(
    ("noted", "facts", "told"),
    [
        (
            [*ROLLED, "d8,d9 wk right 0 giving-way"],
            [],
            ["No running or jumps. Right gave way twice.", "Left is still sore.", "Left twisted 9 days ago."],
        ),
        (
            ["d8,d9 wk right 0 giving-way"],
            ["operation d0 left"],
            ["Walk only: left was operated on or in plaster.", "Right gave way twice."],
        ),
        (
            ["d8,d9 wk right 0 giving-way", "d9 wk left 0 swollen", "d4 wk left 0 locking", "d5 wk left 0 locking"],
            [],
            ["Have left seen this week: it locks.", "No running or jumps. Right gave way twice."],
        ),
        (
            ["d6 ev left 5 ankle-roll", "d6 ev right 5 ankle-roll", "d7-d9 wk both 1"],
            [],
            [
                "Move left gently. No running: twisted 3 days ago.",
                "Move right gently. No running: twisted 3 days ago.",
            ],
        ),
        (
            ["d9 ev left 2 ankle-roll"],
            ["pregnant d0"],
            ["Protect left, move it often. No running.", "You are pregnant."],
        ),
    ],
    ids=[
        "a twist and giving way",
        "an operation and giving way",
        "help this week and giving way",
        "both twisted",
        "pregnant and twisted",
    ],
)
def test_what_two_rows_ask_alike_is_said_once_and_each_reason(
    noted: list[str], facts: list[str], told: list[str]
) -> None:
    """One leads; what each ankle is to do, and where to go, is said of each."""
    found = Verdicts(days_of(story(noted, facts))).on(day(9))
    said = [line.text for line in lines(found, "", "")]
    assert said[: len(told)] == told


def test_a_journals_first_day_offers_no_session_under_a_stop() -> None:
    """To rate goes on."""
    found = Verdicts(days_of(story(["d0 wk left 4 sign:pop-at-heel"], new=True))).on(day(0))
    assert "Rate both ankles each day." in [line.text for line in lines(found, "", "")]
