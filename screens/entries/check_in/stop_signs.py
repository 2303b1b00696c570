"""Stop signs: asked where a rating opens the question, and by a key at any time; at most eight at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

import msgspec
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from journal.entries import CheckIn
from journal.rules.verdict.signs import SHORT, pages, where
from journal.rules.verdict.verdict import Question
from journal.views.recent import recent
from journal.vocabulary import FACTS, SIGNS
from screens.drawing.key import Key
from screens.entries.answer import ask_question
from screens.entries.check_in.sign_list import SignList
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.widgets.line import PassingLine

LATER = "Stop signs not answered yet: {key} asks again. No running until then."
EVERY = "TNW"
"""All contexts in which signs are asked: after a twist, sore without one, while soreness lasts."""


class StopSignDialog(Dialog[tuple[str, ...]]):
    """Answers with the ids ticked, empty where "none of these" was chosen on each page; enter alone is no answer."""

    DIALOG_TITLE = "Is any of these so?"
    HELP_TEXT = (
        "Space ticks what is so, or the last line, None of these; then enter. Enter alone answers nothing. With later "
        "the question stays open, and Today says so."
    )
    KEYS = (
        Key("enter", "done", "Go on", "signs.done", "Go on with what is ticked"),
        Key("escape", "leave", "Later", "dialog.leave", "Leave the question for later"),
    )
    DEFAULT_CSS = """
    StopSignDialog > #frame { width: 80; border: round $error; }
    StopSignDialog #open { color: $error; }
    """

    def __init__(
        self,
        asked: Sequence[Sequence[str]],
        go_where: Callable[[str], str],
        ticked: Iterable[str] = (),
        open: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._pages, self._where = tuple(tuple(page) for page in asked), go_where
        self._was, self._open = tuple(ticked), tuple(open)
        self._ticked: tuple[str, ...] = ()
        self._page = 0

    def keys_line(self) -> str:
        tick, none = (self.key_of(id, SignList) for id in ("signs.tick", "signs.none"))
        return f"{tick} tick  {none} none  {super().keys_line()}"

    def compose_body(self) -> Iterable[Widget]:
        yield PassingLine(id="open")
        yield SignList(self._pages[0], self._was)

    def _told(self, id: str) -> Content:
        """A sign that is open already, and where to go with it."""
        return Content.assemble(("■ ", "bold $error"), (f"Ticked: {SHORT[id]}. ", "bold"), self._where(SIGNS[id].word))

    def on_mount(self) -> None:
        self.query_one("#open", PassingLine).show(Content("\n").join(self._told(id) for id in self._open))
        self._answer()

    def on_sign_list_changed(self) -> None:
        self.problem("")
        self._answer()

    def _answer(self) -> None:
        ticked = (*self._ticked, *self.query_one(SignList).signs)
        told = self._where(word) if (word := most_urgent(ticked)) else ""
        count = f" ({self._page + 1} of {len(self._pages)})" if len(self._pages) > 1 else ""
        self.entitle(f"■ {told}" if told else f"{self._title}{count}")

    def action_done(self) -> None:
        """To the next page, or answer; help that is needed now waits for no further page."""
        held = self.query_one(SignList)
        if not held.ticked:
            tick, none = (self.key_of(id, SignList) for id in ("signs.tick", "signs.none"))
            self.problem(f"Tick what is so with {tick}; {none} ticks the last line: None of these.")
            return
        self._ticked = (*self._ticked, *held.signs)
        if most_urgent(self._ticked) == "now" or self._page == len(self._pages) - 1:
            self.dismiss(self._ticked)
            return
        self._page += 1
        held.ask(self._pages[self._page], self._was)
        self.query_one("#frame", VerticalScroll).scroll_home(animate=False, immediate=True)
        self._answer()

    def action_leave(self) -> None:
        """For later; but a sign that was ticked is an answer, whichever key closes the question."""
        ticked = (*self._ticked, *self.query_one(SignList).signs)
        if set(ticked) - set(self._was):
            self.dismiss(ticked)
        else:
            super().action_leave()


def most_urgent(ids: Iterable[str]) -> str:
    """The word of the most urgent of these signs: ``now``, ``today`` or ``week``; empty without any."""
    words = {SIGNS[id].word for id in ids if id in SIGNS}
    return next((word for word in ("now", "today", "week") if word in words), "")


def where_to_go(context: Context) -> Callable[[str], str]:
    """Where to go for help of a word, by the runner's own number and clinic."""
    settings = context.settings
    return lambda word: where(word, settings.emergency_number, settings.clinic)


def facts_of(context: Context) -> set[str]:
    """Names of what holds about the runner: some signs are asked for that alone."""
    return {one.fact for one in context.views.facts(context.clock.now())}


@changing
def ask_stop_signs(context: Context, check_in: CheckIn | None = None) -> None:
    """Ask those of the open question, else all; show those that are open, and keep the answer.

    The answer belongs to ``check_in``, else to the last one of today; without either, a new one holds it. Left for
    later, an open question stays open.
    """
    found = context.verdict
    open_ones = tuple(dict.fromkeys(row.sign for row in found.rows if row.sign))
    is_open = bool(found.signs)
    contexts = found.signs or ("N" if check_in is not None else EVERY)
    asked = pages(contexts, FACTS if contexts == EVERY else facts_of(context))
    left = [page for whole in asked if (page := [id for id in whole if id not in open_ones])]
    dialog = StopSignDialog(left, where_to_go(context), open=open_ones)

    def put_off() -> None:
        if is_open:
            context.say(LATER.format(key=context.key("app.stop-signs")), error=True)

    def answered(ids: tuple[str, ...]) -> None:
        if (ids or is_open) and _keep(context, ids, check_in) and (word := most_urgent(ids)):
            context.say(where_to_go(context)(word), error=True)

    context.ask(dialog, answered, put_off)


def _keep(context: Context, ids: tuple[str, ...], check_in: CheckIn | None) -> bool:
    """Keep the answer with the check-in it is about, or one of its own; whether it is on the disk."""
    now, journal = context.clock.now(), context.journal
    history = recent(journal, context.today)
    today = [one for one in history.check_ins if one.at.date() == now.date() and one.at <= now]
    held = check_in or (today[-1] if today else None)
    # Beside signs that were seen a new one would open them again.
    if held is not None and held.stop_signs_cleared_at is None:
        edit = partial(_with_signs, ids=ids, at=now)
        return context.change(held.id, edit, label="answered stop signs") is not None
    moment = history.guess(now).moment
    entry = CheckIn(at=now, moment=moment, stop_signs=ids, stop_signs_answered_at=now)
    return context.add(entry) is not None


def _with_signs(check_in: CheckIn, *, ids: tuple[str, ...], at: datetime) -> CheckIn:
    signs = tuple(dict.fromkeys((*check_in.stop_signs, *ids)))
    return msgspec.structs.replace(check_in, stop_signs=signs, stop_signs_answered_at=at)


@changing
def ask_if_seen(context: Context) -> None:
    """Ask of every open sign, one after the other, whether somebody has seen it."""
    found = context.verdict
    if not (signs := dict.fromkeys(row.sign for row in found.rows if row.sign)):
        context.say("No stop sign is open.")
        return
    # The last one asked stands on top: in the order of the table.
    for id in reversed(signs):
        ask_question(context, Question(f"seen:{id}", "body", f"Was it seen: {SHORT[id]}?"))
