"""Another copy of the journal beside it, left by a sync program: merged in if the runner says so, then put away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from textual.widget import Widget

from journal.errors import SurefootError
from journal.journal import Journal
from journal.upkeep.copies import AWAY, new_in, put_away
from journal.words.names import Names
from screens.drawing.key import Key
from screens.exchange.bring_in import Looked, looked, merge
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.widgets.line import Line


class PutAwayDialog(Dialog[bool]):
    """Asks whether a copy that has been merged is moved out of the way."""

    KEYS = (Key("enter", "put_away", "Put it away", "copies.away", "Move the copy into a folder beside the journal"),)

    def __init__(self, name: str) -> None:
        super().__init__("Put the copy away?")
        self._name = name

    def compose_body(self) -> Iterable[Widget]:
        yield Line(f"{self._name} holds nothing now that is not here. It is moved into the folder {AWAY} beside it.")

    def action_put_away(self) -> None:
        self.dismiss(True)


def with_news(journal: Journal, copies: Sequence[Path], names: Names) -> list[tuple[Path, Looked]]:
    """Those that hold something which is not here, read; what cannot be read is left to ``check``."""
    found, documents = [], dict(journal.documents())
    for copy in copies:
        with suppress(SurefootError):
            if new_in(copy, documents):
                found.append((copy, looked(journal, copy, names)))
    return found


def offer_copy(context: Context, copy: Path, found: Looked) -> None:
    """Show what merging a copy would do, do it when the runner agrees, and ask what becomes of the copy."""
    merge(context, found, partial(_merged, context, copy), title="Beside your journal, another copy: {}")


def _merged(context: Context, copy: Path) -> None:
    def decide(_: bool) -> None:
        try:
            context.say(f"Moved to {put_away(copy)}.")
        except SurefootError as error:
            context.say(str(error), error=True)

    context.ask(PutAwayDialog(copy.name), decide)
