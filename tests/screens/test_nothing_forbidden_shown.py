"""No screen, no dialog offers what a noted fact forbids, reassures or names a cause: a state for each row and bar.

Each state is one app, led through the seven screens, what a session would hold, and the dialogs that ask or offer. The
commands are walked in ``commands/test_nothing_forbidden.py``, whose bars and oracle these share.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import Session
from journal.rules.training.offered import barred
from journal.rules.verdict.table import RUNS
from journal.rules.verdict.verdict import Verdict
from journal.words.verdict import run_words
from library.routine import Routine
from screens.entries.self_test import LIKE
from screens.session.chooser import Choices
from screens.widgets.rows import Rows
from tests.journal.verdict.test_rows import ROWS, Row
from tests.screens.commands.test_nothing_forbidden import BAR_STATES, CATALOGUE, PLAN, offering
from tests.screens.test_plain_words import NEVER, OURS
from tests.screens.test_screens_agree import check_session
from tests.screens.test_told_once import lines
from tests.support.journals import app_over, open_journal
from tests.support.verdicts import at, span, story

FIRST_STEPS = {row.step.split(".")[0]: row for row in reversed(ROWS) if row.shows}
"""Of each row its first step, where the commands have its last."""
WALKED = ("d0 wk left 2 ankle-roll", "d1-d9 wk left 1", "d6 answer left p2 yes")
BESIDE = {
    "a card of a very sore ankle": Row("", ("d0 wk left 7 achilles-mid stiff",), "d0", ""),
    "walking, then very sore": Row("", ("d0 wk left 2 ankle-roll", "d1-d5 wk left 1", "d6 wk left 7"), "d6", ""),
    "running, then very sore": Row("", (*WALKED, "d10 wk left 7"), "d10", ""),
    "running, then giving way": Row("", (*WALKED, "d8,d9,d10 ev left 1 giving-way"), "d10", ""),
    "a cold foot after a twist": Row("", ("d0 wk left 7 ankle-roll atfl swollen sign:numb-cold-foot",), "d0", ""),
}
"""A row beside another that has advice of its own and allows more."""
STATES = FIRST_STEPS | BAR_STATES | BESIDE
CALMS = re.compile(r"\b(don't worry|nothing serious|harmless|all good|well done|normal|probably|get better)\b", re.I)
CAUSE = re.compile(r"\b(because of|caused by|due to|you tore|diagnosis)\b", re.IGNORECASE)
RUN = re.compile(r"\b(Run (on|as usual|easy|by small|no further)|Train and run)\b")
RAISE = re.compile(r"\b(raises?|Raises)\b")
JUMP = re.compile(r"\b(hops?|jumps?|bounces?|landings?)\b")
LEAVES = re.compile(r"\b(No|no|not|without|until|after|wear|first|only)\b")
ONE_SIDE = re.compile(r"  –  |, (left|right)\b")
"""An exercise of the other ankle says whose it is."""
ANOTHER_DAY = re.compile(r"Left out|Not today|instead of|to fatigue|^ *(Next|First|Check|Ahead|Later)\b")
"""What a clause holds that asks for none of these, and a line that tells of another day; a self-test's name asks
for nothing."""


def advised(told: list[str], found: Verdict, forbidden: set[str]) -> list[str]:
    """The lines that ask for a run, for raises or for jumps of which the day has none."""
    jumps = all(one.name in forbidden for one in CATALOGUE.all() if one.gated)
    raises = all(one.name in forbidden for one in CATALOGUE.all() if one.calf_level and not one.dose.per_side)
    sought = [
        *([RUN] if RUNS.index(found.run) < RUNS.index("ladder") else []),
        *([RAISE] if raises else []),
        *([JUMP] if jumps else []),
    ]
    clauses = [one for line in told if not ANOTHER_DAY.search(line) for one in re.split(r"[.;]", line)]
    return [
        one
        for one in clauses
        if any(words.search(one) for words in sought) and not LEAVES.search(one) and not ONE_SIDE.search(one)
    ]


DIALOGS = (
    *(("n", "t", test) for test in "1234"),
    *(("n", "p"), ("r",), ("n", "a"), ("n", "m"), ("exclamation_mark",)),
)
"""Self-tests, the plan, a rating, what was said, what is so, the stop signs."""


def jumpless(routine: Routine, found: Verdict) -> bool:
    """Whether a routine has jumps, and the day none of them."""
    jumps = [one for item in routine.items_in_week(1) if (one := CATALOGUE.get(item.exercise)).gated]
    return bool(jumps) and all(barred(one, found) for one in jumps)


WALKS = [
    pytest.param(place, every, marks=pytest.mark.full if every else (), id=f"{name}-{how}")
    for place, name in enumerate(STATES)
    for how, every in (("by turns", False), ("every", True))
    if every or place % 6 == 0
]


@pytest.mark.parametrize(("place", "every"), WALKS)
async def test_no_screen_offers_what_is_forbidden(place: int, every: bool, tmp_path: Path) -> None:
    """Nor does a session begun from it hold it; each state looks at another routine and exercise.

    In ``make test`` every sixth state, and at one of the looking back and of the dialogs by turns, in ``make trust``
    at each of them; the commands are asked in every state (``test_nothing_forbidden``).
    """
    row, turn = list(STATES.values())[place], place // 2
    clock = FixedClock(at(span(row.shows)[0], 22.5))
    journal = open_journal(tmp_path, [*story(row.lines, row.facts, row.unrated, row.new), PLAN], clock)
    async with (app := app_over(journal)).run_test(size=(120, 40)) as pilot:
        views = app.context.views
        found = views.verdict(clock.now())
        forbidden = {one.name for one in CATALOGUE.all() if barred(one, found)}

        async def seen(*keys: str) -> list[str]:
            """What is to be read after these keys, none of it a word of ours, calming, or a cause."""
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            told = lines(app.screen)
            for words in (OURS, NEVER, CALMS, CAUSE):
                assert [one for one in told if words.search(one) and "et al." not in one] == [], keys
            return told

        def asks_for_none(told: list[str]) -> None:
            told = [line.replace("Jump rope, 10 weeks", "Ten weeks") for line in told]
            assert (offering(told, forbidden), advised(told, found, forbidden)) == ([], [])

        for key in "567" if every else "567"[turn % 3]:
            told = await seen(key)
            if key != "7":  # which tells of a day what was planned for it
                asks_for_none(told)
        asks_for_none(await seen("1"))

        # Exercises: all are listed, those for another day marked; one of them says why first, and is not begun.
        await seen("2")
        listed = app.screen.query_one("#list", Rows)
        left_out = {CATALOGUE.get(one.id) for one in listed.rows if "not today" in str(one.content)}
        assert {one.name for one in left_out} >= forbidden
        assert {one.name for one in left_out if not (one.gated or one.calf_level == 3)} <= forbidden  # these wait
        if barred_ones := [one for one in CATALOGUE.all() if one.name in forbidden]:
            exercise = barred_ones[turn % len(barred_ones)]
            listed.move_to(exercise.id)
            told = await seen()
            assert any(line.lower() in barred(exercise, found).lower() for line in told if line.endswith("."))
            await seen("s")
            assert journal.of_kind(Session) == []
        told = await seen("v")
        marked = {one.id for one in listed.rows if re.search("not today|no jumps", str(one.content))}
        assert marked >= {one.id for one in CATALOGUE.routines() if jumpless(one, found)}

        # Session: the routines that may be begun, and what is in one of them; its session holds nothing else.
        asks_for_none(await seen("3"))
        choices = app.screen.query_one(Choices)
        offered = [one.id for one in choices.rows if one.id.startswith("routine:")]
        for one in offered if every else [offered[turn % len(offered)]]:
            choices.move_to(one)
            asks_for_none(await seen())
        await seen("enter")
        for session in journal.of_kind(Session):
            check_session(session, found, CATALOGUE)
            journal.remove(session.id)

        # What asks: always how far one runs, and the others.
        told = await seen("1", "n", "r")
        assert any(run_words(found, views.names) in line for line in told)
        for dialog in DIALOGS if every else [DIALOGS[turn % len(DIALOGS)]]:
            told = await seen("escape", *dialog)
            test = dict(zip(("1", "2", "3", "4"), LIKE, strict=False)).get(dialog[-1], "")
            if test and (why := barred(CATALOGUE.get(LIKE[test]), found)):
                assert any(why in line for line in told), dialog
