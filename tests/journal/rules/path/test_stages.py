"""The stages of the training path: what opens the next one, what holds, what takes back. Worked by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from journal.entries import ANKLES, Answer, CheckIn, SelfTest, Session
from journal.rules.done.trained import Trained
from journal.rules.path.stages import STAGES, Evidence, StageNow, highest, stage_now, stage_of
from journal.rules.training.earned import Earned
from journal.rules.training.fitting import fit
from journal.rules.training.prefill import begin, proposals
from journal.rules.training.proposal import Adjustment
from journal.rules.verdict.table import LOADS, LoadLevel
from journal.rules.verdict.verdicts import Verdicts
from library.catalogue import Catalogue
from tests.support.runners import done_as_offered
from tests.support.training import earned, preparing
from tests.support.verdicts import at, days_of, story

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 18, tzinfo=timezone(timedelta(hours=1)))
TWISTED = ["d0 ev left 4 ankle-roll atfl", "d1-d10 wk left 0", "d3,d5 answer left p1 yes"]
BOTH = {"left": 15.0, "right": 15.0}
SHOWN_2 = Evidence(both_feet=15, held={"left": 20, "right": 25})
SHOWN_3 = Evidence(both_feet=20, held={"left": 30, "right": 30}, raises={"left": 15, "right": 16})
SHOWN_4 = Evidence(both_feet=20, held={"left": 30, "right": 30}, raises={"left": 20, "right": 25}, walked=True)
SHOWN_5 = Evidence(
    both_feet=20,
    held={"left": 30, "right": 30},
    raises={"left": 20, "right": 22},
    stance={"left": 30, "right": 31},
    walked=True,
    jumps=6,
)


def did(*days_ago: int, stage: int | None = 1, settled: bool | None = True, is_done: bool = True) -> list[Trained]:
    """Sessions so many days ago, the oldest first."""
    return [
        Trained(TODAY - timedelta(days=days), "foundation", stage, is_done, settled, 0)
        for days in sorted(days_ago, reverse=True)
    ]


def said(question: str, value: bool, days: int) -> Answer:
    return Answer(at=NOW - timedelta(days=days), question=question, value=value)


def now(
    done: list[Trained],
    shown: Evidence = Evidence(),
    *answers: Answer,
    may_rise: bool = True,
    before: int = 1,
) -> StageNow:
    return stage_now(done, NOW, shown, before, list(answers), may_rise=may_rise)


SIX = (1, 3, 5, 8, 10, 12)
YES = said("condition-strength", True, 3)
NO = said("condition-strength", False, 3)

CASES: list[tuple[str, StageNow, int, tuple[str, ...]]] = [
    (
        "nothing done",
        now([]),
        1,
        (
            "6 sessions (0 so far)",
            "4 quiet mornings after them (0 so far)",
            "2 x 15 raises on both feet (0 so far)",
            "20 s on the left foot, a hand on a wall (0 s so far)",
            "20 s on the right foot, a hand on a wall (0 s so far)",
        ),
    ),
    ("everything is there", now(did(*SIX), SHOWN_2), 2, ()),
    ("five sessions", now(did(*SIX[:5]), SHOWN_2), 1, ("6 sessions (5 so far)",)),
    ("one of them four weeks ago", now(did(*SIX[:5], 28), SHOWN_2), 1, ("6 sessions (5 so far)",)),
    ("one of them 27 days ago", now(did(*SIX[:5], 27), SHOWN_2), 2, ()),
    ("one cut short", now([*did(12, is_done=False), *did(*SIX[:5])], SHOWN_2), 1, ("6 sessions (5 so far)",)),
    (
        "the last morning not rated",
        now([*did(*SIX[1:]), *did(1, settled=None)], SHOWN_2),
        1,
        ("4 quiet mornings after them (3 so far)",),
    ),
    (
        "a sore morning among the last four",
        now([*did(8, 10, 12), *did(5, settled=False), *did(1, 3)], SHOWN_2),
        1,
        ("4 quiet mornings after them (3 so far)",),
    ),
    ("a sore morning before them", now([*did(12, settled=False), *did(*SIX[:5])], SHOWN_2), 2, ()),
    ("not shown, but said", now(did(*SIX), Evidence(), YES), 2, ()),
    (
        "said more than 28 days ago",
        now(did(*SIX), SHOWN_2, said("condition-strength", True, 28), may_rise=True),
        2,
        (),
    ),
    ("a day to repeat", now(did(*SIX), SHOWN_2, may_rise=False), 1, ("a day that lets you train harder",)),
    ("opened by doing", now(did(1, stage=2), SHOWN_2, may_rise=False), 2, ()),
    ("one stage at a time", now(did(*SIX), SHOWN_5), 2, ()),
    ("the top", now(did(*SIX, stage=5), SHOWN_5), 5, ()),
    ("a week without", now(did(7, 9, 11, 14, 16, 18), SHOWN_2), 2, ()),
    ("eight days without", now(did(8, 9, 11, 14, 16, 18), SHOWN_2), 1, ("a session after the days without",)),
    (
        "twenty days without",
        now(did(20, 21, 23, 24, 25, 27, stage=3), SHOWN_4),
        3,
        ("a session after the days without",),
    ),
    ("three weeks without", now(did(21, 23, stage=3), SHOWN_4), 2, ()),
    ("six weeks without", now(did(42, 44, stage=5), SHOWN_5), 3, ()),
    ("six weeks without at the second", now(did(42, 44, stage=2), SHOWN_5), 1, ()),
    ("a rope as a run is no session", now([*did(*SIX[:5]), Trained(TODAY, is_rope=True, landings=60)], SHOWN_2), 1, ()),
    (
        "from before, by what was shown",
        now(did(*SIX, stage=None), SHOWN_2, before=4),
        4,
        (),
    ),
    ("from before, then three weeks without", now(did(21, stage=None), SHOWN_2, before=4), 3, ()),
    ("entered later, between sessions of a stage", now([*did(*SIX[2:]), *did(1, 3, stage=None)], SHOWN_2), 2, ()),
]


@pytest.mark.parametrize(("found", "stage", "missing"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_record_gives_its_stage(found: StageNow, stage: int, missing: tuple[str, ...]) -> None:
    """The stage, and where a case says so what is missing for the next."""
    assert found.stage == stage
    if missing:
        assert found.missing == missing


NEXT: list[tuple[int, Evidence, tuple[str, ...]]] = [
    (2, SHOWN_2, ()),
    (
        2,
        Evidence(both_feet=14, held={"left": 20, "right": 19}),
        ("2 x 15 raises on both feet (14 so far)", "20 s on the right foot, a hand on a wall (19 s so far)"),
    ),
    (2, Evidence(both_once=14, held={"left": 20, "right": 20}), ("2 x 15 raises on both feet (1 x 14 so far)",)),
    (3, SHOWN_3, ()),
    (3, Evidence(raises={"left": 13, "right": 15}), ("15 raises on the left (13 so far)",)),
    (4, SHOWN_4, ()),
    (
        4,
        Evidence(raises={"left": 20, "right": 26}, walked=True),
        ("raises of the weaker side at 80 % of the other (76.9 % so far)",),
    ),
    (
        4,
        Evidence(raises={"left": 20, "right": 20}, calm=False),
        (
            "a 30 min walk at 2 of 10 or less",
            "4 weeks without giving way or a sore bone, 2 sore mornings of 14 at most",
        ),
    ),
    (5, SHOWN_5, ()),
    (
        5,
        Evidence(raises={"left": 20, "right": 20}, stance={"left": 29, "right": 45}, jumps=5),
        ("6 sessions with jumps and a quiet morning (5 so far)", "30 s on the left foot, no hand (29 s so far)"),
    ),
]


@pytest.mark.parametrize(("stage", "shown", "missing"), NEXT)
def test_what_a_stage_asks_for(stage: int, shown: Evidence, missing: tuple[str, ...]) -> None:
    """Each condition at its edge, and what is lacking in words."""
    assert shown.missing(STAGES[stage - 1]) == missing


def test_a_yes_stands_for_what_the_runner_can_say_and_for_nothing_else() -> None:
    """What the journal knows by itself is not asked."""
    assert Evidence(calm=False).missing(STAGES[3], said=True) == (
        "4 weeks without giving way or a sore bone, 2 sore mornings of 14 at most",
    )


@pytest.mark.parametrize(
    ("done", "answers", "asked"),
    [
        (did(*SIX), [], True),
        (did(*SIX[:5]), [], False),
        (did(*SIX), [NO], False),
        (did(*SIX), [said("condition-strength", False, 14)], True),
        (did(*SIX), [said("condition-strength", True, 28)], True),
    ],
)
def test_it_is_asked_when_nothing_else_is_missing(done: list[Trained], answers: list[Answer], asked: bool) -> None:
    """Once the sessions are there; a no is asked again after a fortnight, a yes after four weeks."""
    assert now(done, Evidence(), *answers).question == ("condition-strength" if asked else "")


def test_an_older_journal_starts_at_the_highest_stage_it_shows() -> None:
    """Conditions in order, and never below what was done."""
    assert [highest(shown) for shown in (Evidence(), SHOWN_2, SHOWN_3, SHOWN_4, SHOWN_5)] == [1, 2, 3, 4, 5]
    assert highest(Evidence(), done_at=3) == 3


@pytest.mark.parametrize(
    ("exercise", "stage"),
    [
        ("double-leg-heel-raise", 1),
        ("supported-single-leg-balance", 1),
        ("glute-bridge", 1),
        ("lateral-band-walk", 1),
        ("single-leg-heel-raise", 2),
        ("band-eversion", 2),
        ("single-leg-balance", 2),
        ("bent-knee-heel-raise", 3),
        ("flat-floor-drop", 3),
        ("eccentric-heel-drop", 3),
        ("single-leg-balance-eyes-closed", 3),
        ("pogo-hops", 4),
        ("jump-rope", 4),
        ("a-skip", 4),
        ("lateral-hops", 5),
        ("single-leg-hop", 5),
    ],
)
def test_an_exercise_belongs_to_a_stage_by_what_it_asks_of_an_ankle(exercise: str, stage: int) -> None:
    """By calf, balance, band and jumps."""
    assert stage_of(Catalogue.built_in().get(exercise)) == stage


def test_before_help_that_is_for_today_not_even_the_first_stage_is_open() -> None:
    """Of a routine what moves and stretches stays due, as its load allows; once it was seen the rest is due again."""
    catalogue = Catalogue.built_in()
    items = catalogue.routine("foundation").items
    noted = ["d-9 wk left 0", "d-8 wk left 0", "d-7 wk left 0", "d0 wk left 2 numb weak"]
    found = Verdicts(days_of(story(noted))).on(date(2026, 3, 2))
    assert (found.help, found.load) == ("today", "unload")
    fitted = fit(items, catalogue, found, Earned(catalogue, found, at(0, 18)).waits)
    assert [one.exercise for one in fitted.items] == ["ankle-circles", "gastrocnemius-stretch"]
    assert {one.exercise for one in fitted.left_out} >= {"short-foot", "supported-single-leg-balance"}
    assert {one.why for one in fitted.left_out} == {found.headline}
    seen = replace(found, help="none")
    fitted = fit(items, catalogue, seen, Earned(catalogue, seen, at(0, 18)).waits)
    assert "supported-single-leg-balance" in {one.exercise for one in fitted.items}


@pytest.mark.parametrize("phase", ["T1", "T2", "T3", "T4", "T5"])
def test_a_twist_opens_nothing_new_before_it_builds_up(phase: str) -> None:
    """Bands and work on one foot, for either ankle, though its stage was not open; from T3 on they are what it asks."""
    catalogue, day = Catalogue.built_in(), Verdicts(days_of(story(TWISTED))).on(date(2026, 3, 12))
    found = replace(day, twists=tuple(replace(one, phase=phase) for one in day.path))
    begun = Earned(catalogue, found, at(10))
    waiting = {bool(begun.waits(catalogue.get(id))) for id in ("band-eversion", "single-leg-balance")}
    assert waiting == {phase in ("T1", "T2")}


@pytest.mark.parametrize("load", LOADS)
def test_a_stage_is_asked_for_on_a_day_that_opens_one(load: LoadLevel) -> None:
    """Nobody is asked to try raises and a stance while an ankle is to be spared."""
    entries = story(["d0-d10 wk both 0"])
    found = replace(Verdicts(days_of(entries)).on(date(2026, 3, 12)), load=load)
    done = [Session(started_at=at(number, 18), state="finished", stage=1) for number in range(2, 8)]
    mornings = [one for one in entries if isinstance(one, CheckIn)]
    told = Earned(Catalogue.built_in(), found, at(10, 20), done, check_ins=mornings)
    assert [one.id for one in told.questions] == (["condition-strength"] if load == "progress" else [])


@pytest.mark.parametrize(("later", "stage"), [(0, 3), (1, 2)])
def test_a_self_test_of_a_time_to_come_opens_nothing(later: int, stage: int) -> None:
    """As another device's clock may have dated it: what is read are entries up to now."""
    mornings = [one for one in story(["d0-d10 wk both 0"]) if isinstance(one, CheckIn)]
    found, when = Verdicts(days_of(mornings)).on(date(2026, 3, 12)), at(10, 20)
    done = [Session(started_at=at(number, 18), state="finished", stage=2) for number in range(2, 8)]
    raises = [SelfTest(at=at(10, 20 + later), test="heel-raises", side=side, value=15) for side in ANKLES]
    assert Earned(Catalogue.built_in(), found, when, done, check_ins=mornings, tests=raises).stage.stage == stage


@pytest.mark.parametrize(("facts", "opens"), [((), True), (("quinolone d0",), False)])
def test_an_antibiotic_that_weakens_tendons_opens_nothing_new(facts: tuple[str, ...], opens: bool) -> None:
    """No stage, no programme's next one, no jump not done before: heavier calf work and new jumps are barred by it."""
    entries = story(["d0-d10 wk both 0"], facts)
    found, mornings = (
        Verdicts(days_of(entries)).on(date(2026, 3, 12)),
        [one for one in entries if isinstance(one, CheckIn)],
    )
    done = [Session(started_at=at(number, 18), state="finished", stage=3) for number in range(2, 8)]
    yes = [Answer(at=at(9), question="condition-rope-ten-weeks", value=True)]
    begun = Earned(Catalogue.built_in(), found, at(10, 20), done, check_ins=mornings, answers=yes)
    assert found.load == "progress" and begun.stage.stage == (4 if opens else 3)
    begun.__dict__["stage"] = StageNow(4)
    assert (begun.waits(Catalogue.built_in().get("pogo-hops")) == "") is opens


@pytest.mark.parametrize("phase", ["T1", "T2", "T3", "T4", "T5"])
def test_after_a_twist_turns_and_rough_ground_wait_with_the_jumps(phase: str) -> None:
    """Until running is as usual again, though the stage for them is open; flat work on one foot does not wait."""
    catalogue, day = Catalogue.built_in(), Verdicts(days_of(story(TWISTED))).on(date(2026, 3, 12))
    [twist] = day.path
    found = replace(day, load="progress", twists=(replace(twist, phase=phase),))
    last = Session(started_at=at(9, 18), state="finished", stage=len(STAGES))
    opened = Earned(catalogue, found, at(10), [last])
    waiting = {id for id in ("figure-of-eight", "uneven-ground-walk", "pogo-hops") if opened.waits(catalogue.get(id))}
    assert opened.stage.stage == len(STAGES)
    assert waiting == (set() if phase == "T5" else {"figure-of-eight", "uneven-ground-walk", "pogo-hops"})
    assert opened.waits(catalogue.get("single-leg-balance")) == ""


@pytest.mark.parametrize(("number", "phase", "routine"), [(4, "T2", "first-moves"), (8, "T3", "balance")])
def test_what_a_phase_after_a_twist_asks_for_is_done_as_planned_and_then_repeated(
    number: int, phase: str, routine: str
) -> None:
    """Nothing of it is to be left out or eased off: it is what that phase is for."""
    catalogue, moment = Catalogue.built_in(), at(number, 18)
    found = Verdicts(days_of(story(TWISTED[:2] + TWISTED[2:] * (number > 5)))).at(moment)
    assert [one.phase for one in found.path] == [phase]
    items = catalogue.routine(routine).items
    sessions: list[Session] = []
    for _ in range(2):
        ready = preparing(earned(found, moment, catalogue), sessions, found, moment + timedelta(days=2), catalogue)
        for item in items:
            for one in proposals(catalogue.get(item.exercise), item, ready):
                assert (one.change, one.sets, one.amount) == (Adjustment.NONE, item.dose.sets, item.dose.amount), one
        sessions.append(done_as_offered(begin(moment, items, ready), number))
