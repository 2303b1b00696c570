"""What may be done today of what is asked for: by the side, by both for jumps, an easier one in its place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from journal.rules.training.offered import barred, dose_today, left_out_words, no_run, offered, sides_today, why_not
from journal.rules.verdict.verdict import Verdict
from journal.rules.verdict.verdicts import Verdicts
from library.catalogue import Catalogue
from library.exercise import Exercise
from library.routine import PlannedDose, RoutineItem
from tests.support.verdicts import day, days_of, story

CATALOGUE = Catalogue.built_in()


def of(*lines: str, facts: tuple[str, ...] = (), on: int = 0) -> Verdict:
    """The verdict of a day of a story."""
    return Verdicts(days_of(story(lines, facts))).on(day(on))


def items(*ids: str) -> tuple[RoutineItem, ...]:
    return tuple(RoutineItem(id, PlannedDose.of(CATALOGUE.get(id))) for id in ids)


def test_how_one_exercise_is_done_is_not_told_of_another_in_its_place() -> None:
    """The heel drop's backpack is none of the flat floor's business."""
    asked = replace(items("eccentric-heel-drop")[0], note="With it, so fewer.")
    (kept,) = offered((asked,), CATALOGUE, of("d0 wk left 2 achilles-insertion")).items
    assert kept.exercise == "flat-floor-drop" and not kept.note


@pytest.mark.parametrize("variant", ["over-edge", "bent-knee+backpack"])
def test_calf_work_over_an_edge_or_with_weight_is_judged_as_that(variant: str) -> None:
    """A raise of both feet is done on more days than that, and on the flat on a sore heel bone's."""
    (flat,) = items("double-leg-heel-raise")
    asked = replace(flat, variant=variant)
    for found in (of("d0 wk left 1 achilles-insertion"), of("d0 wk left 6", "d1-d2 wk left 3", on=2)):
        kept = {one: offered((one,), CATALOGUE, found).items for one in (flat, asked)}
        over_edge_only = found.load == "progress" and variant != "over-edge"
        assert kept[flat] == (flat,) and (asked in kept[asked]) is over_edge_only


@pytest.mark.parametrize(
    ("found", "why"),
    [
        (of("d0 run 5 km", "d1-d40 wk both 0", on=40), ""),
        (of("d0,d40 run 2 km", "d1-d41 wk both 0", on=41), "No running before Mon 13 Apr."),
        (of("d0 wk both 0", facts=("operation d-100 left",)), "No running yet: walk 20 min, flat."),
        (of("d0 wk both 6"), "No running today. Left was 6 of 10 today."),
        (of(), ""),
    ],
    ids=["a step", "a free day", "a walk", "no running", "as usual"],
)
def test_what_is_done_before_a_run_waits_for_a_day_with_one(found: Verdict, why: str) -> None:
    """Its drills are jogged: on the way back neither a free day nor a step that is a walk has any."""
    assert no_run(found) == why and why_not(CATALOGUE.get("neutral-ankle-drill"), found) == why


def test_under_18_nothing_is_done_with_a_backpack_or_another_weight() -> None:
    """The week of a programme that brings one goes on without it, and nobody is told to wear it."""
    asked = CATALOGUE.routine("heel-drop-programme").stages[-1].items
    kept = offered(asked, CATALOGUE, of(facts=("under-18 d0",))).items
    assert [(one.way, one.dose.load_kg, one.note) for one in kept[1:]] == [
        ("straight-knee", None, ""),
        ("bent-knee", None, ""),
    ]
    assert offered(asked, CATALOGUE, of()).items == asked


def test_on_a_quiet_day_everything_is_offered() -> None:
    """As it was asked for."""
    asked = items("single-leg-heel-raise", "pogo-hops", "single-leg-balance")
    assert offered(asked, CATALOGUE, of()).items == asked and not offered(asked, CATALOGUE, of()).left_out


@pytest.mark.parametrize(
    ("exercise", "free"),
    [
        ("single-leg-heel-raise", ("right",)),
        ("double-leg-heel-raise", ()),
        ("single-leg-hop", ()),
        ("flat-floor-drop", ()),  # one foot lowers what both have raised
        ("three-way-lunge", ()),
        ("ankle-circles", ("left", "right")),
    ],
)
def test_a_sore_left_leaves_the_right_to_go_on(exercise: str, free: tuple[str, ...]) -> None:
    """Except in what both feet do, and in jumps."""
    found = CATALOGUE.get(exercise)
    assert sides_today(found, found.dose.per_side, of("d0 wk left 7 calf")) == free


def test_the_sentence_is_that_of_what_bars_it() -> None:
    """A bar's before a load's."""
    sore, edge = of("d0 wk left 7 calf"), of("d0 wk left 1 achilles-insertion")
    assert why_not(CATALOGUE.get("single-leg-heel-raise"), sore, "left") == sore.headline
    assert why_not(CATALOGUE.get("single-leg-heel-raise"), sore, "right") == ""
    assert barred(CATALOGUE.get("double-leg-heel-raise"), sore) == sore.headline
    assert why_not(CATALOGUE.get("eccentric-heel-drop"), edge) == "Stay on the flat floor: left heel bone is sore."


def test_a_barred_exercise_gives_way_to_the_nearest_easier_one() -> None:
    """Once; what stands in is not put beside itself."""
    found = of("d0 wk left 1 achilles-insertion", "d0 wk right 1 achilles-insertion")
    told = offered(items("eccentric-heel-drop"), CATALOGUE, found)
    easier = CATALOGUE.get("eccentric-heel-drop").easier_id
    assert [one.exercise for one in told.items] == [easier]
    assert [(one.exercise, one.instead) for one in told.left_out] == [("eccentric-heel-drop", easier)]
    beside = offered(items("eccentric-heel-drop", str(easier)), CATALOGUE, found)
    assert [one.exercise for one in beside.items] == [easier] and beside.left_out[0].instead == ""


def test_what_is_left_out_is_said_once_for_each_reason() -> None:
    """With what stands in for it."""
    found = of("d0 wk left 7 calf")
    told = offered(items("single-leg-heel-raise", "double-leg-heel-raise"), CATALOGUE, found)
    (line,) = left_out_words(told.left_out)
    assert line.startswith(f"{found.headline} Left out: Double-leg heel raise")
    assert line.endswith(";  on the left: Single-leg heel raise.".replace("  ", " "))


def test_no_rising_on_the_toes_while_the_ball_of_the_foot_may_be_bone() -> None:
    """The forefoot carries it."""
    found = of("d0-d1 night left 1 metatarsals", on=1)
    assert "B" in found.left.rows and found.left.facts.bone_forefoot
    assert why_not(CATALOGUE.get("single-leg-heel-raise"), found, "left")
    long_after = of("d0-d7 night left 2 metatarsals", "d8-d60 wk left 0", on=60)
    assert "B" in long_after.left.rows and why_not(CATALOGUE.get("single-leg-heel-raise"), long_after, "left")


@pytest.mark.parametrize("said", ["answer left seen:B yes", "asked left B"])
def test_that_a_bone_was_looked_at_brings_no_raises_back(said: str) -> None:
    """Nobody has named a limit: what held before holds on."""
    found = of("d0-d1 night left 1 metatarsals", f"d1 {said}", on=1)
    assert "B" not in found.left.rows
    assert why_not(CATALOGUE.get("single-leg-heel-raise"), found, "left")


def test_drills_wait_for_a_day_with_running() -> None:
    """They jog, or lead up to it: where no row bars low impact but one bars running."""
    found = of(facts=("after-birth d-20",))
    assert (found.load, found.run) == ("repeat", "none")
    low = [one for one in CATALOGUE.all() if one.type == "drill" and one.impact == "low" and one.balance_level < 3]
    assert low and {barred(one, found) for one in low} == {"No running for 12 weeks after birth."}
    assert not barred(CATALOGUE.get("heel-walk"), found)


def test_the_first_days_have_one_set_each_and_under_18_half_the_jumps() -> None:
    """Half of one set is half of what it holds; what stays on the ground is not halved."""
    first_days, young = of(on=-14), of(facts=("under-18 d0",))
    pogo, raises = CATALOGUE.get("pogo-hops"), CATALOGUE.get("single-leg-heel-raise")
    dose = PlannedDose.of(pogo)
    assert "R0" in first_days.left.rows and dose_today(pogo, dose, first_days) == replace(dose, sets=1)
    assert dose_today(pogo, dose, young) == replace(dose, sets=1)
    assert dose_today(pogo, replace(dose, sets=1), young) == replace(dose, sets=1, reps=5)
    assert dose_today(pogo, replace(dose, sets=5), young).sets == 2
    assert dose_today(raises, PlannedDose.of(raises), young) == PlannedDose.of(raises)
    assert dose_today(pogo, dose, of()) == dose


def test_early_after_a_twist_even_two_footed_balance_waits_and_no_foot_stands_alone_before_it_is_built_up() -> None:
    """Balance on both feet from day 3, on one when the walk has gone well; the twisted ankle never before the other."""
    both = replace(CATALOGUE.get("two-foot-board"), balance_level=1)
    one, in_line = CATALOGUE.get("supported-single-leg-balance"), CATALOGUE.get("tandem-walk")
    twisted = ("d0 wk left 5 atfl ankle-roll", "d1-d7 wk left 2 atfl")
    assert barred(both, of(*twisted, on=2)) and not barred(both, of(*twisted, on=3))
    assert [sides_today(one, per_side=True, found=of(*twisted, on=on)) for on in (2, 3, 5)] == [(), (), ()]
    assert barred(in_line, of(*twisted, on=3))
    walked = of(*twisted, "d5,d6 answer left p1 yes", on=7)
    assert sides_today(one, per_side=True, found=walked) == ("left", "right") and not barred(in_line, walked)


@pytest.mark.parametrize(
    ("exercise", "twisted", "later"),
    [
        ("single-leg-heel-raise", False, True),
        ("single-leg-balance", False, True),
        ("ankle-alphabet", True, True),
        ("side-lying-hip-abduction", True, True),
    ],
)
def test_on_the_first_days_of_a_twist_the_other_leg_works_seated_or_lying_only(
    exercise: str, twisted: bool, later: bool
) -> None:
    """It does not carry the runner alone while the twisted one may not carry either."""
    line = "d0 wk left 6 atfl ankle-roll"
    first, after = (of(line, "d1-d30 wk left 0", on=on) for on in (0, 30))
    assert first.left.load == "care" and first.right.load not in ("care", "stop")
    found = CATALOGUE.get(exercise)
    assert (not why_not(found, first, "right"), not why_not(found, after, "right")) == (twisted, later)


@pytest.mark.parametrize("exercise", [one for one in CATALOGUE.all() if one.not_with], ids=lambda one: one.id)
def test_a_caution_about_something_sore_leaves_the_exercise_out(exercise: Exercise) -> None:
    """On the day and the day after; nothing that is told of without being checked."""
    for sore in exercise.not_with:
        told = "d0 wk left 1 atfl swollen" if sore == "swollen" else f"d0 wk left 1 {sore}"
        assert why_not(exercise, of(told), "left") and why_not(exercise, of(told, on=1), "left")
    free = why_not(exercise, of("d0 wk left 1 atfl"), "left")
    assert not free
