"""What trouble looks like: a change not saved, a journal open for reading only, one that cannot be opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journal.errors import NotSaved
from journal.journal import Journal
from screens.app.damaged import DamagedApp
from tests.support.exploring import crossed, some
from tests.support.journals import app_over, demo_journal, fixed_clock, refusal

SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
KEYS = {"today": "1", "session": "3", "shoes": "4"}


@pytest.mark.parametrize(("mode", "size"), crossed(KEYS, SIZES, every=2))
def test_a_read_only_journal(mode: str, size: str, snap_compare: Any, tmp_path: Path) -> None:
    """The banner says why; the keys that would write are not there."""
    with demo_journal(tmp_path) as whole:
        path = whole.path
    app = app_over(Journal.open(path, fixed_clock(), read_only=True))
    assert snap_compare(app, terminal_size=SIZES[size], press=[KEYS[mode]])


@pytest.mark.parametrize("size", some(SIZES, ["80x24"]))
def test_a_change_not_saved(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """The banner names the reason and the key that tries again."""
    app = app_over(demo_journal(tmp_path))

    def full() -> None:
        raise NotSaved("not saved: the disk is full")

    async def fail(pilot: Any) -> None:
        app.context.save(full)
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=fail)


@pytest.mark.parametrize("size", SIZES)
def test_a_damaged_journal(size: str, snap_compare: Any, tmp_path: Path) -> None:
    """What is wrong, what can be read, and the ways back."""
    with demo_journal(tmp_path) as journal:
        journal.apply({"77": {"kind": "deleted", "was": "note"}}, "merged", keep="merge")
        path = journal.path
    data = path.read_bytes()
    middle = data.index(b"\n,") + 20
    path.write_bytes(data[:middle] + bytes(100) + data[middle + 100 :])
    assert snap_compare(DamagedApp(path, refusal(path), fixed_clock()), terminal_size=SIZES[size])
