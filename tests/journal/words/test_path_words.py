"""The way back after a twist in words: what to do on each day, what is counted, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from journal.entries import Ankle, Asked, Entry, Item, SelfTest, Session, Set, Support
from journal.rules.verdict.verdict import Question, Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.words.path import STEPS, at_hand, ladder_line, path_lines, way_back
from journal.words.verdict import all_asked, how_long
from journal.words.verdict import lines as verdict_lines
from library.catalogue import Catalogue
from library.routine import PlannedDose
from tests.support.verdicts import at, day, days_of, fact, story

TWIST = ["d0 ev left 4 ankle-roll atfl", "d1-d4 wk left 2", "d5-d400 wk left 0"]
SIDES: tuple[tuple[Ankle, float], ...] = (("left", 18), ("right", 20))
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
    assert found["Twist"] == "Left, day 0, today. What to do now:"
    assert found["Next"] == "Left: gentle raises and balance on both feet from Thu 5 Mar."


def test_no_ice_is_told_with_nerve_loss() -> None:
    """A foot that feels too little is not cooled; the rest of the steps stays."""
    steps = told(0, TWIST, fact("diabetes-nerve d0"))
    assert steps["Raise"] == "Foot up." and [*steps] == [*told(0, TWIST)]


def test_what_somebody_allowed_after_a_twist_is_not_taken_back_beside_it() -> None:
    """Told to train and run on its second day, the steps do not say no running under that; the day is named."""
    word = Asked(at=at(1, 8), who="physio", side="left", closes=("T1", "R3"), limit="usual")
    assert on(1, TWIST, word).headline == "Do as the physio said: train, run."
    assert [*told(1, TWIST, word)] == ["Twist", "Next"]


def test_what_comes_next_says_what_it_waits_for() -> None:
    """Walks so far, the first day of running, balance sessions so far."""
    assert told(4, WALKED)["Next"].endswith("on 2 days, 1 of them done.")
    building = told(6, WALKED, balanced(5), balanced(6))
    assert building["Next"].startswith("Left: running by small steps, from Mon 9 Mar, after a 30 min brisk walk")
    assert building["Balance"] == "Left: three times a week, 2 of 24 sessions done."
    asked = on(8, WALKED)
    assert [one.id for one in asked.questions] == ["p2"]
    assert told(8, WALKED)["Next"] == "Left: running by small steps, once the answer to the question is yes."
    running = told(20, [*WALKED, "d8 answer left p2 yes"])
    assert running["Ground"] and running["Next"].startswith("Left: running as usual, after a 30 min run that went well")


def test_what_both_ankles_are_asked_at_once_is_told_at_length_once() -> None:
    """The second line names the other ankle; where something stands between them it is asked in full again."""
    rolled = ["d0 ev left 4 ankle-roll atfl", "d0 ev right 4 ankle-roll atfl", "d1-d4 wk both 2"]
    both = on(8, [*rolled, "d5-d20 wk both 0", "d3,d5 answer left p1 yes", "d3,d5 answer right p1 yes"])
    first, second = all_asked(both.questions, "km")
    assert first.startswith("Left: 30 min brisk walk and stairs") and second == "Right: the same question."
    left, right = both.questions
    between = [left, Question("trust", "left", "How much do you trust this ankle, 0 to 10?"), right]
    assert all_asked(between, "km")[2] == first.replace("Left", "Right")


@pytest.mark.parametrize(
    ("noted", "lacks"),
    [
        ("d13 ev left 0 swollen", ["3 days without swelling"]),
        ("d12 wk left 3", ["3 mornings at 2 of 10 or less"]),
        ("d12 ev left 1 giving-way", ["7 days without giving way"]),
        ("d13 ev left 0 swollen giving-way", ["3 days without swelling", "7 days without giving way"]),
    ],
)
def test_what_was_answered_with_yes_is_not_asked_for_again(noted: str, lacks: list[str]) -> None:
    """Only what the days still have to show, in what comes next and in how long it holds."""
    lines = [*TWIST[:2], "d5-d11 wk left 0", "d3,d5 answer left p1 yes", "d14 answer left p2 yes", noted]
    lines += [line for line in ("d12 wk left 0", "d13-d14 wk left 0") if line[:6] != noted[:6]]
    found = on(14, lines)
    words = " and ".join(lacks)
    assert told(14, lines)["Next"] == f"Left: running by small steps, after {words}."
    assert found.path[0].phase == "T3"
    assert (
        found.headline != next(row.says for row in found.rows if row.id == "T3") or how_long(found) == f"until {words}"
    )
    without = [line for line in lines if " p2 " not in line]
    assert "after a 30 min brisk walk" in told(14, without)["Next"]


def test_after_the_way_back_a_brace_stays_for_a_year() -> None:
    """One line, until day 365; the balance sessions until there are 24."""
    quiet = [*WALKED, "d8 answer left p2 yes", "d8-d28 run 4 km"]
    found = told(365, quiet, *(balanced(number) for number in range(10, 58, 2)))
    assert found["Support"] == "Left: wear a brace or tape for runs and jumps, until 2 Mar 2027."
    assert "Balance" not in found
    assert told(366, quiet) == {}


@pytest.mark.parametrize(
    ("number", "lines", "labels"),
    [
        (0, ["d0 ev left 4 ankle-roll atfl open"], ["Twist", "Protect", "Raise"]),
        (1, ["d0 ev left 4 ankle-roll atfl open", "d1 wk left 3 open"], ["Twist", "Protect", "Raise"]),
        (5, ["d0 ev left 4 ankle-roll atfl", "d1-d4 wk left 2", "d5 wk left 9 open"], ["Twist", "Protect", "Raise"]),
        (20, [*WALKED, "d8 answer left p2 yes", "d20 ev left 9 open"], []),
        (7, ["d0 ev left 4 ankle-roll atfl", "d1-d6 wk left 2", "d7 wk left 2 open"], ["Twist", "Move", "Walk"]),
        (0, ["d0 ev left 4 ankle-roll atfl sign:tender-bone"], []),
    ],
    ids=["after the twist", "still on day 1", "new soreness", "long after", "weekly", "a sign"],
)
def test_what_no_unanswered_sign_forbids_leads_while_a_question_is_open(
    number: int, lines: list[str], labels: list[str]
) -> None:
    """A brace may be what a cold foot must not have; before help nothing comes."""
    assert [*told(number, lines)][:3] == labels
    card = " ".join(line.text for line in verdict_lines(on(number, lines), "", ""))
    assert "Protect" not in labels or not re.search(r"\b(move|walk)\b", card, re.IGNORECASE), card


def test_of_two_ankles_the_steps_are_those_of_the_one_less_far_on() -> None:
    """Each has its own line of what comes next."""
    lines = path_lines(on(20, [*WALKED, "d20 ev right 5 ankle-roll atfl"]))
    assert [line.text.split()[0] for line in lines if line.label == "Twist"] == ["Right,"]
    assert [line.text.split()[0] for line in lines if line.label == "Next"] == ["Left:", "Right:"]


@pytest.mark.parametrize(
    ("right", "raises", "walk"),
    [(0, True, "On flat ground"), (3, True, "On flat ground"), (4, False, "On flat ground"), (7, False, "")],
)
def test_no_raises_on_both_feet_are_told_where_the_other_ankle_has_none(right: int, raises: bool, walk: str) -> None:
    """The right was sorer lately, too sore to run or jump: what is done on both feet goes by it."""
    bone = "d4,d6 night right 1 heel-side"
    found = told(8, [*WALKED, "d1-d7 wk right 0", bone, f"d8 wk right {right}"])
    assert ("Raises" in found, found.get("Walk", "").partition(",")[0]) == (raises, walk)


def test_early_after_a_twist_no_seated_raises_are_told_where_the_other_ankle_has_none() -> None:
    """The right was 7 that day; the short walks stay."""
    assert told(4, [*TWIST, "d4 wk right 0"])["Walk"].startswith("Short flat walks, seated raises")
    assert told(4, [*TWIST, "d4 wk right 7"])["Walk"] == "Short and flat: at 2 of 10 or less, no limp."


def test_no_raises_are_told_while_the_forefoot_of_the_ankle_itself_is_sore() -> None:
    """Early after a twist and later: any of them presses on a sore bone."""
    assert told(4, [*TWIST, "d3,d4 night left 1 metatarsals"])["Walk"] == "Short and flat: at 2 of 10 or less, no limp."
    assert "Raises" not in told(8, [*WALKED, "d7,d8 night left 1 metatarsals"])


@pytest.mark.parametrize("kept", ["after-birth d-20", "operation d-20 right"])
def test_running_is_not_told_as_what_comes_next_where_something_else_keeps_it_away(kept: str) -> None:
    """'Once the answer is yes' would not be so for weeks to come."""
    assert "running by small steps" in told(10, WALKED)["Next"]
    assert "Next" not in told(10, WALKED, fact(kept))
    assert "Next" not in told(10, [*WALKED, "d9,d10 ev right 1 locking"])
    assert "Next" in told(4, TWIST, fact("operation d-20 right"))


def test_hops_are_told_for_later_where_a_bar_forbids_jumps() -> None:
    """In pregnancy, which stands above it."""
    running = [*WALKED, "d8 answer left p2 yes"]
    assert told(16, running)["Next"].endswith("trust of 8 of 10, and 10 hops at 2 of 10 or less.")
    assert told(16, running, fact("pregnant d0"))["Next"].endswith(
        "and once there are jumps again 10 hops at 2 of 10 or less."
    )


@pytest.mark.parametrize(("right", "told"), [("0", True), ("3 achilles-mid", False), ("0 giving-way", False)])
def test_trails_and_jumps_come_back_where_nothing_forbids_them(right: str, told: bool) -> None:
    """Of either ankle: the right had its Achilles at 3, and that is over, or it gave way, and a physio lets it run."""
    word = Asked(at=at(17), who="physio", side="right", closes=("I",), limit="usual")
    found = on(20, [*WALKED, "d8 answer left p2 yes", "d1-d20 wk right 0", f"d15 ev right {right}"], word)
    last = replace(found, run="ladder", load="progress", twists=(replace(found.path[0], phase="T5"),))
    assert ("Ground" in {line.label for line in path_lines(last)}) is told


def test_balance_of_one_foot_waits_for_the_other_ankles_first_days() -> None:
    """On a day of care for one ankle nobody stands on the other foot alone."""
    built = [*WALKED, "d8 answer left p2 yes"]
    assert "Balance" in told(11, built)
    assert "Balance" not in told(11, [*built, "d11 ev right 5 ankle-roll"])


def test_two_ankles_twisted_at_once_are_both_named() -> None:
    """The steps are those of both."""
    assert told(0, ["d0 ev both 4 ankle-roll"])["Twist"] == "Left and right, day 0, today. What to do now:"
    assert told(1, ["d0 ev left 4 ankle-roll", "d1 ev right 4 ankle-roll"])["Twist"].startswith("Left, day 1.")


@pytest.mark.parametrize(
    ("number", "noted", "rung", "does"),
    [
        (92, (fact("operation d0 left"),), 1, "Two walks"),
        (60, story(["d0 run 5"], new=True), 3, "First a 30 min brisk walk at 2 of 10 or less. Two runs"),
        (
            8,
            (Asked(at=at(7), who="physio", side="left", closes=("B",), limit="ladder"),),
            3,
            "First 5 days of walking without pain, then a 30 min brisk walk at 2 of 10 or less. Two runs",
        ),
        (60, story([*WALKED, "d8 answer left p2 yes"]), 3, "Two runs"),
    ],
    ids=["an operation", "weeks off", "a sore bone", "a twist, whose question asks for that walk"],
)
def test_what_comes_before_the_first_step_and_how_many_open_the_next(
    number: int, noted: Sequence[Entry], rung: int, does: str
) -> None:
    """The first steps are walks; before the third a walk is asked for."""
    found = on(number, [f"d1-d{number} wk both 0"], *noted)
    assert found.ladder is not None and found.ladder.rung == rung
    assert ladder_line(found) == f"{does} that go well, a free day between, open the next step."


def test_every_step_is_plain_and_leads_to_a_routine_there_is() -> None:
    """No word of ours, and short enough for a line of 80 columns."""
    catalogue = Catalogue.built_in()
    for lines in STEPS.values():
        for line in lines:
            assert len(line.text) <= (54 if line.routine else 63), line.text
            assert not re.search(r"\b(load|phase|rung|gate|bout|likely|safe|fine)s?\b", line.text)
            assert not line.routine or catalogue.routine(line.routine).items


def test_a_run_on_the_way_back_waits_for_its_morning_and_says_what_it_came_to() -> None:
    """Which run, what to do for it, and what the next one opens."""
    lines = [*WALKED, "d8 answer left p2 yes", "d10,d12 run 4 km"]
    assert ladder_line(on(8, lines)).startswith("Two runs that go well")
    assert ladder_line(on(10, lines)) == (
        "The run of Thu 12 Mar waits for its morning. Tomorrow on waking: rate both ankles."
    )
    assert ladder_line(on(11, lines)) == "The run of Thu 12 Mar went well: one more that goes well opens the next step."
    assert ladder_line(on(13, lines)) == "The run of Sat 14 Mar went well: on to the next step."
    assert ladder_line(on(13, [*lines, "d12 during left 4"])).endswith("did not go well: back to an earlier one.")


def test_a_day_without_running_tells_of_no_step_to_come() -> None:
    """Nor of the walk before the first one: of a run that did not go well it does."""
    lines = [*WALKED, "d8 answer left p2 yes"]
    for noted in ("d9 ev right 7", "d9 ev right 1 sign:one-calf-swollen"):
        assert ladder_line(on(9, [*lines, noted])) == ""
        assert ladder_line(on(13, [*lines, "d10,d12 run 4 km", noted.replace("d9", "d13")])) == ""
    assert "did not go well" in ladder_line(on(13, [*lines, "d12 run 4 km", "d12 during left 4", "d13 ev right 7"]))


def test_the_way_back_is_told_with_each_run_since_a_day() -> None:
    """As the week and the page for a physio have it; a run that waits once, the step where no run is allowed."""
    lines = [*WALKED, "d8 answer left p2 yes", "d8,d10,d14 run 4 km"]
    assert [*way_back(on(14, lines), day(9))] == [
        "Left ankle, day 14: running again after a twist; 0 of 24 balance sessions done",
        "Thu 12 Mar, step 3: went well",
        "Mon 16 Mar, step 4: waits for the morning after",
    ]
    sore = [*way_back(on(16, [*lines, "d16 wk left 6"]), day(15))]
    assert sore[1].startswith("Back to running: step")


def test_a_question_has_what_was_measured_since_the_twist_at_hand() -> None:
    """Both sides and how near they are; what was measured before the twist says nothing."""
    tests = [
        SelfTest(at=at(-5), test="stance-eyes-open", side="left", value=60),
        *(SelfTest(at=at(8), test="heel-raises", side=side, value=value) for side, value in SIDES),
        *(SelfTest(at=at(8), test="knee-to-wall", side=side, value=value / 2) for side, value in SIDES),
    ]
    assert at_hand("p2", "left", tests, day(0)) == (
        "Single-leg heel raises to fatigue: left 18 reps, right 20 reps, 90 %",
        "One-leg stance, eyes open: not measured since the twist",
        "Knee-to-wall: left 9 cm, right 10 cm, 1 cm apart",
    )
    assert len(at_hand("p3", "left", tests, day(0))) == 1 and at_hand("p1", "left", tests, day(0)) == ()


def test_the_brace_named_is_the_runners_own_and_a_sleeve_is_none() -> None:
    """As long as it is worn, on that side."""

    def worn(*supports: Support) -> str:
        lines = path_lines(on(20, [*WALKED, "d8 answer left p2 yes"]), supports)
        return next(line.text for line in lines if line.label == "Support")

    brace, sleeve = (Support(type=one, side="left", since=day(1)) for one in ("lace-brace", "sleeve"))
    until = "for runs and jumps, until 2 Mar 2027"
    assert worn(brace, sleeve) == f"Left: wear a lace-up brace {until}."
    assert worn(sleeve) == f"Left: wear a brace or tape {until}; a sleeve is no brace."
    assert worn(Support(type="tape", side="right", since=day(1))) == f"Left: wear a brace or tape {until}."
