"""The way back: phases of a twist by their criteria, the ladder by tolerated runs, and the most for today."""

from __future__ import annotations

from typing import Any

import pytest

from journal.entries import ANKLES, Answer, CheckIn, Entry, Item, Run, Session, Set, Whose
from journal.rules.path.ladder import RUNGS, Ladder, Outcome, climbed, length_of
from journal.rules.path.noted import BodyDay
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts
from journal.words.path import ladder_line
from journal.words.verdict import lines
from library.routine import PlannedDose
from tests.support.second_reading.noted import Entries
from tests.support.verdicts import at, check_in, day, days_of, story

TWIST = ["d0 ev left 4 ankle-roll atfl", "d1-d4 wk left 2"]
WALKED = [*TWIST, "d5-d200 wk left 0", "d3,d5 answer left p1 yes", "d7 answer left p2 yes"]


def told(lines: list[str], *more: Entry) -> Verdicts:
    """The verdicts of some lines and entries."""
    return Verdicts(days_of([*story(lines), *more]))


def answer(number: int, question: str, value: Any, side: Any = "left") -> Answer:
    """An answer on a day at three."""
    return Answer(at=at(number, 15), question=question, side=side, value=value)


def run(number: int, km: float = 5) -> Run:
    """A run at ten."""
    return Run(started_at=at(number, 10), distance_km=km, duration_s=km * 360)


def rungs(verdicts: Verdicts, *numbers: int) -> list[int | None]:
    """The rung on each day."""
    ladders = [verdicts.on(day(number)).ladder for number in numbers]
    return [None if ladder is None else ladder.rung for ladder in ladders]


def phase(found: Verdict) -> list[tuple[str, str, tuple[str, ...]]]:
    """Sides, phases and questions of the ways back under way."""
    return [(one.side, one.phase, one.asks) for one in found.path]


def balance(number: int) -> Session:
    """A session with balance work on the left."""
    item = Item(
        id="1",
        exercise="single-leg-balance",
        dose=PlannedDose(hold_s=20),
        sets=(Set(id="1", side="left", hold_s=20, result="done"),),
    )
    return Session(started_at=at(number, 18), state="finished", items=(item,))


def test_questions_open_with_their_phase_and_a_no_asks_again_in_three_days() -> None:
    """Walk first, run later."""
    verdicts = told([*TWIST, "d5-d30 wk left 2"], answer(3, "p1", False))
    asked = {number: phase(verdicts.on(day(number)))[0][2] for number in range(7)}
    assert asked == {0: (), 1: (), 2: (), 3: (), 4: (), 5: (), 6: ("p1",)}
    walked = told(WALKED[:-1])
    assert [phase(walked.on(day(number))) for number in (5, 6, 7)] == [
        [("left", "T3", ())],
        [("left", "T3", ())],
        [("left", "T3", ("p2",))],
    ]


def test_nobody_is_asked_to_try_a_walk_while_help_comes_first() -> None:
    """A bone sore to press is to be seen that day; once it was, the walk is asked for."""
    signed = check_in(4, 3, 0, "evening", signs=["tender-bone"])
    seen = answer(6, "seen:tender-bone", True, "body")
    verdicts = told([*TWIST, "d5-d30 wk left 2"], signed, seen)
    assert [phase(verdicts.on(day(number)))[0][2] for number in (3, 4, 5, 7)] == [("p1",), (), (), ("p1",)]
    assert [one.id for one in verdicts.on(day(5)).questions] == ["seen:tender-bone"]


def test_beside_no_running_the_weekly_question_is_only_to_be_answered() -> None:
    """It holds runs where they are free, and says no more where they are not."""
    week = ["d0-d6 wk left 1", "d7 wk left 1 open"]
    free = told(week).on(day(7))
    assert (free.run, free.headline) == ("hold", "Answer the weekly stop-sign question. Run no further until then.")
    held = told([*TWIST, "d5-d6 wk left 2", "d7 wk left 2 open"]).on(day(7))
    assert [line.text for line in lines(held, "", "") if "question" in line.text] == [
        "Answer the weekly stop-sign question."
    ]


def test_two_yeses_on_one_day_are_one() -> None:
    """The last of a day counts."""
    lines = [*TWIST, "d5-d20 wk left 2"]
    verdicts = told(lines, answer(3, "p1", True), answer(3, "p1", True))
    assert phase(verdicts.on(day(4)))[0][1] == "T2"
    taken_back = [answer(3, "p1", True), answer(4, "p1", True)]
    no = Answer(at=at(4, 20), question="p1", side="left", value=False)
    assert phase(told(lines, *taken_back, no).on(day(5)))[0][1] == "T2"


def test_a_new_twist_begins_anew() -> None:
    """Whatever had been met."""
    verdicts = told([*WALKED, "d20 ev left 3 ankle-roll"])
    assert [phase(verdicts.on(day(number)))[0][1] for number in (19, 20, 23)] == ["T4", "T1", "T2"]


def test_a_roll_with_both_sore_is_of_both_until_it_is_said_which() -> None:
    """And the other keeps what it had."""
    rolled = check_in(0, 4, 3, "evening", ["ankle-roll"])
    open_ = told(["d1-d9 wk both 2"], rolled)
    assert [(one.id, one.side) for one in open_.on(day(0)).questions][:1] == [("which-side", "body")]
    assert [side for side, _, _ in phase(open_.on(day(1)))] == ["left", "right"]
    right = told(["d1-d9 wk both 2"], rolled, answer(1, "which-side", True, "right"))
    assert [side for side, _, _ in phase(right.on(day(1)))] == ["right"]
    not_left = told(["d1-d9 wk both 2"], rolled, answer(1, "which-side", False, "left"))
    assert [side for side, _, _ in phase(not_left.on(day(1)))] == ["right"]


SAID = [
    ((("left", True),), ["left"]),
    ((("body", True),), ["left", "right"]),
    ((("body", False),), ["left", "right"]),
    ((("left", True), ("right", True)), ["left", "right"]),
    ((("left", True), ("body", True)), ["left", "right"]),
    ((("left", True), ("right", True), ("left", False)), ["right"]),
    ((("body", True), ("right", False)), ["left"]),
    ((("left", True), ("left", False)), ["right"]),
    ((("right", False), ("left", True)), ["left"]),
]
"""What was answered one after the other of a roll with both ankles sore, and which are twisted then."""


@pytest.mark.parametrize(("said", "twisted"), SAID)
@pytest.mark.parametrize("later", [0, 3], ids=["that evening", "days later"])
def test_both_ankles_may_have_rolled_and_an_answer_can_be_corrected(
    said: tuple[tuple[Whose, bool], ...], twisted: list[str], later: int
) -> None:
    """A yes spares the other ankle only as the first answer; a no is about its own. Both readings have it so."""
    rolled = check_in(0, 4, 3, "evening", ["ankle-roll"])
    answers = [
        Answer(at=at(number * later, 20 + number), question="which-side", side=side, value=value)
        for number, (side, value) in enumerate(said)
    ]
    found = told(["d1-d9 wk both 2"], rolled, *answers).on(day(8))
    assert [(side, phase_) for side, phase_, _ in phase(found)] == [(side, "T2") for side in twisted]
    assert [one.day for one in found.path] == [8] * len(twisted)
    again = Entries([*story(["d1-d9 wk both 2"]), rolled, *answers])
    assert [side for side in ANKLES if again.twists(side, day(8).toordinal())] == twisted


def test_the_ankle_that_was_spared_goes_on_where_it_was() -> None:
    """With what was answered meanwhile, and also when it has rolled again since."""
    lines = ["d0 ev left 4 ankle-roll", "d1-d60 wk both 2", "d20,d30 ev both 4 ankle-roll"]
    yes = [answer(number, "p1", True, "left") for number in (21, 22)]
    spared = told(lines, *yes, answer(40, "which-side", True, "right"), answer(41, "which-side", True, "right"))
    assert [side for side, _, _ in phase(spared.on(day(40)))] == ["left", "right"]
    assert phase(spared.on(day(41)))[0][:2] == ("left", "T3")
    assert [one.day for one in spared.on(day(41)).path] == [41, 11]
    again = told(
        [*lines[:2], "d20 ev both 4 ankle-roll", "d30 ev left 4 ankle-roll"], answer(40, "which-side", True, "right")
    )
    assert again.on(day(41)).path[0].day == 11


@pytest.mark.parametrize("hours", [(20, 21), (21, 20)], ids=["in doubt first", "in doubt later"])
def test_an_ankle_that_rolled_for_sure_that_day_is_not_spared(hours: tuple[float, float]) -> None:
    """Another roll of the day was with both sore, and the answer is of that one."""
    rolls = [
        check_in(0, 4, right, "evening", ["ankle-roll"], hour=hour) for right, hour in zip((3, 0), hours, strict=True)
    ]
    found = told(["d1-d9 wk both 2"], *rolls, answer(1, "which-side", True, "right")).on(day(2))
    assert [side for side, _, _ in phase(found)] == ["left", "right"]


def test_nobody_is_asked_for_a_walk_that_the_other_ankle_forbids() -> None:
    """A brisk half hour is of both feet: the right twists while the left is asked about."""
    lines = [*TWIST, "d5-d20 wk left 0", "d3,d5 answer left p1 yes"]
    assert phase(told(lines).on(day(8))) == [("left", "T3", ("p2",))]
    assert phase(told([*lines, "d8 ev right 4 ankle-roll"]).on(day(8)))[0] == ("left", "T3", ())


@pytest.mark.parametrize(
    "sorer",
    [
        "d8 ev left 4",
        "d7,d8 night left 1 metatarsals",
        "d7,d8 night right 1 metatarsals",
        "d7 ev right 1 ankle-front",
    ],
)
def test_nobody_is_asked_for_what_the_day_forbids(sorer: str) -> None:
    """For raises at 4 of 10, or while the bones of a forefoot are sore: both feet rise, one and then the other. Nor for
    knees to the wall while the front of either ankle is."""
    built = [*TWIST, "d5-d20 wk left 0", "d3,d5 answer left p1 yes"]
    assert phase(told([*built, sorer]).on(day(8)))[0] == ("left", "T3", ())


def test_in_pregnancy_nobody_is_asked_to_stand_without_a_hand_on_something() -> None:
    """One leg is tried all the same, for else running would never be asked about."""
    built = story([*TWIST, "d5-d20 wk left 0", "d3,d5 answer left p1 yes"], ["pregnant d-20"])
    (asked,) = Verdicts(days_of(built)).on(day(8)).questions
    assert asked.id == "p2" and "30 s on one leg with a hand on something, knee to wall" in asked.asks


def test_nobody_is_asked_for_hops_that_the_other_ankle_forbids() -> None:
    """Jumps go by both ankles: the right had its Achilles at 3, and that is over."""
    old = ["d0 ev left 4 ankle-roll", "d1-d100 wk left 0", "d1-d100 wk right 0"]
    assert phase(told(old).on(day(60))) == [("left", "T4", ("p3",))]
    assert phase(told([*old, "d55 ev right 3 achilles-mid"]).on(day(60))) == [("left", "T4", ())]


def test_why_running_begins_anew_is_told_as_it_was() -> None:
    """Nobody who ran all the same is told to have been off running."""
    away = told(["d0 run 5 km", "d1-d40 wk left 0"]).on(day(30))
    sore = ["d0 night left 1 metatarsals", "d1-d60 wk left 0", "d14 night left 1 metatarsals", "d0-d40 run 5 km"]
    walked = told(sore).on(day(29))
    assert [one.says for found in (away, walked) for one in found.rows if one.id == "D"] == [
        "Run by small steps: four weeks or more off running.",
        "Run by small steps: only walks were allowed for four weeks.",
    ]


@pytest.mark.parametrize("lines", [["d-60-d9 wk both 0"], ["d-10-d9 wk both 0"], []])
def test_running_begins_anew_after_birth_whenever_the_journal_was_begun(lines: list[str]) -> None:
    """Twelve weeks without running are known by the day of birth; what was run between them and the journal is not."""
    born = Verdicts(days_of(story(lines, ["after-birth d-80"], new=True)))
    assert [born.on(day(number)).run for number in (4, 5)] == ["none", "ladder"]
    late = Verdicts(days_of(story(["d10-d30 wk both 0"], ["after-birth d-80"], new=True)))
    assert late.on(day(20)).run == "usual"


def test_an_old_twist_that_nobody_followed_asks_one_question_only() -> None:
    """Quiet for two weeks, until the hops are answered; weeks without running end by the ladder all the same.

    Nobody is asked for hops while the ankle is to be seen, and no jumps are done.
    """
    lines = ["d0 ev left 4 ankle-roll", "d1-d28 wk left 3", "d29-d100 wk left 2"]
    verdicts = told(lines, answer(60, "p3", True))
    assert [phase(verdicts.on(day(number)))[0][1] for number in (42, 43)] == ["T2", "T4"]
    found = verdicts.on(day(50))
    assert [(row.id, row.load, row.run) for row in found.rows if row.id in ("T4", "D")] == [
        ("T4", "progress", "hold"),
        ("D", "progress", "ladder"),
    ]
    assert phase(found) == [("left", "T4", ())] and phase(verdicts.on(day(60))) == []
    assert phase(told(lines).on(day(99))) == [("left", "T4", ("p3",))]
    early = told(lines, answer(40, "p3", True))
    assert [phase(early.on(day(number))) for number in (42, 43)] == [[("left", "T2", ("p1",))], []]


def test_the_ladder_goes_up_after_two_tolerated_runs_with_a_day_between() -> None:
    """Not by two on days that follow each other, and not while a morning is unknown."""
    assert rungs(told(WALKED, run(8), run(10)), 7, 8, 9, 10, 11) == [3, 3, 3, 3, 4]
    assert rungs(told(WALKED, run(8), run(9)), 10) == [3]
    assert rungs(told(WALKED, run(8), run(9), run(11)), 12) == [4]


def test_an_unrated_morning_holds_and_is_waited_for() -> None:
    """The day of the run is named until its morning is over."""
    entries = [one for one in story(WALKED) if not (isinstance(one, CheckIn) and one.at.date() in (day(9), day(11)))]
    verdicts = Verdicts(days_of([*entries, run(8), run(10)]))
    assert [verdicts.on(day(number)).ladder.waiting for number in (8, 9, 10)] == [day(8), day(8), day(10)]  # type: ignore[union-attr]
    assert rungs(verdicts, 12) == [3]


@pytest.mark.parametrize(
    ("lines", "rung", "free"),
    [
        (["d10 during left 3"], 4, 12),
        (["d10 during left 4"], 2, 12),
        (["d10 during left 5 calf"], 4, 12),
        (["d10 during left 1 metatarsals"], 2, 12),
        (["d10 during left 6 calf"], 1, 13),
        (["d10 after left 0 swollen"], 1, 13),
        (["d10 after left 0 giving-way"], 1, 13),
        (["d10 after left 0 limping"], 2, 12),
        (["d10 before left 3"], 3, 12),
    ],
)
def test_a_run_is_tolerated_by_what_was_felt_where(lines: list[str], rung: int, free: int) -> None:
    """Up, down by one, or by two with more days off; sore before, it holds."""
    found = told([*WALKED, *lines], run(8), run(10)).on(day(11)).ladder
    assert found is not None and found.rung == rung
    assert found.not_before == day(free)


@pytest.mark.parametrize(
    ("opened", "first"),
    [(WALKED, 7), (["d0-d60 wk left 0", "d0 run 5"], 29)],
    ids=["after a twist", "after weeks off"],
)
@pytest.mark.parametrize(
    ("noted", "down", "free"),
    [
        (["during left 6"], 2, 3),
        (["during left 7 calf"], 2, 3),
        (["ev left 7"], 0, 2),
        (["ev left 0 giving-way"], 2, 3),
        (["after left 0 swollen"], 2, 3),
        (["during left 4"], 1, 2),
        (["during left 2"], 0, 2),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else None,
)
def test_a_run_counts_on_the_day_the_ladder_opens_whatever_it_closes(
    opened: list[str], first: int, noted: list[str], down: int, free: int
) -> None:
    """What was noted of the run, or after it, takes nothing from what held when it began; typed late, the same."""
    hard = [f"d{first} {line}" for line in noted]
    morning = [answer for answer in opened if " p2 " not in answer]
    yes = [Answer(at=at(first, 8), question="p2", side="left", value=True)] if morning != opened else []
    before = told(morning, *yes).on(day(first))
    found = told([*morning, *hard], *yes, run(first)).on(day(first + 1)).ladder
    assert before.ladder is not None and found is not None
    assert (found.rung, found.not_before) == (before.ladder.rung - down, day(first + free))


def test_a_run_before_the_ladder_opened_does_not_open_it() -> None:
    """Sore as a 7 on waking, it was no day to run; nor is a run one on the ladder that ended with a new twist."""
    off = ["d0-d28 wk left 0", "d30-d60 wk left 0", "d0 run 5"]
    sore = told([*off, "d29 wk left 7", "d29 during left 7"], run(29))
    assert rungs(sore, 29, 30) == [None, None]
    twisted = told([*off, "d29 wk left 0", "d29 during left 7 ankle-roll"], run(29))
    assert rungs(twisted, 29, 30) == [None, None]


def test_the_whole_way_from_a_twist_to_the_usual() -> None:
    """Every second day a run, every third balance work; P3 by trust, hops and half an hour."""
    runs = [run(number) for number in range(8, 90, 2)]
    work = [balance(number) for number in range(8, 60, 3)]
    answers = [answer(50, "trust", 8.0), answer(51, "p3", True)]
    verdicts = told(WALKED, *runs, *work, *answers)
    climbed = [one for one in rungs(verdicts, *range(7, 51)) if one]
    assert climbed == sorted(climbed) and climbed[0] == 3 and max(climbed) == 12
    met = next(number for number in range(40, 90) if phase(verdicts.on(day(number)))[0][1] != "T4")
    assert phase(verdicts.on(day(met)))[0][1] == "T5"
    assert verdicts.on(day(met)).run == "ladder"
    assert [bool(phase(verdicts.on(day(met + more)))) for more in (6, 7)] == [True, False]
    assert verdicts.on(day(met + 7)).run == "usual" and verdicts.on(day(met + 7)).ladder is None


def test_the_ladder_after_28_to_55_days_off_begins_at_rung_6() -> None:
    """At 3 after more, also where it had begun by then; stricter days keep the rung."""
    lines = ["d0-d120 wk left 0"]
    assert rungs(told(lines, run(0)), 28, 29, 56, 57, 120) == [None, 6, 6, 3, 3]
    busy = Verdicts(days_of([*story(lines, ["pregnant d29-d59"]), run(0)]))
    assert rungs(busy, 40, 70) == [6, 3] and busy.on(day(40)).run == "ladder"
    stopped = Verdicts(days_of([*story([*lines[:-1], "d0-d120 wk left 0", "d30 ev left 1 sign:pop-at-heel"]), run(0)]))
    assert (stopped.on(day(50)).run, rungs(stopped, 50)) == ("none", [6])


def test_after_an_operation_the_ladder_begins_with_walks() -> None:
    """Long enough ones count."""
    walks = [Run(started_at=at(number, 10), activity="walk", duration_s=1800) for number in range(92, 96, 2)]
    short = [Run(started_at=at(number, 10), activity="walk", duration_s=600) for number in range(92, 96, 2)]
    lines = ["d0-d120 wk left 0"]
    for done, rung in ((walks, 2), (short, 1)):
        verdicts = Verdicts(days_of([*story(lines, ["operation d0 left"]), *done]))
        assert rungs(verdicts, 91, 96) == [1, rung]


def test_the_rungs_are_the_tables() -> None:
    """Twelve, in words."""
    assert [(one.times, one.run_min, one.walk_min) for one in RUNGS[2:9]] == [
        (5, 1, 4),
        (8, 1, 2),
        (5, 2, 2),
        (5, 3, 2),
        (4, 4, 2),
        (5, 4, 1),
        (2, 10, 1),
    ]
    assert [RUNGS[place].words for place in (0, 2, 9, 11)] == [
        "walk 20 min, flat",
        "5 times: run 1 min, walk 4 min",
        "run 20 min",
        "as usual, by what is most today",
    ]


@pytest.mark.parametrize(
    ("gap", "share"), [(7, 1.1), (8, 0.75), (13, 0.75), (14, 0.5), (27, 0.5)], ids=lambda value: str(value)
)
def test_after_days_off_less_is_most(gap: int, share: float) -> None:
    """Of the longest tolerated run before them."""
    verdicts = told(["d0-d60 wk left 0"], run(0, 10))
    assert verdicts.on(day(gap + 1)).cap_km == pytest.approx(10 * share)


def test_a_run_as_far_as_was_shown_counts() -> None:
    """3.67 of 3.666 km: what is written is what is kept to."""
    km, first, second = 10 / 3, day(1), day(2)
    before = told(["d0-d60 wk left 0"], run(0, km))
    most = before.on(first).cap_km
    assert most == 3.67
    assert told(["d0-d60 wk left 0"], run(0, km), run(1, most)).on(second).cap_km == pytest.approx(1.1 * 3.67, abs=0.01)


def test_after_two_weeks_off_half_is_most_until_two_runs_are_tolerated() -> None:
    """Then the tenth again."""
    verdicts = told(["d0-d60 wk left 0"], run(0, 10), run(15, 4), run(17, 4))
    assert [verdicts.on(day(number)).cap_km for number in (16, 17, 18)] == [5.0, 5.0, 11.0]


def test_without_a_tolerated_run_the_most_is_what_the_runner_said() -> None:
    """A tenth more than the usual longest; nothing where that was never answered."""
    entries = [check_in(number, 0, 0, "evening") for number in range(10)] + [run(5, 10)]
    found = Verdicts(days_of(entries)).on(day(8))
    assert found.cap_km is None and [one.id for one in found.questions] == ["usual-longest"]
    answered = Verdicts(days_of([*entries, answer(6, "usual-longest", 12.0, "body")])).on(day(8))
    assert answered.cap_km == pytest.approx(13.2) and answered.questions == ()


def test_no_further_than_lately_is_half_an_hour_where_no_run_of_late_was_tolerated() -> None:
    """Whatever the runner said, and whatever a run of longer ago would allow as usual."""
    sore, said = ["d0-d20 wk left 2"], answer(0, "usual-longest", 20.0, "body")
    for more, allowed in (([said], (None, 30.0)), ([said, run(18, 8)], (8.0, 48.0))):
        found = told(sore, *more).on(day(20))
        assert (found.run, found.most_km, found.most_min) == ("hold", *allowed)


def test_in_the_first_week_of_a_twist_nobody_asks_how_far_the_runner_runs() -> None:
    """It is of no use before running opens; nor while help comes first."""
    entries = [
        check_in(1, 6, 0, words=["ankle-roll"]),
        *(check_in(number, 2, 0) for number in range(2, 10)),
        run(0, 10),
    ]
    verdicts = Verdicts(days_of(entries))
    asked = [
        number for number in range(1, 10) if "usual-longest" in [one.id for one in verdicts.on(day(number)).questions]
    ]
    assert asked == [8, 9]
    ticked = check_in(9, 2, 0, "evening", signs=["odd-shape"])
    assert [one.id for one in Verdicts(days_of([*entries, ticked])).on(day(9)).questions] == []


def test_the_minutes_go_likewise() -> None:
    """By their own longest."""
    found = told(["d0-d9 wk left 0"], run(0, 10)).on(day(2))
    assert (found.cap_km, found.cap_min) == (11.0, 66.0)


@pytest.mark.parametrize(
    ("rung", "km", "minutes", "rung_after"),
    [
        (3, 3.0, 25, 4),
        (3, 4.0, 38, 4),
        (3, 10.0, 60, 3),
        (3, 10.0, None, 3),
        (3, 4.0, None, 4),
        (3, None, None, 4),
        (10, 4.0, 20, 11),
        (10, 1.5, 10, 10),
        (11, 5.0, 40, 12),
        (11, 4.0, 26, 11),
        (11, 9.0, 60, 11),
    ],
)
def test_a_run_much_longer_or_shorter_than_its_step_opens_no_step(
    rung: int, km: float | None, minutes: float | None, rung_after: int
) -> None:
    """Two that went well, at the step as it is or at another length."""
    ladder, how = Ladder(rung, 0), Outcome(True)
    for place in (0, 2):
        length = length_of(BodyDay(ran=True, km=km, minutes=minutes), rung)
        ladder = climbed(ladder, place, place - 2, how, length)
    assert ladder.rung == rung_after


def test_a_run_longer_than_its_step_is_told_as_that_and_one_that_hurt_leads_down() -> None:
    """However long it was."""
    found = Verdicts(days_of([*story(WALKED), run(8, 10), run(10, 10)])).on(day(11))
    assert found.ladder is not None and (found.ladder.rung, found.ladder.done) == (3, 0)
    assert ladder_line(found).endswith("was longer than the step: the step stays.")
    sore = check_in(10, 6, 0, "during", ["atfl"])
    found = Verdicts(days_of([*story(WALKED), sore, run(8, 10), run(10, 10)])).on(day(11))
    assert found.ladder is not None and found.ladder.rung == 1


def test_each_run_on_the_way_back_is_remembered_with_its_step_and_how_it_went() -> None:
    """Went well, did not, or no morning was rated."""
    entries = [one for one in story(WALKED) if not (isinstance(one, CheckIn) and one.at.date() == day(13))]
    sore = check_in(10, 4, 0, "during", ["atfl"])
    found = Verdicts(days_of([*entries, sore, run(8), run(10), run(12)])).on(day(14))
    assert [(one.day, one.rung, one.tolerated) for one in found.tried] == [
        (day(8), 3, True),
        (day(10), 3, False),
        (day(12), 2, None),
    ]
