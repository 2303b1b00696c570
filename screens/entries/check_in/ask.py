"""Rate both ankles, from any screen: open the check-in, save it, ask for stop signs when it calls for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec

from journal.entries import ANKLES, CheckIn
from journal.rules.ankle.readings import moment_words
from journal.rules.ankle.stop_signs import reasons_to_ask
from screens.entries.check_in.dialog import CheckInDialog
from screens.entries.check_in.stop_signs import ask_stop_signs
from screens.frame.context import overlaid, recent, save

if TYPE_CHECKING:
    from screens.app.app import SurefootApp


def said(check_in: CheckIn) -> str:
    """``left 2, right 0, on waking``: the check-in in words."""
    parts = [f"{side} {rating}" for side in ANKLES if (rating := check_in.side(side).rating) is not None]
    return ", ".join([*parts, moment_words(check_in.moment)])


def rate_ankles(app: SurefootApp, *, moment: str = "", after: str = "", intro: str = "") -> None:
    """Open the check-in; save what it answers, then ask for stop signs when the ratings call for it.

    Args:
        moment: the moment to offer instead of a guess.
        after: the session or run it follows, when the caller knows.
        intro: a line above the ratings, like why it is asked.
    """
    now = app.clock.now()
    history = recent(app)
    entry = CheckIn(at=now, moment=moment, after=after)
    dialog = CheckInDialog(entry, history, now, intro)

    def answered(check_in: CheckIn | None) -> None:
        if check_in is None:
            return
        kept = save(app, partial(app.journal.add, check_in), f"Saved: {said(check_in)}.")
        reasons = () if dialog.signs_answered or kept is None else _reasons(app, kept)
        if kept is not None and reasons:
            ask_stop_signs(app, kept, reasons)

    app.push_screen(dialog, answered)


def edit_check_in(app: SurefootApp, id: str) -> None:
    """Open a check-in of the journal to change it."""
    entry = app.journal.get(id)
    if not isinstance(entry, CheckIn):
        app.say("This check-in is no longer in the journal.", error=True)
        return
    now = app.clock.now()
    days = max(3, (now.date() - entry.at.date()).days + 3)
    dialog = CheckInDialog(entry, recent(app, days), now)

    def answered(check_in: CheckIn | None) -> None:
        if check_in is None or check_in == entry:
            return
        reasons = () if dialog.signs_answered else _reasons(app, check_in, entry)
        if reasons:
            # What was answered before was not about this.
            check_in = msgspec.structs.replace(check_in, stop_signs_answered_at=None)
        kept = save(
            app, partial(app.journal.change, id, partial(overlaid, entry, check_in)), f"Saved: {said(check_in)}."
        )
        if kept is not None and reasons:
            ask_stop_signs(app, kept, reasons)

    app.push_screen(dialog, answered)


def _reasons(app: SurefootApp, check_in: CheckIn, before: CheckIn | None = None) -> tuple[str, ...]:
    """Why the check-in calls for the stop-sign question; after an edit, only what did not before."""
    if check_in.stop_signs:
        return ()
    earlier = app.journal.of_kind(CheckIn, until=check_in.at.date())
    asked = () if before is None else reasons_to_ask(before, earlier)
    return tuple(reason for reason in reasons_to_ask(check_in, earlier) if reason not in asked)
