"""What a runner reads on screens, in dialogs, help, commands and the library: plain words, none of Surefoot's own.

The seven screens over each row are walked in ``test_nothing_forbidden_shown.py``, by the words named here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from textual.pilot import Pilot

from journal.clock import FixedClock
from journal.entries import Plan, PlannedRoutine, day_of
from journal.journal import Journal
from journal.rules.ankle.cards import CARDS, SELF_CARE
from journal.rules.verdict.bars import BARS
from journal.rules.verdict.table import TABLE
from journal.vocabulary import FACTS, QUESTIONS, ROW_WORDS, SIGNS
from library.catalogue import Catalogue
from screens.app.keys import declared
from screens.cli import main
from screens.frame.dialog import Dialog
from screens.frame.screen import JournalScreen
from tests.support.exploring import some
from tests.support.journals import app_over, open_journal
from tests.support.manual import commands
from tests.support.sight import painted
from tests.support.verdicts import D0, at, story

OURS = re.compile(r"\b(loads?|rows?|rungs?|phases?|gates?|episodes?|bouts?|settled|unsettled|barred)\b", re.IGNORECASE)
NEVER = re.compile(r"\b(likely|you have|safe|fine|36 h|in a row)\b", re.IGNORECASE)
Kind = TypeVar("Kind")

STATES = {
    "calm": (["d0 wk both 0"], []),
    "rolled": (["d0 ev left 7 ankle-roll atfl swollen open"], []),
    "a stop sign": (["d0 ev left 5 achilles-insertion sign:pop-at-heel", "d1 wk left 4"], []),
    "after a twist": (["d0 ev left 7 ankle-roll atfl swollen", "d1-d9 wk left 2 atfl", "d5-d6 answer left p1 yes"], []),
    "giving way": (["d0 ev left 2 giving-way", "d5 ev left 2 giving-way metatarsals sharp"], []),
    "asked": (["d0-d8 wk left 2 achilles-mid", "d5 asked left C5 R3"], ["pregnant d0"]),
    "repeat": (["d0 run 8", "d0-d1 wk left 3 calf"], ["under-18 d0"]),
    "unload": (["d0 wk left 7 calf", "d0 run 8"], ["diabetes-nerve d0"]),
    "week": (["d0-d9 wk left 4 achilles-mid"], ["operation d0 left"]),
    "today": (["d0-d1 wk left 9 calf"], ["quinolone d0-d7"]),
    "now": (["d0 wk left 3 calf sign:numb-cold-foot"], []),
}
DIALOGS = (*"na", "escape", *"nm", "escape", *"nr", "escape", "r")
WALK = (*"1456vvvv5vvvv7", "enter", "escape", "exclamation_mark", "escape", *DIALOGS)


def told(name: str, folder: Path) -> Journal:
    """A journal in one of the states, with a plan, on the evening of its last day."""
    lines, facts = STATES[name]
    entries = [
        *story(lines, facts),
        Plan(since=D0, routines=(PlannedRoutine(routine="strength", times_per_week=7),)),
    ]
    last = max(day_of(one) or D0 for one in entries)
    return open_journal(folder, entries, FixedClock(at((last - D0).days, 21.5)))


@pytest.mark.parametrize("name", some(["calm", "rolled", "a stop sign"], ["calm", "a stop sign"]))
async def test_no_word_of_ours_is_painted(name: str, tmp_path: Path) -> None:
    """Through the screens that lead, their parts and dialogs, where a window is small."""
    async with app_over(told(name, tmp_path)).run_test(size=(80, 24)) as pilot:
        await _walk(pilot)


@pytest.mark.parametrize("name", list(STATES))
def test_no_word_of_ours_is_printed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the commands that say what may be done, and by what they ask."""
    journal = told(name, tmp_path)
    monkeypatch.setenv("SUREFOOT_NOW", journal.clock.now().isoformat())
    journal.close()
    for command in (["today"], ["week"], ["week", "--format", "markdown"], ["report"], ["answer"], ["about"]):
        assert main(["--journal", str(journal.path), *command]) == 0
        said = capsys.readouterr().out
        assert (OURS.findall(said), NEVER.findall(said)) == ([], []), command


@pytest.mark.parametrize("command", commands())
def test_no_word_of_ours_is_in_the_help_of_a_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where it lists what its options may name, too."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    assert OURS.findall(capsys.readouterr().out) == []


async def _walk(pilot: Pilot[None]) -> None:
    for key in WALK:
        await pilot.press(key)
        await pilot.pause()
        said = "\n".join(painted(pilot.app.screen))
        assert not OURS.findall(said), key
        assert not NEVER.findall(said), key


def test_no_word_of_ours_is_in_what_can_be_said() -> None:
    """All the tables that screens speak from, also what no state above brings up."""
    said = [
        *(text for row in TABLE for step in row.steps for text in (step.says, step.asks)),
        *(bar.says for bar in BARS),
        *(sign.label for sign in SIGNS.values()),
        *(term.label for terms in (QUESTIONS, FACTS) for term in terms.values()),
        *ROW_WORDS.values(),
        *SELF_CARE,
        *(text for card in CARDS for text in (card.title, card.article, card.but, card.self_care, card.alike)),
        *(key.tooltip for key in declared().values()),
        *(text for one in below(Dialog) for text in (one.DIALOG_TITLE, one.HELP_TEXT)),
        *(screen.HELP_TEXT for screen in below(JournalScreen)),
    ]
    assert [text for text in said if OURS.search(text)] == []


def test_no_word_of_ours_is_in_the_library() -> None:
    """Nor what calms, in any text of an exercise, a routine or a cue card; a source keeps its title."""
    catalogue = Catalogue.built_in()
    found: list[str] = []

    def read(value: object) -> None:
        if isinstance(value, str):
            found.extend([value] if " " in value and (OURS.search(value) or NEVER.search(value)) else [])
        elif isinstance(value, dict):
            for name, one in value.items():
                read("" if name == "sources" else one)
        elif isinstance(value, list | tuple):
            for one in value:
                read(one)

    read(msgspec.to_builtins([*catalogue.all(), *catalogue.routines(), *catalogue.cues()]))
    assert found == []


def below(kind: type[Kind]) -> Iterator[type[Kind]]:
    """Every class that is of a kind, among those that are imported."""
    for one in kind.__subclasses__():
        yield one
        yield from below(one)
