"""The library's own files: whole, sane, findable, and precise about their mistakes."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from library.built_in import FILE, FOLDER, BuiltIn
from library.catalogue import Catalogue, Filters
from library.exercise import Dose, Exercise, Range, as_plain
from library.routine import PlannedDose, Routine, RoutineItem
from tests.support.library import CatalogueError, check, compiled, read_cues, read_exercise, read_routine, sources


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.built_in()


def test_every_file_reads_and_holds_together(catalogue: Catalogue) -> None:
    """Sixty-four exercises, eight routines or more; ladders and routines lead to exercises, none in a circle."""
    check(catalogue)
    assert len(catalogue.all()) == 64
    assert len(catalogue.routines()) >= 8
    assert len(catalogue.cues()) >= 5


def test_what_the_program_reads_is_what_the_files_say() -> None:
    """``make documents`` writes built_in.json from the TOML files; it is up to date, and loses nothing on the way."""
    assert FILE.read_bytes() == compiled()
    built_in = BuiltIn()
    for path in FOLDER.glob("exercises/*.toml"):
        assert built_in.exercise(path.stem) == read_exercise(path.read_text("utf-8"), path.name)
    for path in FOLDER.glob("routines/*.toml"):
        assert built_in.routine(path.stem) == read_routine(path.read_text("utf-8"), path.name)
    assert built_in.cues() == read_cues()


def test_every_source_is_named_by_an_exercise_or_a_cue_card(catalogue: Catalogue) -> None:
    """The list of sources holds none that nothing is from, and none twice."""
    named = {source for exercise in catalogue.all() for source in exercise.sources}
    named |= {source for cue in catalogue.cues() for source in cue.sources}
    assert sorted(sources().values()) == sorted(named)


def test_getting_one_exercise_makes_that_one_only() -> None:
    """A one-shot command or a session pays for the exercises it names, and rapidfuzz loads with the first search."""
    program = (
        "import sys; from library.catalogue import Catalogue; from library.built_in import BuiltIn\n"
        "built_in = BuiltIn(); Catalogue(built_in).get('pogo-hops')\n"
        "print(len(built_in._exercises), 'rapidfuzz' in sys.modules, 'tomllib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False", "False"]


@pytest.mark.parametrize(
    ("article", "id"),
    [
        ("Solo Leg Lifts", "single-leg-heel-raise"),
        ("Negative Calf Raises", "eccentric-heel-drop"),
        ("Squat Jacks", "squat-jack"),
        ("The Crane Game", "supported-single-leg-balance"),
        ("Single Leg Mountain Climbers", "single-leg-squat"),
        ("Plantar Stretching", "plantar-fascia-stretch"),
        ("Three-Point Lung", "three-way-lunge"),
        ("Topsy-Turvy Flamingo", "split-squat"),
        ("Soleus Stretch", "soleus-stretch"),
        ("Ankle Tug", "band-four-way"),
    ],
)
def test_each_of_the_articles_ten_is_found_by_the_articles_name(catalogue: Catalogue, article: str, id: str) -> None:
    """A runner who has read the article types its name and finds the exercise first."""
    assert catalogue.search(article)[0].id == id


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("heal raise", "double-leg-heel-raise"),
        ("solues strech", "soleus-stretch"),
        ("topsy turvey flamingo", "split-squat"),
        ("plantr fascia", "plantar-fascia-stretch"),
        ("ballance bord", "balance-board-stance"),
        ("excentric heel drop", "eccentric-heel-drop"),
        ("jump roap", "jump-rope"),
        ("nee to wall", "knee-to-wall-mobilisation"),
        ("tibilais raise", "tibialis-wall-raise"),
        ("brigde", "glute-bridge"),
        ("mountian climer", "mountain-climber"),
        ("éccentric héel", "eccentric-heel-drop"),
    ],
)
def test_typing_errors_and_accents_are_forgiven(catalogue: Catalogue, typed: str, id: str) -> None:
    """The intended exercise comes first however it is misspelt."""
    assert catalogue.search(typed)[0].id == id


def test_a_name_that_is_nearly_what_was_typed_is_not_all_that_is_found(catalogue: Catalogue) -> None:
    """Where no exercise has both words, those with one of them follow it."""
    found = [one.id for one in catalogue.search("hel rais")]
    assert found[0] == "double-leg-heel-raise"
    assert {"seated-heel-raise", "bent-knee-heel-raise", "single-leg-heel-raise"} <= {*found}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("peroneal", "band-eversion"),
        ("achilles", "soleus-stretch"),
        ("theraband", "band-four-way"),
        ("shin splints", "tibialis-wall-raise"),
        ("glutes", "glute-bridge"),
        ("rope", "jump-rope"),
        ("article b", "neutral-ankle-drill"),
    ],
)
def test_muscles_equipment_and_body_parts_find_exercises(catalogue: Catalogue, typed: str, expected: str) -> None:
    """Everyday words for muscles and equipment lead to the exercises that use them."""
    assert expected in [exercise.id for exercise in catalogue.search(typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("achilles", {"eccentric-heel-drop", "single-leg-heel-raise", "isometric-heel-raise-hold", "soleus-stretch"}),
        ("achilles tendon", {"eccentric-heel-drop", "gastrocnemius-stretch"}),
        ("plantar fascia", {"short-foot", "towel-curls", "plantar-fascia-stretch"}),
    ],
)
def test_a_tendon_is_found_with_what_strengthens_its_muscles(
    catalogue: Catalogue, typed: str, expected: set[str]
) -> None:
    """Heel raises and drops for the Achilles, not its stretches alone; nothing that leaves the ground."""
    found = catalogue.search(typed)
    assert expected <= {exercise.id for exercise in found}
    assert not any(exercise.type == "plyometric" for exercise in found)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("drills before running", ["pre-run-drills"]),
        ("neutral", ["neutral-ankle-drill", "loose-foot"]),
        ("strength", ["strength", "glute-bridge"]),
        ("pose", ["pose-wall-fall", "loose-foot"]),
        ("pull do not push", ["pull-do-not-push"]),
    ],
)
def test_one_search_finds_exercises_routines_and_cue_cards(
    catalogue: Catalogue, typed: str, expected: list[str]
) -> None:
    """By what they are called, and by what they are for."""
    found = [thing.id for thing in catalogue.find(typed)]
    assert set(expected) <= set(found) and expected[0] in found[:4]


@pytest.mark.parametrize("typed", ["breathe", "shaking"])
def test_a_word_of_no_name_finds_what_speaks_of_it(catalogue: Catalogue, typed: str) -> None:
    """In steps, cautions and stop signs."""
    found = catalogue.find(typed)
    assert found and all(typed in str(thing).casefold() for thing in found)


def test_what_the_runner_remarked_finds_an_exercise(catalogue: Catalogue) -> None:
    """A word that stands nowhere else."""
    assert catalogue.find("stubbed") == ()
    remarked = catalogue.with_own(annotations={"pogo-hops": "never after a stubbed toe"})
    assert [thing.id for thing in remarked.find("stubbed")] == ["pogo-hops"]


def test_no_two_things_of_the_library_have_one_id(catalogue: Catalogue) -> None:
    """One list holds exercises, routines and cue cards."""
    ids = [thing.id for thing in catalogue.find("")]
    assert len(ids) == len(set(ids))


def test_words_that_mean_nothing_find_nothing_and_no_words_find_all(catalogue: Catalogue) -> None:
    """An empty query lists everything by name; nonsense lists nothing."""
    assert catalogue.search("qqzzxx") == ()
    assert catalogue.search("  \t") == catalogue.all()
    assert [each.name for each in catalogue.all()] == sorted((each.name for each in catalogue.all()), key=str.casefold)


def test_every_exercise_is_found_first_by_its_own_name(catalogue: Catalogue) -> None:
    """No exercise hides behind another one's name."""
    for exercise in catalogue.all():
        assert catalogue.search(exercise.name)[0].id == exercise.id


def test_every_beginning_of_a_name_keeps_its_exercise_in_the_list(catalogue: Catalogue) -> None:
    """Type-ahead never loses the exercise whose name is being typed."""
    for exercise in catalogue.all():
        for length in range(1, len(exercise.name) + 1, 3):
            assert exercise in catalogue.search(exercise.name[:length]), exercise.name[:length]


def test_filters_combine_and_counts_follow_the_others(catalogue: Catalogue) -> None:
    """Each count says how many would be left by choosing that option beside the filters already set."""
    filters = Filters(type="strength", level=1)
    left = catalogue.search("", filters)
    assert left and all(each.type == "strength" and each.level == 1 for each in left)
    regions = catalogue.counts("region", "", filters)
    assert sum(regions.values()) == len(left)
    for region, count in regions.items():
        assert len(catalogue.search("", Filters(type="strength", level=1, region=region))) == count
    levels = catalogue.counts("level", "", filters)
    assert sum(levels.values()) == len(catalogue.search("", Filters(type="strength")))


def test_nothing_needed_is_a_kind_of_equipment(catalogue: Catalogue) -> None:
    """The equipment filter can ask for exercises that need none."""
    found = catalogue.search("", Filters(equipment="none"))
    assert found and not any(exercise.equipment for exercise in found)


def test_a_ladder_runs_from_the_easiest_to_the_hardest(catalogue: Catalogue) -> None:
    """Climbing from any rung shows where it stands."""
    ladder = [exercise.id for exercise in catalogue.ladder("single-leg-heel-raise")]
    assert ladder == ["seated-heel-raise", "double-leg-heel-raise", "single-leg-heel-raise", "eccentric-heel-drop"]
    for exercise in catalogue.all():
        rungs = catalogue.ladder(exercise.id)
        assert exercise in rungs and len({rung.id for rung in rungs}) == len(rungs)


def test_whatever_leaves_the_ground_is_gated(catalogue: Catalogue) -> None:
    """Every high-impact exercise says on which days, after what strength and after which signs it is not for."""
    for exercise in catalogue.search("", Filters(impact="high")):
        said = " ".join(exercise.cautions)
        assert "rate 2 or less" in said and "20 easy single-leg heel raises" in said, exercise.id
        assert "After a sprain" in said and "over a bone" in said, exercise.id
        assert exercise.dose.min_gap_h >= 48, exercise.id


def test_every_routine_stays_within_what_its_exercises_allow(catalogue: Catalogue) -> None:
    """No routine asks for more sets or more per set than an exercise's own range, and high impact means a gate."""
    for routine in catalogue.routines():
        assert int(routine.minutes_words.partition(" ")[0]) > 0
        for items in routine.every_items:
            for item in items:
                exercise = catalogue.get(item.exercise)
                where = f"{routine.id}: {exercise.id}"
                assert item.dose.mode == exercise.dose.mode, where
                assert item.dose.sets <= exercise.dose.sets.max, where
                assert item.dose.amount <= exercise.dose.measure.max, where
                assert item.dose.per_side == exercise.dose.per_side, where
                assert not exercise.gated or routine.gate == "plyometric", where


def test_the_twelve_week_programme_knows_each_week(catalogue: Catalogue) -> None:
    """Each week has its items; past the end the last week's stay."""
    programme = catalogue.routine("heel-drop-programme")
    assert programme.weeks == 12
    assert programme.items_in_week(1) == programme.items == programme.stages[0].items
    assert programme.items_in_week(12) == programme.items_in_week(40) == programme.stages[-1].items


def test_the_sentences_are_short_and_plain(catalogue: Catalogue) -> None:
    """Each cue fits one line of a narrow screen; no step is a paragraph; each promise stays information."""
    for exercise in catalogue.all():
        assert len(exercise.cue) <= 60, exercise.id
        assert len(exercise.summary) <= 100, exercise.id
        assert all(len(step) <= 200 for step in exercise.steps), exercise.id
        everything = " ".join((exercise.summary, exercise.cue, *exercise.steps, *exercise.cautions)).lower()
        assert "prevents" not in everything and "diagnos" not in everything and "guarantee" not in everything


def test_no_step_goes_on_to_something_harder(catalogue: Catalogue) -> None:
    """What is harder is asked of the day first, by the ladder: on the day of a step it may not be allowed."""
    harder = re.compile(r"\blater\b|\bwhen .* (easy|steady)\b", re.IGNORECASE)
    for exercise in catalogue.all():
        if exercise.calf_level < 2 and exercise.balance_level < 2:
            assert not harder.search(" ".join(exercise.steps)), exercise.id


def test_what_is_held_onto_is_held_all_through(catalogue: Catalogue) -> None:
    """On a day for supported balance, and in pregnancy, no step takes the hand away."""
    away = re.compile(r"(finger|hand)s? (off|away)", re.IGNORECASE)
    for exercise in catalogue.all():
        if exercise.hand_hold or exercise.balance_level < 2:
            assert not away.search(" ".join(exercise.steps)), exercise.id


GOOD = """
name = "Calf thing"
joint_actions = ["plantarflexion"]
summary = "Up and down."
cue = "Slowly."
steps = ["One.", "Two.", "Three.", "Four."]
primary_muscles = ["soleus"]
stop_signs = ["pain"]
sources = ["practice"]
[dose]
mode = "reps"
reps = { min = 5, max = 15, default = 10 }
"""


def test_an_exercise_that_says_no_stop_signs_has_the_usual_ones_and_a_hop_one_more() -> None:
    """They are written once, and a file says only what differs."""
    silent = GOOD.replace('stop_signs = ["pain"]\n', "")
    usual = read_exercise(silent, "calf-thing.toml").stop_signs
    hopping = read_exercise(silent.replace("[dose]", 'impact = "high"\n[dose]'), "calf-thing.toml").stop_signs
    assert "an ankle that buckles" in usual
    assert set(hopping) - set(usual) == {"pain that grows from landing to landing"}
    assert read_exercise(GOOD, "calf-thing.toml").stop_signs == ("pain",)


@pytest.mark.parametrize(
    ("good", "bad", "field", "reason"),
    [
        ("min = 5", "min = 20", "dose.reps", "min <= default"),
        ('mode = "reps"', 'mode = "hold"', "dose", "hold_s is needed"),
        ('mode = "reps"', 'mode = "lifts"', "dose.mode", "lifts"),
        ('mode = "reps"', 'mode = "reps"\ntempo_s = "slow"', "dose", "2-1-3"),
        ('summary = "Up and down."', "", "summary", "empty"),
        ('cue = "Slowly."', 'cue = "Slowly."\nlevel = 7', "", "level is 7"),
        ('cue = "Slowly."', 'cue = "Slowly."\nlevels = 1', "levels", "no such field"),
        ("default = 10", "default = 10, step = 1", "dose.reps.step", "no such field"),
        ('"One.", ', "", "steps", "3 steps"),
        ('steps = ["One."', 'steps = [1, "One."', "steps[0]", "str"),
        ('["practice"]', '["hearsay"]', "sources", "no source called 'hearsay'"),
        ('cue = "Slowly."', 'cue = "Slowly."\nid = "calf-thing"', "id", "file's name"),
        ('cue = "Slowly."', 'cue = "Slowly."\nharder_id = "Calf Thing"', "", "lower-case"),
        ('cue = "Slowly."', "cue = slowly", "", "not TOML"),
        ('cue = "Slowly."', 'cue = "Slowly."\nharder_id = "calf-thing"', "", "its own"),
    ],
)
def test_a_mistake_in_a_file_names_file_field_and_reason(good: str, bad: str, field: str, reason: str) -> None:
    """Whoever edits a file is told where to look and what was expected."""
    assert good in GOOD
    with pytest.raises(CatalogueError) as caught:
        read_exercise(GOOD.replace(good, bad, 1), "exercises/calf-thing.toml")
    assert caught.value.file == "exercises/calf-thing.toml"
    assert caught.value.field == field
    assert reason in caught.value.reason
    assert "exercises/calf-thing.toml" in str(caught.value)


def test_a_mistake_in_a_routine_names_its_place_too() -> None:
    """A routine's item is named by its number in the file."""
    text = 'name = "R"\npurpose = "p"\nsource = "s"\n[[items]]\nexercise = "x"\ndose = { sets = 0, reps = 5 }\n'
    with pytest.raises(CatalogueError, match=r"routines/r.toml: items\[0\].dose: sets is 0"):
        read_routine(text, "routines/r.toml")


def test_a_broken_ladder_or_routine_is_named() -> None:
    """Pointing nowhere, or in a circle, is a mistake of the file that points."""
    first = Exercise(id="one", name="One", harder="two", harder_id="two")
    second = Exercise(id="two", name="Two", harder="one", harder_id="one")
    with pytest.raises(CatalogueError, match="harder_id: no exercise called 'two'"):
        check(Catalogue(exercises=[first]))
    with pytest.raises(CatalogueError, match="comes back to itself"):
        check(Catalogue(exercises=[first, second]))
    assert [rung.id for rung in Catalogue(exercises=[first, second]).ladder("one")] == ["one", "two"]
    routine = Routine(id="r", name="R", items=(RoutineItem(exercise="three", dose=PlannedDose(reps=1)),))
    with pytest.raises(CatalogueError, match="no exercise called 'three'"):
        check(Catalogue(exercises=[Exercise(id="one", name="One")], routines=[routine]))


def test_the_runners_own_stand_beside_the_built_in(catalogue: Catalogue) -> None:
    """Own ones are found alike, hidden ones are kept for old sessions, the catalogue itself is unchanged."""
    mine = Exercise(id="stairs-with-tea", name="Stairs with tea", aliases=("tea climb",), equipment=("step",))
    edited = Exercise(id="pogo-hops", name="My pogo", origin="own")
    with_own = catalogue.with_own(
        [mine, edited], hidden={"b-skip"}, annotations={"short-foot": "left cramps"}, routines=[Routine("mine", "Mine")]
    )
    assert with_own.search("tea")[0] is mine
    assert mine in with_own.search("", Filters(origin="own", equipment="step"))
    assert with_own.get("pogo-hops").name == "My pogo" and with_own.is_own("pogo-hops")
    assert "b-skip" not in [each.id for each in with_own.all()] and with_own.get("b-skip").name == "B-skip"
    assert [each.id for each in with_own.hidden()] == ["b-skip"]
    assert with_own.annotation("short-foot") == "left cramps" and with_own.annotation("a-skip") == ""
    assert with_own.routines()[0].id == "mine" and with_own.is_own_routine("mine")
    assert len(catalogue.all()) == 64 and catalogue.get("pogo-hops").name == "Pogo hops"


def test_an_unknown_id_is_said_plainly(catalogue: Catalogue) -> None:
    """No id reaches outside the library's folder."""
    for id in ("nonsense", "../errors", ""):
        with pytest.raises(LookupError):
            catalogue.get(id)
    with pytest.raises(LookupError, match="no routine called 'nonsense'"):
        catalogue.routine("nonsense")


def test_an_exercise_leaves_as_json_under_the_catalogues_field_names(catalogue: Catalogue) -> None:
    """Pounds are derived beside the kilograms, nothing else is added but the cue and the length of a rep."""
    plain = json.loads(json.dumps(as_plain(catalogue.get("single-leg-heel-raise"))))
    assert plain["article_name"] == "Solo Leg Lifts"
    assert plain["dose"]["load"]["max_kg"] == 11.3 and plain["dose"]["load"]["max_lb"] == 24.9
    assert plain["dose"]["sets"] == {"min": 1, "max": 3, "default": 2}
    assert plain["article_facts"]["load"] and plain["article_problems"]
    assert as_plain(catalogue.get("short-foot"))["article_facts"] is None


@pytest.mark.parametrize(
    ("dose", "words", "seconds"),
    [
        (PlannedDose(sets=3, reps=12, per_side=True, rest_s=60, tempo="2-1-3"), "3 x 12 each side", 20 + 3 * 149 + 120),
        (PlannedDose(sets=4, hold_s=30, rest_s=90), "4 x 30 s", 20 + 120 + 270),
        (PlannedDose(sets=1, duration_s=1800), "30 min", 1820),
        (PlannedDose(sets=2, reps=10, hold_s=5), "2 x 10, held 5 s", 20 + 2 * 90),
        (PlannedDose(sets=2, distance_m=30, rest_s=0), "2 x 30 m", 20 + 40),
        (PlannedDose(sets=2, hold_s=90), "2 x 1 min 30 s", 200),
        (PlannedDose(sets=1, reps=8), "1 x 8", 52),
    ],
)
def test_a_planned_dose_says_itself_and_how_long_it_takes(dose: PlannedDose, words: str, seconds: float) -> None:
    """Sides double the work, rests lie between sets, changing sides and getting ready count."""
    assert dose.words == words
    assert dose.estimated_s == seconds


def test_the_default_plan_of_every_exercise_is_a_dose(catalogue: Catalogue) -> None:
    """Every exercise can be started as it is, and its plan survives as TOML-free values."""
    for exercise in catalogue.all():
        dose = PlannedDose.of(exercise)
        assert dose.mode == exercise.dose.mode and dose.amount == exercise.dose.measure.default


@pytest.mark.parametrize(
    "wrong",
    [
        {"sets": 0, "reps": 5},
        {"sets": 1},
        {"sets": 1, "reps": 5, "duration_s": 5},
        {"sets": 1, "reps": -1},
        {"sets": 1, "reps": 5, "load_kg": -2},
        {"sets": 1, "reps": 5, "tempo": "fast"},
    ],
)
def test_a_planned_dose_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    """One measure, positive numbers, a tempo of three."""
    with pytest.raises(ValueError):
        PlannedDose(**wrong)  # type: ignore[arg-type]


def test_a_dose_counts_one_thing() -> None:
    """Reps and metres do not mix; a hold may stand within reps."""
    one = Range(1, 2, 1)
    with pytest.raises(ValueError, match="distance_m means nothing"):
        Dose(mode="reps", reps=one, distance_m=one)
    with pytest.raises(ValueError, match="a week has 7 days"):
        Dose(mode="reps", reps=one, sessions_per_week=Range(1, 9, 2))
    assert Dose(mode="reps", reps=one, hold_s=one).measure == one


def test_a_routine_with_a_gap_between_its_weeks_is_refused() -> None:
    """Stages cover the programme's weeks once, in order."""
    text = (
        'name = "R"\npurpose = "p"\nsource = "s"\nweeks = 4\n'
        '[[stages]]\nfirst = 2\nlast = 4\nname = "late"\n'
        '[[stages.items]]\nexercise = "x"\ndose = { sets = 1, reps = 1 }\n'
    )
    with pytest.raises(CatalogueError, match="gap or overlap at week 2"):
        read_routine(text, "routines/r.toml")
