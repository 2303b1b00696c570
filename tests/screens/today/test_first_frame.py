"""The frame painted before Textual is loaded is Textual's first, cell for cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rich.console import COLOR_SYSTEMS
from textual.app import App

from journal.clock import FixedClock
from journal.entries import Note, Session
from journal.journal import Journal
from journal.settings.settings import Settings
from journal.views.views import Views
from library.catalogue import Catalogue
from screens.app.launch import first_frame
from screens.terminal.caret import caret_of
from screens.terminal.cells import Cell
from screens.terminal.mode import prepare
from screens.terminal.painter import Painter
from screens.terminal.updates import Updates
from screens.widgets.rows import Rows
from tests.support.exploring import by_turns, crossed
from tests.support.hostile import hostile_journal
from tests.support.journals import app_over, demo_journal, fixed_clock, open_journal
from tests.support.soreness import moment, rated

SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
TERMINALS: Mapping[str, Mapping[str, str]] = {
    "true colour": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
    "256 colours": {"TERM": "xterm-256color"},
    "16 colours": {"TERM": "xterm"},
    "light, 16": {"TERM": "xterm", "COLORFGBG": "0;15"},
    "light": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "COLORFGBG": "0;15"},
    "mono": {"TERM": "xterm-256color", "NO_COLOR": "1"},
    "over ssh": {"TERM": "xterm-256color", "COLORTERM": "truecolor", "SSH_TTY": "/dev/pts/1"},
}


def stopped(folder: Path) -> Journal:
    journal = open_journal(folder, clock=FixedClock(moment("20 09:00")))
    journal.add(rated("20 07:00", 6, 0, stop_signs=("pop-at-heel",)))
    return journal


def in_session(folder: Path) -> Journal:
    journal = demo_journal(folder)
    now = journal.clock.now()
    journal.add(Session(started_at=now, name="Strength"))
    return journal


def noted(folder: Path) -> Journal:
    """A note of several lines."""
    journal = demo_journal(folder)
    journal.add(
        Note(day=journal.clock.now().date(), text="First line\nand a second, longer than a narrow window has room for ")
    )
    return journal


JOURNALS: Mapping[str, Callable[[Path], Journal]] = {
    "empty": open_journal,
    "typical": demo_journal,
    "hostile": hostile_journal,
    "stop sign open": stopped,
    "session open": in_session,
    "noted": noted,
}


async def shown_by_textual(
    journal: Journal, settings: Settings, size: tuple[int, int], environ: dict[str, str], patch: pytest.MonkeyPatch
) -> tuple[list[list[Cell]], object, bool]:
    """The cells of Textual's first frame, where its cursor stands, and whether that is below the first page."""
    mode = prepare(environ, settings)
    patch.setattr(App.__dict__["theme"], "_default", mode.theme)
    if mode.colour == "none":
        patch.setenv("NO_COLOR", "1")
    app = app_over(journal, settings)
    app.use_terminal(mode)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        update = app.screen._compositor.render_full_update()
        updates = Updates(Painter(True), COLOR_SYSTEMS[environ["TEXTUAL_COLOR_SYSTEM"]], faint=mode.colour != "none")
        return (
            [cells for _, _, cells in updates._pieces(update)],
            caret_of(app),
            app.screen.query(Rows).first().scroll_offset.y > 0,
        )


@pytest.mark.parametrize(("kind", "terminal"), crossed(JOURNALS, TERMINALS, every=3))
@by_turns(4)
async def test_the_early_frame_is_textuals_first(
    kind: str, terminal: str, step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At every size: 168 windows in all, none left out.

    In ``make test`` one window of twelve: each journal and each terminal comes at two of the sizes or more.
    """
    journal, settings = JOURNALS[kind](tmp_path), Settings()
    journal_at, terminal_at = [*JOURNALS].index(kind), [*TERMINALS].index(terminal)
    first = (journal_at // 2 + (journal_at + terminal_at) // 3) % step
    for size in SIZES[first::step]:
        environ = {"LANG": "C.UTF-8", **TERMINALS[terminal]}
        views = Views(journal, settings, Catalogue.built_in()) if journal.first_day else None
        early = first_frame(journal, views, settings, prepare(dict(environ), settings), size)
        rows, caret, scrolled = await shown_by_textual(journal, settings, size, environ, monkeypatch)
        assert early is not None and not scrolled
        assert early.caret == caret and len(early.rows) == len(rows) == size[1]
        for y, (mine, theirs) in enumerate(zip(early.rows, rows, strict=True)):
            differ = [(x, a, b) for x, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
            assert not differ, (size, y, differ[:4])


def older(folder: Path) -> Journal:
    """A journal in whose place an older copy was put: its last check-in is lacking."""
    journal = open_journal(folder, [rated("20 07:00", 2, 0)])
    copy = journal.path.read_bytes()
    journal.add(rated("20 08:00", 3, 0))
    journal.path.write_bytes(copy)
    return open_journal(folder)


def only_read(folder: Path) -> Journal:
    return Journal.open(demo_journal(folder).path, fixed_clock(), read_only=True)


@pytest.mark.parametrize("made", [older, only_read])
def test_what_is_not_in_order_has_no_frame_before_textuals(made: Callable[[Path], Journal], tmp_path: Path) -> None:
    """What lacks something and what is read only are told of first."""
    journal, settings = made(tmp_path), Settings()
    assert journal.lacking or journal.read_only
    mode = prepare({"LANG": "C.UTF-8", "TERM": "xterm-256color"}, settings)
    views = Views(journal, settings, Catalogue.built_in())
    assert first_frame(journal, views, settings, mode, (80, 24)) is None
