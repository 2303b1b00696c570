"""Shoes as it looks: a pair's text in focus, miles, a narrow terminal, and each of its dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journal.settings.settings import Settings
from tests.support.exploring import some
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal

PETREL = ["4", "down", "down"]


SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40)}


@pytest.mark.parametrize("size", some(SIZES, ["60x20", "120x40"]))
def test_all_about_a_pair(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """The pair whose heel slips, its text in focus."""
    assert snap_compare(app_over(demo_journal(tmp_path)), terminal_size=SIZES[size], press=[*PETREL, "enter"])


def test_the_end_of_what_is_said_about_a_pair(snap_compare: Any, tmp_path: Path) -> None:
    """Soreness, remarks and runs, at the design's size."""
    assert snap_compare(app_over(demo_journal(tmp_path)), terminal_size=(80, 24), press=[*PETREL, "enter", "end"])


def test_miles(snap_compare: Any, tmp_path: Path) -> None:
    """Where the runner counts in miles."""
    assert snap_compare(
        app_over(demo_journal(tmp_path), Settings(distance="mi")), terminal_size=(80, 24), press=["4", "o"]
    )


DIALOGS = {
    "add": ["a"],
    "edit": ["e"],
    "retire": ["P"],
    "remark": ["m"],
    "run": ["o", *"31:30", "tab", *"9,8"],
    "fit-check": ["f", *"yynyyyyn"],
    "rubs": ["f", "y", "f", "right", "space"],
    "two-checks": ["c"],
    "by-surface": ["s"],
}


@pytest.mark.parametrize("name", some(DIALOGS, ["edit", "retire", "run", "fit-check", "two-checks"]))
def test_a_dialog_of_shoes(name: str, snap_compare: Any, tmp_path: Path) -> None:
    """Each dialog fits the design's size."""
    assert snap_compare(app_over(demo_journal(tmp_path)), terminal_size=(80, 24), press=[*PETREL, *DIALOGS[name]])


@pytest.mark.parametrize("keys", [["e"], ["f"]], ids=["edit", "fit-check"])
def test_hostile_text_in_a_pair(keys: list[str], snap_compare: Any, tmp_path: Path) -> None:
    """Nothing of it is markup, nothing moves the frame."""
    assert snap_compare(app_over(hostile_journal(tmp_path)), terminal_size=(80, 24), press=["4", *keys])
