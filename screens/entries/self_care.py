"""Self-care: what usually helps for a sore day, and the log that it was done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Literal

import msgspec
from textual.widget import Widget

from journal.entries import ANKLES, CheckIn, Item, Session, Set, Side
from journal.rules.ankle.bouts import SELF_CARE_EXERCISES
from journal.rules.ankle.cards import SELF_CARE
from journal.rules.ankle.readings import latest
from library.routine import PlannedDose
from library.words import capitalised
from screens.drawing.key import Key
from screens.frame.context import Context, changing
from screens.frame.dialog import Dialog
from screens.widgets.line import Line


class SelfCareDialog(Dialog[Side]):
    """Answers with the side self-care was done for."""

    DIALOG_TITLE = "Self-care for a sore day"
    KEYS = (
        Key("l", "log('left')", "Log it: left", "self-care.left", "Log self-care of the left ankle"),
        Key("r", "log('right')", "right", "self-care.right", "Log self-care of the right ankle"),
        Key("b", "log('both')", "both", "self-care.both", "Log self-care of both ankles"),
        Key("enter", "log('')", "as sore", "self-care.log", "Log it for what is sore", show=False),
    )

    def __init__(self, side: Side, helps: Sequence[str]) -> None:
        super().__init__()
        self.side, self._helps = side, helps

    def compose_body(self) -> Iterable[Widget]:
        for line in self._helps:
            yield Line(f"· {line}")
        yield Line()
        log = capitalised(self.key_of("self-care.log"))
        yield Line(f"{log} logs it now ({self.side}).")

    def keys_line(self) -> str:
        return f"{self.key_of('self-care.log')} log it  {super().keys_line()}"

    def action_log(self, side: Side | Literal[""]) -> None:
        self.dismiss(side or self.side)


@changing
def log_self_care(context: Context) -> None:
    """Show what usually helps, or what comes before it; log it as a finished session of self-care."""
    now = context.clock.now()
    held = context.journal.of_kind(CheckIn, (now - timedelta(days=366)).date())
    sore = [side for side in ANKLES if (last := latest(held, side, now)) is not None and last.rating]

    def answered(side: Side) -> None:
        at = context.clock.now()
        exercise = context.catalogue.get(min(SELF_CARE_EXERCISES))
        dose = msgspec.structs.replace(PlannedDose.of(exercise), sets=1, per_side=False)
        done = Set(
            id=context.journal.new_id(), side=side, duration_s=dose.duration_s, done_at=at, result="done", updated_at=at
        )
        item = Item(
            id=context.journal.new_id(),
            exercise=exercise.id,
            name=exercise.name,
            dose=dose,
            sets=(done,),
            updated_at=at,
        )
        session = Session(started_at=at, finished_at=at, state="finished", name="Self-care", items=(item,))
        context.add(session, f"Logged: self-care, {side}.")

    found = context.verdict
    helps = [line.text for line in context.views.told(found)[:2]] if found.rests else SELF_CARE
    context.ask(SelfCareDialog(sore[0] if len(sore) == 1 else "both", helps), answered)
