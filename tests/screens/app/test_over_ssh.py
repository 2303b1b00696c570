"""Over SSH the row under the cursor is marked by its edge alone: a move sends two cells, not two rows."""

from __future__ import annotations

from rich.color import ColorSystem

from journal.journal import Journal
from screens.terminal.caret import caret_of
from screens.terminal.mode import prepare
from screens.terminal.painter import Painter
from screens.terminal.updates import Updates
from screens.widgets.rows import Rows
from tests.support.by_key import press
from tests.support.journals import app_over

TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
MOVE, MOVE_WITH_DETAIL = 60, 700
"""Bytes a move may cost: two edges and the way between them; with everything about another pair of shoes below."""


async def test_a_move_sends_the_edges_alone(demo: Journal) -> None:
    """In every list, on a card too; locally the row has a ground, and its letters are sent with it."""
    over_ssh, local = [await sent_for_a_move(demo, {**TERMINAL, **more}) for more in ({"SSH_TTY": "/dev/pts/1"}, {})]
    for screen, sent in over_ssh.items():
        assert sent <= (MOVE_WITH_DETAIL if screen == "4" else MOVE) < local[screen], screen


async def sent_for_a_move(journal: Journal, environ: dict[str, str]) -> dict[str, int]:
    """Bytes sent when the cursor of a screen's list goes a line down, at 80x24, by the screen's key."""
    app = app_over(journal)
    app.use_terminal(prepare(environ, app.context.settings))
    sent: dict[str, int] = {}
    async with app.run_test(size=(80, 24)) as pilot:
        for screen in ("1", "2", "4", "5", "6", "7"):
            await press(pilot, screen)
            updates, rows = Updates(Painter(True), ColorSystem.TRUECOLOR), app.screen.query(Rows).first()

            def frame(updates: Updates = updates) -> str:
                return updates.frame(app.screen._compositor.render_full_update(), (80, 24), caret_of(app))

            at, _ = rows.cursor, frame()
            rows.action_down()
            await pilot.pause()
            assert rows.cursor > at, screen
            sent[screen] = len(frame().encode())
    return sent
