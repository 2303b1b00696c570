"""The runner's folder of new files: told of once at the start, and offered first by the import."""

from __future__ import annotations

import contextlib

from journal.errors import SurefootError
from journal.exchange.intake.inbox import InboxFile, remember, waiting
from journal.paths import as_typed
from library.words import counted
from screens.frame.context import Context


def new_files(context: Context) -> list[str]:
    """One sentence on the files that are new since a start told of any; none where there are none."""
    inbox = context.settings.inbox
    try:
        new = [file for file in waiting(as_typed(inbox)) if not file.said]
    except (OSError, SurefootError):
        return [f"{inbox}, your folder of new runs, cannot be read"]
    if not new:
        return []
    remember(new, "said")
    count = counted(len(new), "new file")
    brings = "brings it" if len(new) == 1 else "brings them"
    return [f"{count} in {inbox}: Import ({context.key('app.commands')}) {brings} in"]


def waiting_in(context: Context) -> list[InboxFile]:
    """The files that wait; none without such a folder, or where the runner may not name one."""
    with contextlib.suppress(OSError, SurefootError):
        if context.settings.inbox and not context.reach.restricted:
            return waiting(as_typed(context.settings.inbox))
    return []
