"""What dialogs that write share: the screen's one way to save, and the recent entries they look back on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import msgspec

from journal.entries import CheckIn, E, Run, Session

if TYPE_CHECKING:
    from screens.app.app import SurefootApp
T = TypeVar("T")


class Recent(msgspec.Struct, frozen=True):
    """Entries of the last days, oldest first."""

    check_ins: list[CheckIn]
    sessions: list[Session]
    runs: list[Run]


def recent(app: SurefootApp, days: int = 3) -> Recent:
    """The entries of today and so many days before."""
    since = app.clock.now().date() - timedelta(days=days)
    journal = app.journal
    return Recent(journal.of_kind(CheckIn, since), journal.of_kind(Session, since), journal.of_kind(Run, since))


def save(app: SurefootApp, verb: Callable[[], T], done: str = "") -> T | None:
    """Do one verb of the journal by the screen in sight (``JournalScreen.save``); None when it was refused."""
    from screens.frame.screen import JournalScreen

    for screen in reversed(app.screen_stack):
        if isinstance(screen, JournalScreen):
            return screen.save(verb, done)
    return verb()


def overlaid(before: E, typed: E, fresh: E) -> E:
    """The fresh entry with the fields the dialog changed, so that another login's change to the others stays."""
    changed = {
        name: getattr(typed, name) for name in before.__struct_fields__ if getattr(typed, name) != getattr(before, name)
    }
    entry: E = msgspec.structs.replace(fresh, **changed)
    return entry
