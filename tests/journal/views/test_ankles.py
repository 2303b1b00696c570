"""What a year says of an ankle: a roll that was the other's is no part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from journal.clock import FixedClock
from journal.entries import ANKLES, Answer, Whose
from journal.rules.verdict.verdicts import Verdicts
from journal.views.ankles import ankle_year, own
from journal.vocabulary import TRIGGERS
from screens.cli import main
from tests.support.journals import open_journal
from tests.support.verdicts import at, check_in, days_of, story

ROLLED = [check_in(0, 6, 2, "evening", ["ankle-roll"])]


@pytest.mark.parametrize(
    ("side", "value", "told"),
    [
        (None, True, ["left", "right"]),
        ("left", True, ["left"]),
        ("right", True, ["right"]),
        ("right", False, ["left"]),
        ("body", True, ["left", "right"]),
    ],
)
def test_a_roll_is_told_of_the_ankle_it_was(side: Whose | None, value: bool, told: list[str], tmp_path: Path) -> None:
    """Of both while nobody has said which; the other's spell has its own soreness and no roll."""
    said = [] if side is None else [Answer(at=at(0, 22), question="which-side", side=side, value=value)]
    entries = [*story(["d1-d5 wk both 1"]), *ROLLED, *said]
    with open_journal(tmp_path, entries, FixedClock(at(5, 20))) as journal:
        found = Verdicts(days_of(entries)).at(at(5, 20))
        year = ankle_year(journal, at(5, 20), found, everything=True)
        assert [one for one in ANKLES if "ankle-roll" in year.courses[one][-1].triggers] == told
        assert [year.courses[one][-1].peak.rating for one in ANKLES] == [6, 2]
        assert len(own(journal.of_kind(type(ROLLED[0])), "left", found)) == len(year.check_ins)


def test_the_physios_page_says_nothing_of_a_roll_beside_the_other_ankle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As it says below which ankle it was."""
    said = Answer(at=at(0, 22), question="which-side", side="left", value=True)
    open_journal(tmp_path, [*story(["d1-d5 wk both 1"]), *ROLLED, said], FixedClock(at(5, 20))).close()
    monkeypatch.setenv("SUREFOOT_JOURNAL", str(tmp_path / "journal.json"))
    monkeypatch.setenv("SUREFOOT_NOW", at(5, 20).isoformat())
    assert main(["report"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    left, right = page.split("Left ankle still open")[1].split("Right ankle still open")
    assert TRIGGERS["ankle-roll"].label in left and TRIGGERS["ankle-roll"].label not in right
