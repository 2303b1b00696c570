"""Stop signs: asked after a check-in that calls for it, and by a key at any time; cleared by a person only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial

import msgspec
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from journal.dates import relative_day
from journal.entries import CheckIn
from journal.rules.ankle.moments import guess
from journal.rules.ankle.stop_signs import (
    URGENCY_WORDS,
    OpenStopSign,
    cleared,
    highest_urgency,
    open_stop_signs,
    unanswered,
)
from journal.views.recent import recent
from journal.vocabulary import STOP_SIGNS, Urgency
from screens.drawing.key import Key
from screens.entries.check_in.sign_list import SignList
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.widgets.line import Line

URGENCY_STYLES = {
    Urgency.EMERGENCY: "bold $error",
    Urgency.SAME_DAY: "bold $error",
    Urgency.URGENT: "bold $warning",
    Urgency.SOON: "bold $warning",
}


WAITS = 21
"""So many days back a question left for later is looked for, as on Today."""
LATER = "Stop signs not answered yet: {key} asks again."


LAST_ONES = "These are the last ones: {key} again when none is so"


class StopSignDialog(Dialog[tuple[str, ...]]):
    """Answers with the ids ticked; an empty answer says nothing about the ankle."""

    DIALOG_TITLE = "Stop signs: is any of these so?"
    KEYS = (
        Key("enter", "done", "Done, also with none", "signs.done", "Go on with what is ticked"),
        Key("escape", "leave", "Later", "dialog.leave", "Leave the question for later"),
    )
    DEFAULT_CSS = """
    StopSignDialog > #frame { width: 80; border: round $error; }
    StopSignDialog #why { color: $text-muted; display: none; }
    StopSignDialog #why.shown { display: block; }
    """

    def __init__(self, reasons: Sequence[str] = (), ticked: Iterable[str] = ()) -> None:
        super().__init__()
        self._reasons, self._was = tuple(reasons), tuple(ticked)

    def keys_line(self) -> str:
        return f"{self.key_of('signs.tick', SignList)} tick  {super().keys_line()}"

    def compose_body(self) -> Iterable[Widget]:
        why = Line(f"Asked because {'; '.join(self._reasons)}.", id="why")
        why.set_class(bool(self._reasons), "shown")
        yield why
        yield SignList(self._was)
        yield Line(id="answer")

    def on_mount(self) -> None:
        self._answer()

    def on_sign_list_changed(self) -> None:
        self._answer()

    def _answer(self) -> None:
        ticked = self.query_one(SignList).ticked
        self.query_one("#answer", Line).show(urgency_content(ticked))
        # On a small screen the answer may be below the edge; the title is always in sight.
        urgency = highest_urgency(ticked)
        title = self._title if urgency is None else f"■ {URGENCY_WORDS[urgency]}"
        self.entitle(title)

    def action_done(self) -> None:
        """Answer; on a small screen only once the last sign has been in sight: none of ten is said of ten read."""
        ticked = self.query_one(SignList).ticked
        frame = self.query_one("#frame", VerticalScroll)
        if not ticked and frame.scroll_offset.y < frame.max_scroll_y:
            self.query_one(SignList).cursor = len(STOP_SIGNS) - 1
            self.entitle(LAST_ONES.format(key=self.key_of("signs.done")))
            return
        self.dismiss(tuple(id for id in STOP_SIGNS if id in ticked))

    def action_leave(self) -> None:
        """For later; but a sign that was ticked is an answer, whichever key closes the question."""
        if self.query_one(SignList).ticked - set(self._was):
            self.action_done()
        else:
            super().action_leave()


def urgency_content(ids: Iterable[str]) -> Content:
    """How soon ticked signs ask for help and what to do; without any, a reminder that none proves nothing."""
    held = list(ids)
    urgency = highest_urgency(held)
    if urgency is None:
        return Content.assemble(
            ("None ticked proves nothing; if you are worried, ask a professional.", "$foreground-muted")
        )
    responses = dict.fromkeys(
        sign.response for id, sign in STOP_SIGNS.items() if id in held and sign.urgency is urgency
    )
    return Content.assemble((f"■ {URGENCY_WORDS[urgency]}. ", URGENCY_STYLES[urgency]), " ".join(responses))


@changing
def ask_stop_signs(context: Context, check_in: CheckIn | None = None, reasons: Sequence[str] = ()) -> None:
    """Ask the question and keep the answer, also when none is ticked; left for later, it stays asked.

    The answer belongs to ``check_in``, else to the one whose question was left for later; without either, a new
    check-in holds what is ticked.
    """
    asked = recent(context.journal, context.today, WAITS).check_ins
    waiting = None if check_in else unanswered(asked, context.clock.now())
    if waiting is not None:
        check_in, reasons = waiting.check_in, waiting.reasons

    def answered(ids: tuple[str, ...] | None) -> None:
        if ids is None:
            if check_in is not None and check_in.stop_signs_answered_at is None:
                context.say(LATER.format(key=context.key("app.stop-signs")), error=True)
            return
        now = context.clock.now()
        if check_in is not None:
            edit = partial(_with_signs, ids, now)
            done = context.save(partial(context.journal.change, check_in.id, edit, "answered stop signs"))
        elif ids:
            history = recent(context.journal, context.today)
            guessed = guess(now, history.check_ins, history.sessions, history.runs)
            entry = CheckIn(at=now, moment=guessed.moment, stop_signs=ids, stop_signs_answered_at=now)
            done = context.save(partial(context.journal.add, entry))
        else:
            return
        urgency = highest_urgency(ids)
        if done is not None and urgency is not None:
            context.say(f"{URGENCY_WORDS[urgency]}. Training suggestions rest until this is cleared.", error=True)

    context.ask(StopSignDialog(reasons, check_in.stop_signs if check_in else ()), answered)


def _with_signs(ids: tuple[str, ...], now: datetime, check_in: CheckIn) -> CheckIn:
    """The answer; signs that were cleared stay so unless others are ticked."""
    cleared_at = check_in.stop_signs_cleared_at if ids == check_in.stop_signs else None
    return msgspec.structs.replace(
        check_in, stop_signs=ids, stop_signs_cleared_at=cleared_at, stop_signs_answered_at=now
    )


class ClearDialog(Dialog[bool]):
    """Answers True when a person clears the open stop signs."""

    DIALOG_TITLE = "Clear the stop signs?"
    KEYS = (
        Key("y", "clear", "Yes, clear", "signs.clear", "Clear them"),
        Key("enter", "leave", "Keep", "signs.keep", "Keep them"),
    )

    def __init__(self, signs: Sequence[OpenStopSign], today: date) -> None:
        super().__init__()
        self._signs, self._today = signs, today

    def compose_body(self) -> Iterable[Widget]:
        for one in self._signs:
            yield Line(
                Content.assemble(
                    ("■ ", URGENCY_STYLES[one.sign.urgency]),
                    one.sign.label,
                    (f" ({relative_day(one.since.date(), self._today)})", "$foreground-muted"),
                )
            )
        yield Line()
        yield Line(
            "Clear them when a professional has seen the ankle and you are content with the answer, or when the tick "
            "was a slip. Surefoot then suggests training again. Feeling better alone is a reason to ask, not to clear."
        )

    def action_clear(self) -> None:
        self.dismiss(True)


@changing
def clear_stop_signs(context: Context) -> None:
    """Let the runner clear every open stop sign, after reading what that means."""
    now = context.clock.now()
    held = context.journal.of_kind(CheckIn)
    signs = open_stop_signs(held, now)
    if not signs:
        context.say("No stop sign is open.")
        return
    ids = [one.id for one in held if one.stop_signs and one.stop_signs_cleared_at is None and one.at <= now]

    def answered(yes: bool | None) -> None:
        if yes:
            edits = {id: partial(cleared, now=context.clock.now()) for id in ids}
            verb = partial(context.journal.record, change=edits, label="cleared the stop signs")
            context.save(verb, "Stop signs cleared.")

    context.ask(ClearDialog(signs, now.date()), answered)
