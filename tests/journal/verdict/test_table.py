"""The table and its sentences: known ids, few and plain words; bars, loads and stop signs as data."""

from __future__ import annotations

import re

import pytest

from journal.entries import CheckIn
from journal.rules.verdict import bars, signs
from journal.rules.verdict.bars import BARS, BarFacts, allowed, allowed_beside, run_due
from journal.rules.verdict.table import BODY_ROWS, LOADS, OWN_RUN, TABLE, as_markdown
from journal.rules.verdict.verdict import LIMIT_WORDS, mark
from journal.rules.verdict.verdicts import Verdicts
from journal.vocabulary import FACTS, ROWS, SIGNS
from journal.words.verdict import lines
from library.catalogue import Catalogue
from library.exercise import Dose, Exercise, Range, Type
from tests.support.exploring import by_turns
from tests.support.verdicts import D0, at, check_in, day, days_of, random_story, story

CATALOGUE = Catalogue.built_in()
OURS = re.compile(r"\b(light|gate|rung|bout|settled|episode|amber|likely|you have|safe|fine|professional)\b", re.I)


def test_the_rows_are_those_an_entry_may_name() -> None:
    """In the same order; body rows are the runner's own."""
    assert tuple(row.id for row in TABLE) == ROWS
    assert frozenset({"S", "Q", "M5", "R0", "R5", "D", "A"}) == BODY_ROWS


def test_the_table_writes_itself() -> None:
    """A line a step, with its source and how sure it is."""
    text = as_markdown()
    assert text.count("\n| ") == sum(len(row.steps) for row in TABLE) + 1
    assert (
        "| R1 | 8 or more on the last 2 rated days, within 4 days | today | unload | none | when it was seen |" in text
    )
    assert all(line.count(" | ") == 8 for line in text.splitlines() if line.startswith("| ") and "---" not in line)


@by_turns(4)
def test_every_sentence_is_short_and_plain(step: int) -> None:
    """At most 12 words, none of ours; of whatever a journal says."""
    seen: set[str] = set()
    for seed in range(0, 60, step):
        verdicts = Verdicts(days_of(random_story(seed)))
        for number in range(0, 46, 3):
            found = verdicts.on(day(number))
            seen |= {found.headline, found.ask, *(row.says for row in found.rows), *(bar.says for bar in found.bars)}
    for says in seen | set(LIMIT_WORDS.values()) | {step.asks for row in TABLE for step in row.steps}:
        assert len(says.split()) <= 12, says
        assert not OURS.search(says), says
        assert "{" not in says or says in {step.asks for row in TABLE for step in row.steps}, says


def test_every_sign_makes_a_short_sentence() -> None:
    """With its own few words."""
    assert set(signs.SHORT) == set(SIGNS)
    longest = max(len(step.says.split()) - 1 for step in TABLE[0].steps)
    assert all(len(words.split()) + longest <= 12 for words in signs.SHORT.values())


def test_the_headline_is_the_most_urgent_row_else_the_lowest_load() -> None:
    """Of equals the first of the table; nothing noted, nothing said."""
    found = Verdicts(days_of(story(["d0 wk left 4 numb", "d0 ev right 6"]))).on(day(0))
    assert found.headline == "No running today. Right was 6 of 10 today."
    urgent = Verdicts(days_of(story(["d0 wk left 6", "d0 ev right 1 sign:odd-shape"]))).on(day(0))
    assert urgent.headline == "Get help now: odd shape or open wound."
    assert Verdicts(days_of(story([]))).on(day(0)).headline == "Train and run as usual."
    born = Verdicts(days_of(story(["d0 wk both 0"], ["pregnant d-9", "after-birth d0"]))).on(day(0))
    assert born.headline == "No running for 12 weeks after birth."


def test_the_doctors_line_is_printed_on_its_days_only() -> None:
    """Days 3 to 9, 14 to 16, 42 to 44 and 84 to 86 of soreness."""
    verdicts = Verdicts(days_of(story(["d0-d90 wk left 1 atfl"])))
    printed = [number for number in range(91) if verdicts.on(day(number)).ask]
    assert printed == [*range(3, 10), *range(14, 17), *range(42, 45), *range(84, 87)]
    assert verdicts.on(day(5)).ask == "Ask a doctor or physio: left sore for 5 days."


def test_whom_to_ask_is_not_said_beneath_that_the_ankle_is_to_be_seen() -> None:
    """Of the same ankle one of both, on every screen; of the other, both."""
    numb = [f"d{number} wk left 1 numb tingling" for number in range(9)]
    found = Verdicts(days_of(story(numb))).on(day(8))
    told = [line.text for line in lines(found, "", "")]
    assert found.ask and told[0].startswith("Have left seen this week") and not any("Ask" in text for text in told)


@pytest.mark.parametrize(
    ("help", "load", "expected"),
    [
        ("now", "progress", "stop"),
        ("today", "progress", "stop"),
        ("none", "care", "stop"),
        ("week", "progress", "care"),
        ("none", "unload", "care"),
        ("none", "repeat", "care"),
        ("ask", "progress", "go"),
        ("none", "progress", "go"),
    ],
)
def test_the_mark_follows_help_and_load(help: str, load: str, expected: str) -> None:
    """Go only where it may grow."""
    assert mark(help, load) == expected  # type: ignore[arg-type]


def test_one_side_goes_by_its_own_load() -> None:
    """The other, and the runner, by the stricter."""
    found = Verdicts(days_of(story(["d0 wk left 4 calf"]))).on(day(0))
    assert (found.left.load, found.right.load, found.load) == ("repeat", "progress", "repeat")
    assert (found.left.mark, found.right.mark, found.right.rows) == ("care", "go", ())


BARRED = [
    ("edge left", ["d0 wk left 1 achilles-insertion"], (), "d0", "d13", "d14"),
    ("barefoot-jumps left", ["d0 wk left 1 arch"], (), "d0", "d13", "d14"),
    ("high-impact left", ["d0,d3,d6 wk left 1 metatarsals"], (), "d6", "d19", "d20"),
    ("high-impact left", ["d0 wk left 3 achilles-mid"], (), "d0", "d13", "d14"),
    ("high-impact left", ["d0 wk left 0 giving-way"], (), "d0", "d27", "d28"),
    ("high-impact body", [], ("pregnant d0-d9",), "d0", "d9", "d10"),
    ("high-impact body", [], ("after-birth d0",), "d0", "d84", "d85"),
    ("high-impact left", [], ("steroid-injection d0 left",), "d0", "d14", "d15"),
    ("unsteady left", ["d0 wk left 0 giving-way"], (), "d0", "d27", "d28"),
    ("sideways left", ["d0 wk left 1 ankle-roll"], (), "d0", "d14", "d15"),
    ("knee-to-wall left", ["d0 wk left 1 ankle-front"], (), "d0", "d13", "d14"),
    ("new-level body", [], ("quinolone d0-d5",), "d0", "d185", "d186"),
    ("barefoot body", [], ("diabetes-nerve d0",), "d0", "d900", "d-1"),
    ("added-load body", [], ("under-18 d0-d9",), "d0", "d9", "d10"),
    ("hand-hold body", [], ("pregnant d0-d9",), "d0", "d9", "d10"),
]


@pytest.mark.parametrize(("bar", "lines", "facts", "first", "last", "after"), BARRED)
def test_a_bar_holds_on_its_days(
    bar: str, lines: list[str], facts: tuple[str, ...], first: str, last: str, after: str
) -> None:
    """And not on the day after."""
    verdicts = Verdicts(days_of(story([*lines, "d1 wk right 0"], facts)))

    def held(text: str) -> set[str]:
        return {f"{one.id} {one.side}" for one in verdicts.on(day(int(text[1:]))).bars}

    assert bar in held(first) and bar in held(last) and bar not in held(after)


def test_bars_find_their_exercises_by_data() -> None:
    """Own exercises are barred as the built-in ones are."""
    barred = {bar.id: {one.id for one in CATALOGUE.all() if bar.barred(one)} for bar in BARS if bar.id != "hand-hold"}
    assert barred["edge"] == {
        *("eccentric-heel-drop", "gastrocnemius-stretch", "soleus-stretch", "towel-calf-stretch"),
        "knee-to-wall-mobilisation",
    }
    assert barred["high-impact"] == {one.id for one in CATALOGUE.all() if one.impact == "high"}
    assert barred["unsteady"] == {
        *("single-leg-balance-eyes-closed", "balance-board-stance"),
        *("uneven-ground-walk", "figure-of-eight"),
    }
    assert barred["sideways"] == {
        *("three-way-lunge", "band-inversion", "lateral-hops"),
        *("side-hop-stick", "figure-of-eight", "band-four-way"),
    }
    assert barred["sideways"] >= {one.id for one in CATALOGUE.all() if "inversion" in one.joint_actions}
    assert barred["knee-to-wall"] == {"knee-to-wall-mobilisation"}


@pytest.mark.parametrize(
    ("exercise", "at", "expected"),
    [
        ("rice-self-care", BarFacts(), "yes yes yes yes yes yes"),
        ("ankle-circles", BarFacts(), "no yes yes yes yes yes"),
        ("gastrocnemius-stretch", BarFacts(), "no yes yes yes yes yes"),
        ("gastrocnemius-stretch", BarFacts(twist_day=0), "no no yes yes yes yes"),
        ("supported-single-leg-balance", BarFacts(), "no yes yes yes as-last yes"),
        ("supported-single-leg-balance", BarFacts(twist_day=2), "no no yes yes as-last yes"),
        ("supported-single-leg-balance", BarFacts(twist_day=3), "no no yes yes as-last yes"),  # on both feet first
        ("tandem-walk", BarFacts(today=2), "no yes yes yes as-last yes"),
        ("tandem-walk", BarFacts(twist_day=3, today=2), "no no yes yes as-last yes"),
        ("single-leg-balance", BarFacts(), "no no no yes as-last yes"),
        ("single-leg-balance-eyes-closed", BarFacts(), "no no no no as-last yes"),
        ("seated-heel-raise", BarFacts(), "no no no no as-last yes"),
        ("seated-heel-raise", BarFacts(today=2), "no yes no yes as-last yes"),
        ("seated-heel-raise", BarFacts(today=3), "no no no yes as-last yes"),
        ("single-leg-heel-raise", BarFacts(today=3), "no no no yes as-last yes"),
        ("single-leg-heel-raise", BarFacts(today=4), "no no no no as-last yes"),
        ("single-leg-heel-raise", BarFacts(), "no no no no as-last yes"),
        ("single-leg-heel-raise", BarFacts(today=0, bone_forefoot=True), "no no no no as-last yes"),
        ("seated-heel-raise", BarFacts(today=0, bone_forefoot=True), "no no no no as-last yes"),
        ("eccentric-heel-drop", BarFacts(), "no no no no as-last yes"),
        ("pogo-hops", BarFacts(today=2, yesterday=2), "no no no no as-last yes"),
        ("pogo-hops", BarFacts(today=2), "no no no no no yes"),
        ("pogo-hops", BarFacts(today=2, yesterday=3), "no no no no no yes"),
        ("a-march", BarFacts(), "no no no no as-last yes"),
        ("heel-walk", BarFacts(today=1), "no no no yes as-last yes"),
        ("glute-bridge", BarFacts(), "no yes yes yes as-last yes"),
        ("low-impact-aerobics", BarFacts(today=2), "no no yes yes as-last yes"),
        ("low-impact-aerobics", BarFacts(today=3), "no no no yes as-last yes"),
        ("low-impact-aerobics", BarFacts(), "no no no yes as-last yes"),
        ("low-impact-aerobics", BarFacts(today=1, limps=True), "no no no yes as-last yes"),
        ("tandem-walk", BarFacts(today=2), "no yes yes yes as-last yes"),
        ("tandem-walk", BarFacts(today=3), "no no no yes as-last yes"),
        ("tandem-walk", BarFacts(today=0, limps=True), "no no no yes as-last yes"),
        ("lateral-band-walk", BarFacts(), "no no yes yes as-last yes"),
    ],
)
def test_what_each_load_allows(exercise: str, at: BarFacts, expected: str) -> None:
    """From stop to progress."""
    assert " ".join(allowed(CATALOGUE.get(exercise), load, at) for load in LOADS) == expected


@pytest.mark.parametrize("kind", ["self-care", "mobility", "stretch", "cardio", "drill"])
def test_of_ones_own_exercise_that_leaves_the_ground_the_kind_changes_nothing(kind: Type) -> None:
    """Hops called mobility are hops."""
    own = Exercise(id="own-one", name="One", type=kind, impact="high")
    assert " ".join(allowed(own, load, BarFacts(today=1, yesterday=1)) for load in LOADS) == "no no no no as-last yes"
    assert [load for load in LOADS if not allowed_beside(own, load)] == ["stop", "care"]


@pytest.mark.parametrize(
    ("kind", "per_side", "expected"),
    [
        ("plyometric", False, "no no no no as-last yes"),
        ("balance", True, "no no no yes as-last yes"),
        ("strength", True, "no no no yes as-last yes"),
        ("strength", False, "no yes no yes as-last yes"),
    ],
)
def test_of_ones_own_exercise_the_kind_says_what_no_level_does(kind: Type, per_side: bool, expected: str) -> None:
    """A form asks for kind and impact alone: what is a jump by its kind is one, what may be on one foot is taken so."""
    own = Exercise(id="own-one", name="One", type=kind, dose=Dose(reps=Range(1, 50, 10), per_side=per_side))
    assert " ".join(allowed(own, load, BarFacts(today=1, yesterday=1)) for load in LOADS) == expected


def test_what_is_done_before_a_run_is_due_when_there_is_one() -> None:
    """From the ladder on."""
    assert [run_due(run) for run in ("none", "walk", "ladder", "usual")] == [False, False, True, True]
    assert set(OWN_RUN) == set(LOADS)


@pytest.mark.parametrize("contexts", ["T", "N", "W", "TN", "TNW"])
@pytest.mark.parametrize("facts", [(), tuple(FACTS)])
def test_at_most_eight_signs_are_asked_at_once(contexts: str, facts: tuple[str, ...]) -> None:
    """Each once, most urgent first, those of a fact only where it was noted; with all facts none is left out."""
    found = signs.pages(contexts, facts)
    asked = [id for page in found for id in page]
    assert all(len(page) <= 8 for page in found) and len(set(asked)) == len(asked)
    wanted = {id for id, sign in SIGNS.items() if set(sign.contexts) & set(contexts) and (facts or not sign.fact)}
    assert set(asked) == wanted


def test_each_context_fits_on_one_page() -> None:
    """Without facts."""
    assert [len(signs.pages(context)) for context in "TNW"] == [1, 1, 1]


def test_where_to_go_is_named() -> None:
    """By the runner's own number and clinic."""
    assert "112 or 911" in signs.where("now", "", "") and signs.where("now", "144", "").startswith("Call 144,")
    assert signs.where("week", "", "Dr Weiss") == "Have a doctor or physio see it within a week: Dr Weiss."


def test_a_later_answer_covers_an_earlier_question() -> None:
    """From a check-in of its own, or from the sign list."""
    lines = ["d0 wk left 3 open"]
    assert Verdicts(days_of(story(lines))).at(at(0, 20)).signs == {"N"}
    later = check_in(0, None, None, "evening")
    assert isinstance(later, CheckIn)
    assert Verdicts(days_of([*story(lines), later])).at(at(0, 20)).signs == {"N"}
    assert Verdicts(days_of([*story(lines), later])).at(at(0, 22)).signs == frozenset()


def test_what_lies_ahead_is_not_read() -> None:
    """An entry counts from its own time on; across the date line for the day it was made on."""
    verdicts = Verdicts(days_of(story(["d0 ev left 7"])))
    assert (verdicts.at(at(0, 20)).load, verdicts.at(at(0, 22)).load) == ("progress", "unload")
    ahead = check_in(1, 7, 0, hour=2, offset_h=13)
    flown = Verdicts(days_of([*story([]), ahead]))
    assert flown.at(at(0, 20)).load == "unload" and flown.at(at(0, 20)).day == D0


def test_a_journal_with_nothing_in_it_has_a_verdict() -> None:
    """Rate first."""
    found = Verdicts(days_of([])).at(at(0))
    assert (found.help, found.load, found.headline) == (
        "none",
        "repeat",
        "Rate both ankles each day; one set each in a session.",
    )
    assert bars.BY_ID["edge"].says


def test_the_first_days_never_ask_for_what_was_done_as_if_it_was_not() -> None:
    """Their sentence holds on each of them, before and after a rating or a session: it asks for no first one."""
    told = {Verdicts(days_of(story(lines, new=True))).at(at(0, 22)).headline for lines in ([], ["d0 wk both 0"])}
    assert told == {"Rate both ankles each day; one set each in a session."}
