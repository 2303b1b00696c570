"""Rate both ankles, from any screen: open the check-in, save it, ask for stop signs when it calls for them."""

from __future__ import annotations

from journal.entries import CheckIn
from journal.rules.ankle.readings import asked_anew, moment_words
from journal.views.recent import recent
from journal.words.session import rating_words
from screens.entries.check_in.dialog import CheckInDialog
from screens.entries.check_in.stop_signs import ask_stop_signs
from screens.entries.saving import change_entry
from screens.frame.context import Context, changing


def said(check_in: CheckIn) -> str:
    """``left 2, right 0, on waking``: the check-in in words."""
    ratings = rating_words(check_in.left.rating, check_in.right.rating)
    return ", ".join(part for part in (ratings, moment_words(check_in.moment)) if part)


@changing
def rate_ankles(context: Context, *, after: str = "", intro: str = "") -> None:
    """Open the check-in; save what it answers, then ask for stop signs when the ratings call for it.

    ``after``: the session or run it follows, when the caller knows; else its moment is guessed.
    ``intro``: a line above the ratings, like why it is asked.
    """
    now = context.clock.now()
    history = recent(context.journal, context.today)
    entry = CheckIn(at=now, moment="after" if after else "", after=after)
    dialog = CheckInDialog(context, entry, history, now, intro)

    def answered(check_in: CheckIn) -> None:
        kept = context.add(check_in, f"Saved: {said(check_in)}.")
        if kept is not None:
            ask_if_open(context, kept)

    context.ask(dialog, answered)


@changing
def edit_check_in(context: Context, entry: CheckIn) -> None:
    now = context.clock.now()
    days = max(3, (now.date() - entry.at.date()).days + 3)
    dialog = CheckInDialog(context, entry, recent(context.journal, context.today, days), now)

    def answered(check_in: CheckIn) -> None:
        if check_in == entry:
            return
        check_in = asked_anew(check_in, entry, answered=dialog.signs_answered)
        if (kept := change_entry(context, entry, check_in, f"Saved: {said(check_in)}.")) is not None:
            ask_if_open(context, kept)

    context.ask(dialog, answered)


def ask_if_open(context: Context, check_in: CheckIn) -> None:
    """Ask for stop signs where the question is open now, by this rating or one before it."""
    if context.verdict.signs:
        ask_stop_signs(context, check_in)
