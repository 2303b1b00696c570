"""After an import: what the file could not know, run by run of the last days. One key answers, esc leaves the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

import msgspec
from textual import events
from textual.content import Content
from textual.widget import Widget

from journal.entries import ANKLES, Ankle, AnkleReport, CheckIn, Run, Shoe
from journal.rules.ankle.moments import LATER
from journal.rules.ankle.readings import elapsed
from journal.rules.shoes.shoes import on_foot
from journal.words.entry import line
from screens.drawing.key import Key
from screens.entries.check_in.ask import ask_if_open
from screens.frame.context import Context
from screens.frame.dialog import Dialog
from screens.widgets.line import Line

DAYS = 14
"""Further back nobody remembers how an ankle was. House rule."""
SHOE = "shoe"
WORST = "x"
"""The key of a ten, which no digit is."""


class NotKnown(msgspec.Struct, frozen=True):
    """One question about one run: its shoe, or how an ankle was after it."""

    run: Run
    asks: str


def missing(runs: Iterable[Run], check_ins: Sequence[CheckIn], shoes: Sequence[Shoe]) -> list[NotKnown]:
    """What is not known of these runs, in their order. An ankle was asked after by a check-in of the hours after it."""
    found: list[NotKnown] = []
    for run in runs:
        if shoes and not run.shoe and on_foot(run):
            found.append(NotKnown(run, SHOE))
        if not any(_is_after(one, run) for one in check_ins):
            found += [NotKnown(run, side) for side in ANKLES]
    return found


def _is_after(check_in: CheckIn, run: Run) -> bool:
    since = elapsed(run.started_at, check_in.at) - timedelta(seconds=run.duration_s or 0)
    return check_in.after == run.id or timedelta(0) <= since <= LATER


def ask_missing(context: Context, ids: Sequence[str]) -> None:
    """Ask for it, newest run first; nothing is asked where nothing is missing."""
    journal, since = context.journal, context.clock.now() - timedelta(days=DAYS)
    brought, first = set(ids), since.date() - timedelta(days=1)  # a day may begin earlier elsewhere
    runs = [run for run in journal.of_kind(Run, first) if run.id in brought and run.started_at >= since]
    runs = [run for run in reversed(runs) if run.started_at <= context.clock.now()]
    shoes = [shoe for shoe in journal.of_kind(Shoe) if shoe.retired is None]
    if asked := missing(runs, journal.of_kind(CheckIn, first), shoes):
        context.ask(MissingDialog(context, asked, shoes))


class MissingDialog(Dialog[None]):
    """Goes through the questions one by one; each answer is saved at once."""

    DIALOG_TITLE = "What is missing"
    HELP_TEXT = (
        "A digit answers and goes on to the next question. For an ankle 0 is none and 9 nearly the worst there is; x "
        "is the worst, a 10."
    )
    KEYS = (
        Key("enter", "skip", "Not this one", "missing.skip", "Leave this question open"),
        Key("escape", "leave", "Done", "dialog.leave", "Leave the rest open"),
    )
    DEFAULT_CSS = """
    MissingDialog #question { text-style: bold; margin-top: 1; }
    """

    def __init__(self, context: Context, asked: Sequence[NotKnown], shoes: Sequence[Shoe]) -> None:
        super().__init__()
        self.context, self._asked = context, asked
        self._shoes = shoes[:9]
        self._at = 0
        self._rated: dict[Ankle, int] = {}
        self._last: CheckIn | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Line(id="run")
        yield Line(id="question")
        yield Line(id="choices")

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        now = self._asked[self._at]
        runs = list(dict.fromkeys(one.run.id for one in self._asked))
        place = f"{runs.index(now.run.id) + 1} of {len(runs)}"
        self.query_one("#run", Line).show(
            f"{now.run.started_at:%a %d %b %H:%M}  {line(now.run, self.context.views.names)}  ({place})"
        )
        if now.asks == SHOE:
            asks, choices = "In which shoes?", [f"{n}  {shoe.name}" for n, shoe in enumerate(self._shoes, 1)]
        else:
            asks, choices = f"How was the {now.asks} ankle after it?", [f"0 none  …  9   {WORST} the worst there is"]
        self.query_one("#question", Line).show(asks)
        self.query_one("#choices", Line).show(Content("\n".join(choices)))

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        now = self._asked[self._at]
        digit = int(character) if character.isdecimal() and character.isascii() else 10 if character == WORST else None
        if digit is None:
            return
        event.stop()
        if now.asks != SHOE:
            self._rated[now.asks] = digit  # type: ignore[index]
        elif 1 <= digit <= len(self._shoes):
            shoe = self._shoes[digit - 1].id
            self.context.change(now.run.id, lambda run: msgspec.structs.replace(run, shoe=shoe))
        else:
            return
        self.action_skip()

    def action_skip(self) -> None:
        """To the next question."""
        before = self._asked[self._at].run
        self._at += 1
        if self._at == len(self._asked) or self._asked[self._at].run.id != before.id:
            self._keep(before)
        if self._at == len(self._asked):
            self._end()
        else:
            self._show()

    def _keep(self, run: Run) -> None:
        """Save how the ankles were after a run, as far as that was answered."""
        if not self._rated:
            return
        left, right = (AnkleReport(rating=self._rated.get(side)) for side in ANKLES)
        self._rated = {}
        at = min(self.context.clock.now(), run.started_at + timedelta(seconds=run.duration_s or 0))
        entry = CheckIn(at=at, moment="after", after=run.id, left=left, right=right)
        self._last = self.context.add(entry) or self._last

    def action_leave(self) -> None:
        self._keep(self._asked[self._at].run)
        self._end()

    def _end(self) -> None:
        self.dismiss(None)
        if self._last is not None:
            ask_if_open(self.context, self._last)
